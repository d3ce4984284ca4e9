from datetime import date

import pytest

from gongjian.civic.registry.actions import affiliate, revise_profile, succeed_organisation
from gongjian.civic.registry.models import Affiliation, Organisation, Role, offices_of
from gongjian.civic.registry.queries.history import as_of
from gongjian.ledger.action import NotAllowed, Refused
from tests.civic.registry.known import SUPERIOR, body, registered, spans, told
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    OfficeFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)


def end(unit: Organisation, on: date = YESTERDAY, *successors: Organisation) -> Organisation:
    return succeed_organisation(district_office(), unit, successors=list(successors), on=on, at=NOON)


def test_an_organisation_ends_its_successors_are_noted_and_the_ledger_says_so():
    unit, after, lead = registered(), registered(), district_office()

    succeed_organisation(lead, unit, successors=[after], on=YESTERDAY, at=NOON)

    event = told("succeed_organisation")[0]
    assert (event.actor, event.subject) == (lead, unit)
    assert event.changes == {"closed_date": [None, "2026-03-01"], "successors": [after.pk]}
    assert list(after.replaces.all()) == [unit]


def test_what_held_until_then_still_stands_and_nothing_after():
    unit = registered(member_count=5)
    here = unit.area

    end(unit)

    assert spans(unit, Affiliation.Axis.TERRITORY) == [(here.pk, NEW_YEAR, YESTERDAY)]
    assert as_of([unit], FEBRUARY)[unit.pk].member_count == 5
    assert as_of([unit], YESTERDAY) == {}


def test_what_was_planned_for_later_never_comes():
    unit = registered(member_count=5)
    revise_profile(district_office(), unit, changes={"member_count": 9}, since=TOMORROW, at=NOON)
    affiliate(district_office(), unit, axis=SUPERIOR, target=body(), since=TOMORROW, at=NOON)

    end(unit)

    assert unit.profiles.count() == 1
    assert spans(unit, SUPERIOR) == []


def test_its_offices_end_with_it_also_those_that_were_to_begin_later():
    unit = registered()
    liaison = liaison_of(unit)
    later = OfficeFactory(role=Role.UNIT_SECRETARY, area=None, organisation=unit, valid_from=TOMORROW).person.user

    end(unit)

    assert len(offices_of(liaison, FEBRUARY)) == 1
    assert (offices_of(liaison, YESTERDAY), offices_of(later, TOMORROW)) == ([], [])


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(registered().area)])
def test_a_stranger_may_not_and_nothing_is_written(who):
    unit, actor = registered(), who()

    with pytest.raises(NotAllowed):
        succeed_organisation(actor, unit, successors=[], on=YESTERDAY, at=NOON)

    unit.refresh_from_db()
    assert (unit.closed_date, told("succeed_organisation")) == (None, [])


@pytest.mark.parametrize(
    ("on", "why"),
    [(TOMORROW, "不能在今天以后"), (NEW_YEAR, "要晚于登记的日子"), (date(2025, 12, 31), "才登记")],
)
def test_it_ends_after_it_began_and_not_in_future(on, why):
    unit = registered()

    with pytest.raises(Refused, match=why):
        end(unit, on)

    assert unit.profiles.count() == 1


def test_it_ends_once():
    unit = end(registered())

    with pytest.raises(Refused, match="已经注销"):
        end(unit, TODAY)


def test_the_successor_is_another_one_that_is_still_there():
    unit, gone = registered(), end(registered())

    for successor in (unit, gone):
        with pytest.raises(Refused, match="要是另一家"):
            end(unit, YESTERDAY, successor)
