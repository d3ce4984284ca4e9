from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongjian.civic.registry.actions import affiliate, succeed_organisation
from gongjian.civic.registry.models import Affiliation, Organisation
from gongjian.ledger.action import NotAllowed, Refused
from tests.civic.registry.known import HOST, SECTOR, SUPERIOR, body, registered, spans, told
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    AffiliationFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db
FEBRUARY, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (2, 4, 5, 6))


def put(below: Organisation, above: Organisation | None, since: date = NEW_YEAR, axis: int = SUPERIOR) -> None:
    affiliate(district_office(), below, axis=axis, target=above, since=since, at=NOON)


@pytest.mark.parametrize(("axis", "field"), [(SECTOR, "sector"), (SUPERIOR, "superior"), (HOST, "host")])
def test_a_unit_belongs_to_another_from_a_day_on_and_the_ledger_says_so(axis, field):
    unit, above = registered(), body()
    office = street_office_of(unit.area)

    affiliate(office, unit, axis=axis, target=above, since=YESTERDAY, at=NOON)

    event = told("affiliate")[0]
    assert (event.actor, event.subject, event.changes["target"]) == (office, unit, [None, above.pk])
    assert spans(unit, axis) == [(above.pk, YESTERDAY, None)]
    unit.refresh_from_db()
    assert getattr(unit, field) == above


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_a_stranger_may_not_and_nothing_is_written(who):
    unit, actor = registered(), who()

    with pytest.raises(NotAllowed):
        affiliate(actor, unit, axis=SUPERIOR, target=body(), since=TODAY, at=NOON)

    assert (spans(unit, SUPERIOR), told("affiliate")) == ([], [])


def test_neither_does_the_own_liaison():
    unit = registered()

    with pytest.raises(NotAllowed):
        affiliate(liaison_of(unit), unit, axis=SECTOR, target=body(), since=TODAY, at=NOON)


def test_belonging_ends_on_a_day_and_begins_again():
    unit, one, other = registered(), body(), body()
    put(unit, one)

    put(unit, None, FEBRUARY)
    put(unit, other, TODAY)

    assert spans(unit, SUPERIOR) == [(one.pk, NEW_YEAR, FEBRUARY), (other.pk, TODAY, None)]


def test_what_never_was_cannot_end():
    unit = registered()

    with pytest.raises(Refused, match="不用取消"):
        put(unit, None)


def test_a_change_between_two_known_ones_holds_until_the_next_also_before_the_first():
    unit, one, other, last = registered(), body(), body(), body()
    put(unit, last, TODAY)

    put(unit, one, NEW_YEAR)
    put(unit, other, FEBRUARY)

    assert spans(unit, SUPERIOR) == [
        (one.pk, NEW_YEAR, FEBRUARY),
        (other.pk, FEBRUARY, TODAY),
        (last.pk, TODAY, None),
    ]


def test_a_change_ahead_leaves_today_as_it_is():
    unit, one, other = registered(), body(), body()
    put(unit, one)

    put(unit, other, TOMORROW)

    unit.refresh_from_db()
    assert unit.superior == one


def test_nothing_stands_above_itself():
    unit = registered()

    with pytest.raises(Refused, match="不能作它自己"):
        put(unit, unit)


def test_two_do_not_stand_above_each_other():
    first, second = registered(), registered()
    put(first, second)

    with pytest.raises(Refused, match="不能反过来"):
        put(second, first, TODAY)

    assert spans(second, SUPERIOR) == []


def test_nor_by_way_of_a_third():
    first, second, third = registered(), registered(), registered()
    put(first, second)
    put(second, third)

    with pytest.raises(Refused, match="不能反过来"):
        put(third, first, TODAY)


def test_a_circle_that_would_close_on_a_later_day_is_refused_too():
    first, second, third = registered(), registered(), registered()
    put(second, third, NEW_YEAR)
    put(second, first, APRIL)

    with pytest.raises(Refused, match="不能反过来"):
        put(first, second, TODAY)


def test_what_stood_below_at_another_time_may_stand_above_now():
    first, second = registered(), registered()
    put(first, second, NEW_YEAR)
    put(first, None, FEBRUARY)

    put(second, first, FEBRUARY)

    assert spans(second, SUPERIOR) == [(first.pk, FEBRUARY, None)]


def test_a_change_that_ends_before_the_other_begins_makes_no_circle():
    first, second, third = registered(), registered(), registered()
    put(first, third, MAY)
    put(second, first, JUNE)

    put(first, second, APRIL)

    assert spans(first, SUPERIOR) == [(second.pk, APRIL, MAY), (third.pk, MAY, None)]


def test_the_axes_are_apart():
    first, second = registered(), registered()
    put(first, second, axis=SUPERIOR)

    put(second, first, axis=HOST)

    assert spans(second, HOST) == [(first.pk, NEW_YEAR, None)]


def test_the_place_is_moved_elsewhere():
    unit = registered()

    with pytest.raises(Refused, match="迁址"):
        put(unit, body(), axis=Affiliation.Axis.TERRITORY)


def test_nobody_belongs_to_what_is_not_there():
    unit, closed, young = registered(), registered(), registered(since=YESTERDAY)
    succeed_organisation(district_office(), closed, successors=[], on=FEBRUARY, at=NOON)

    for above, since, why in (
        (closed, NEW_YEAR, "已经注销了"),
        (closed, TODAY, "已经注销了"),
        (young, NEW_YEAR, "还没有登记"),
    ):
        with pytest.raises(Refused, match=why):
            put(unit, above, since)

    assert spans(unit, SUPERIOR) == []


def test_it_may_have_belonged_to_what_ended_later():
    unit, closed, other = registered(), registered(), body()
    put(unit, other, FEBRUARY)
    succeed_organisation(district_office(), closed, successors=[], on=TODAY, at=NOON)

    put(unit, closed, NEW_YEAR)

    assert spans(unit, SUPERIOR) == [(closed.pk, NEW_YEAR, FEBRUARY), (other.pk, FEBRUARY, None)]


@pytest.mark.parametrize("day", [NEW_YEAR, YESTERDAY, TOMORROW])
def test_the_database_keeps_affiliations_from_overlapping(day):
    unit = registered()
    put(unit, body())

    with pytest.raises(IntegrityError), transaction.atomic():
        AffiliationFactory(organisation=unit, target=body(), valid_from=day)
