from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongjian.civic.registry.actions import move_organisation
from gongjian.civic.registry.models import Affiliation
from gongjian.ledger.action import NotAllowed, Refused
from tests.civic.registry.known import registered, spans, told
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    AffiliationFactory,
    CommunityFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
TERRITORY = Affiliation.Axis.TERRITORY
FEBRUARY = date(2026, 2, 1)


def neighbour(area):
    return CommunityFactory(parent=area.parent)


def test_a_unit_moves_within_its_street_and_the_ledger_says_so():
    unit = registered()
    before, after, office = unit.area, neighbour(unit.area), street_office_of(unit.area)

    move_organisation(office, unit, area=after, since=TODAY, grid_code="410102001001", at=NOON)

    event = told("move_organisation")[0]
    assert (event.actor, event.subject, event.changes["place"]) == (office, unit, [before.pk, after.pk])
    assert spans(unit, TERRITORY) == [(before.pk, NEW_YEAR, TODAY), (after.pk, TODAY, None)]
    unit.refresh_from_db()
    assert (unit.area, unit.path, unit.grid_code) == (after, after.path, "410102001001")


def test_the_district_moves_a_unit_to_another_street():
    unit, elsewhere = registered(), CommunityFactory()

    move_organisation(district_office(), unit, area=elsewhere, since=TODAY, at=NOON)

    unit.refresh_from_db()
    assert unit.path == elsewhere.path


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_a_stranger_may_not_and_nothing_is_written(who):
    unit, actor = registered(), who()

    with pytest.raises(NotAllowed):
        move_organisation(actor, unit, area=neighbour(unit.area), since=TODAY, at=NOON)

    assert spans(unit, TERRITORY) == [(unit.area.pk, NEW_YEAR, None)]
    assert told("move_organisation") == []


def test_a_street_neither_pushes_a_unit_out_nor_pulls_one_in():
    unit, elsewhere = registered(), CommunityFactory()

    with pytest.raises(NotAllowed, match="区牵头部门"):
        move_organisation(street_office_of(unit.area), unit, area=elsewhere, since=TODAY, at=NOON)
    with pytest.raises(NotAllowed):
        move_organisation(street_office_of(elsewhere), unit, area=elsewhere, since=TODAY, at=NOON)


def test_a_community_worker_moves_nothing():
    unit = registered()

    with pytest.raises(NotAllowed):
        move_organisation(worker_of(unit.area), unit, area=neighbour(unit.area), since=TODAY, at=NOON)


def test_a_street_does_not_rewrite_the_time_in_which_the_unit_was_elsewhere():
    """Neither the days before it came, nor those after the district has planned that it leaves."""
    unit, here = registered(), CommunityFactory()
    lead, office = district_office(), street_office_of(here)
    move_organisation(lead, unit, area=here, since=YESTERDAY, at=NOON)
    move_organisation(lead, unit, area=CommunityFactory(), since=date(2026, 6, 1), at=NOON)

    for since in (FEBRUARY, date(2026, 6, 1), date(2026, 7, 1)):
        with pytest.raises(NotAllowed, match="区牵头部门"):
            move_organisation(office, unit, area=neighbour(here), since=since, at=NOON)
    move_organisation(office, unit, area=neighbour(here), since=date(2026, 4, 1), at=NOON)

    assert len(spans(unit, TERRITORY)) == 4


def test_a_move_between_two_known_ones_holds_until_the_next():
    unit = registered()
    first, last, between = unit.area, neighbour(unit.area), neighbour(unit.area)
    office = street_office_of(first)
    move_organisation(office, unit, area=last, since=YESTERDAY, at=NOON)

    move_organisation(office, unit, area=between, since=FEBRUARY, at=NOON)

    assert spans(unit, TERRITORY) == [
        (first.pk, NEW_YEAR, FEBRUARY),
        (between.pk, FEBRUARY, YESTERDAY),
        (last.pk, YESTERDAY, None),
    ]
    unit.refresh_from_db()
    assert unit.path == last.path


def test_a_move_ahead_leaves_the_unit_where_it_is():
    unit = registered()
    here = unit.area

    move_organisation(district_office(), unit, area=CommunityFactory(), since=TOMORROW, at=NOON)

    unit.refresh_from_db()
    assert (unit.area, unit.path) == (here, here.path)


def test_a_second_move_of_the_same_day_corrects_the_first():
    unit = registered()
    start, wrong, right = unit.area, neighbour(unit.area), neighbour(unit.area)
    office = street_office_of(start)

    move_organisation(office, unit, area=wrong, since=TODAY, at=NOON)
    move_organisation(office, unit, area=right, since=TODAY, at=NOON)

    assert spans(unit, TERRITORY) == [(start.pk, NEW_YEAR, TODAY), (right.pk, TODAY, None)]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ({"valid_from": date(2020, 1, 1), "valid_to": FEBRUARY}, "已经撤销了"),
        ({"valid_from": TOMORROW}, "还没有设立"),
    ],
)
def test_nobody_moves_to_a_place_that_is_not_there_that_day(place, why):
    unit = registered()

    with pytest.raises(Refused, match=why):
        move_organisation(
            district_office(), unit, area=CommunityFactory(parent=unit.area.parent, **place), since=TODAY, at=NOON
        )


def test_nothing_moves_before_it_was_there():
    unit = registered(since=FEBRUARY)

    with pytest.raises(Refused, match="才登记"):
        move_organisation(street_office_of(unit.area), unit, area=neighbour(unit.area), since=NEW_YEAR, at=NOON)


def test_the_database_keeps_a_unit_from_being_in_two_places_on_one_day():
    unit = registered()

    with pytest.raises(IntegrityError), transaction.atomic():
        AffiliationFactory(organisation=unit, axis=TERRITORY, area=CommunityFactory(), target=None, valid_from=TODAY)

    assert spans(unit, TERRITORY) == [(unit.area.pk, NEW_YEAR, None)]
