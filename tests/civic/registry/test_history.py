"""What held on a past day: names, places and belonging as they were, not as they are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.civic.registry.actions import affiliate, move_organisation, rename_area, revise_profile
from gongjian.civic.registry.queries.history import as_of
from tests.civic.registry.known import SUPERIOR, body, registered
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    CommunityFactory,
    ProfileFactory,
    district_office,
)

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)


def test_a_unit_that_moved_shows_its_old_place_before_and_the_new_one_after():
    unit, lead, elsewhere = registered(grid_code="001"), district_office(), CommunityFactory()
    here = unit.area
    move_organisation(lead, unit, area=elsewhere, since=YESTERDAY, at=NOON)

    before, after = as_of([unit], FEBRUARY)[unit.pk], as_of([unit.pk], TODAY)[unit.pk]

    assert (before.area, before.grid_code, after.area, after.grid_code) == (here, "001", elsewhere, "")


def test_what_stood_above_is_called_what_it_was_called_then():
    unit, lead, above = registered(), district_office(), registered(name="旧名党委")
    other = body()
    ProfileFactory(organisation=other)
    affiliate(lead, unit, axis=SUPERIOR, target=above, since=NEW_YEAR, at=NOON)
    affiliate(lead, unit, axis=SUPERIOR, target=other, since=TODAY, at=NOON)
    revise_profile(lead, above, changes={"name": "新名党委"}, since=YESTERDAY, at=NOON)

    names = [as_of([unit], day)[unit.pk].superior.name for day in (FEBRUARY, YESTERDAY, TODAY)]

    assert names == ["旧名党委", "新名党委", other.name]


def test_a_place_is_called_what_it_was_called_then_and_its_street_too():
    unit, lead = registered(), district_office()
    area, street = unit.area, unit.area.parent
    for place in (area, street):
        place.namings.create(name=place.name, code="", valid_from=place.valid_from)
        rename_area(lead, place, name=f"新{place.name}", code="", since=YESTERDAY, at=NOON)

    before, after = (as_of([unit], day)[unit.pk].area for day in (FEBRUARY, TODAY))

    assert (f"新{before.name}", f"新{before.parent.name}") == (after.name, after.parent.name)
    assert after.name == area.name


def test_whoever_is_not_there_yet_is_left_out():
    unit, later = registered(), registered(since=TOMORROW)

    assert set(as_of([unit, later], TODAY)) == {unit.pk}
    assert set(as_of([unit, later], TOMORROW)) == {unit.pk, later.pk}


def test_words_are_those_of_the_day():
    unit = registered(party_type="BRANCH")
    revise_profile(district_office(), unit, changes={"kind": "HOSPITAL", "party_type": ""}, since=TODAY, at=NOON)

    before, after = as_of([unit], YESTERDAY)[unit.pk], as_of([unit], TODAY)[unit.pk]

    assert (before.kind_word, before.grouping_word, before.party_word) == ("学校", "事业单位", "党支部")
    assert (after.kind_word, after.party_word) == ("医院", "")


@pytest.mark.parametrize("number", [1, 20])
def test_it_asks_the_same_number_of_questions_for_one_and_for_many(number):
    units = [registered(superior=body()) for _each in range(number)]

    with CaptureQueriesContext(connection) as asked:
        found = as_of(units, TODAY)

    assert (len(found), len(asked)) == (number, 4)
