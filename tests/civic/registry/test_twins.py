"""What is kept twice says the same twice: an organisation's row is its history of today."""

from datetime import date, datetime, time
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongjian.accounts.models import User
from gongjian.civic.duties.schedule import tick
from gongjian.civic.registry.actions import add_organisation, affiliate, move_organisation, revise_profile
from gongjian.civic.registry.models import Affiliation, Organisation
from gongjian.civic.registry.queries.behind import behind
from gongjian.civic.registry.queries.history import State, as_of
from tests.factories import (
    DAY,
    NEW_YEAR,
    NOON,
    TODAY,
    BodyFactory,
    CommunityFactory,
    DistrictFactory,
    StreetFactory,
    district_office,
)

pytestmark = pytest.mark.django_db
PLACES = [DistrictFactory, StreetFactory, CommunityFactory]


def added(number: int, place) -> Organisation:
    return add_organisation(
        User.objects.clock(),
        place(),
        name=f"第{number}小学",
        kind="SCHOOL",
        since=NEW_YEAR,
        party_type="BRANCH",
        member_count=number,
        is_resident_unit=True,
        at=NOON,
    )


def test_the_path_is_that_of_the_territory_of_today():
    organisations = [added(number, place) for number, place in enumerate(PLACES * 2)]

    paths = {
        one.organisation_id: one.area.path
        for one in Affiliation.objects.on(TODAY).filter(axis=Affiliation.Axis.TERRITORY).select_related("area")
    }
    assert {one.pk: one.path for one in Organisation.objects.all()} == paths
    assert set(paths) == {one.pk for one in organisations}


@pytest.mark.parametrize("place", PLACES)
def test_the_row_says_what_the_profile_of_today_says(place):
    organisation = added(1, place)

    profile = organisation.profiles.on(TODAY).get()
    for name in ("name", "kind", "grouping", "party_type", "member_count", "is_resident_unit"):
        assert getattr(profile, name) == getattr(organisation, name), name


DAYS = [NEW_YEAR + DAY * number for number in range(0, 100, 10)]  # TODAY lies among them
FIELDS = {Affiliation.Axis.SECTOR: "sector", Affiliation.Axis.SUPERIOR: "superior", Affiliation.Axis.HOST: "host"}
CHANGES = st.lists(
    st.tuples(st.sampled_from(["profile", "place", *FIELDS]), st.sampled_from(DAYS), st.integers(0, 3)), max_size=12
)
Known = dict[date, int | None]


def replay(known: Known, since: date, value: int | None) -> None:
    """Note a change; what ends where nothing was is none."""
    known[since] = value
    before = None
    for day in sorted(known):
        if known[day] is None and before is None:
            del known[day]
        else:
            before = known[day]


def held(known: Known, day: date) -> int | None:
    """Return what held on a day: the last change until then."""
    return known[max(since for since in known if since <= day)] if any(since <= day for since in known) else None


def overlaps(rows) -> bool:
    """Return whether of dated rows one begins before the one before has ended."""
    return any(one.valid_to is None or one.valid_to > other.valid_from for one, other in pairwise(rows))


@given(CHANGES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_after_any_changes_every_day_says_what_a_plain_replay_says_and_the_row_what_today_says(changes):
    with transaction.atomic():
        unit, lead = added(1, CommunityFactory), district_office()
        places = [unit.area, *(CommunityFactory(parent=unit.area.parent) for _number in range(3))]
        targets = [None, *(BodyFactory() for _number in range(3))]
        told: dict[object, Known] = {"profile": {NEW_YEAR: 1}, "place": {NEW_YEAR: places[0].pk}}
        told |= {axis: {} for axis in FIELDS}

        for what, since, number in changes:
            if what == "profile":
                revise_profile(lead, unit, changes={"member_count": number}, since=since, at=NOON)
                replay(told[what], since, number)
            elif what == "place":
                move_organisation(lead, unit, area=places[number], since=since, at=NOON)
                replay(told[what], since, places[number].pk)
            elif number or held(told[what], since) is not None:
                affiliate(lead, unit, axis=what, target=targets[number], since=since, at=NOON)
                replay(told[what], since, targets[number] and targets[number].pk)

        assert not overlaps(unit.profiles.order_by("valid_from"))
        for axis in Affiliation.Axis:
            assert not overlaps(unit.affiliations.filter(axis=axis).order_by("valid_from"))
        for day in [*DAYS, *(day + DAY for day in DAYS), *(day - DAY for day in DAYS[1:])]:
            assert says(as_of([unit], day)[unit.pk]) == {what: held(known, day) for what, known in told.items()}
        unit.refresh_from_db()
        assert row_says(unit) == says(as_of([unit], TODAY)[unit.pk])
        assert unit.path == unit.area.path
        assert list(behind(TODAY)) == []
        for day in [day for day in DAYS if day > TODAY]:
            tick(datetime.combine(day, time(4), NOON.tzinfo))
            unit.refresh_from_db()
            assert row_says(unit) == says(as_of([unit], day)[unit.pk])
        transaction.set_rollback(True)


def says(state: State) -> dict[object, int | None]:
    """Return what a day says, by what can change."""
    above = {axis: getattr(state, field) for axis, field in FIELDS.items()}
    keys = {axis: one and one.pk for axis, one in above.items()}
    return {"profile": state.member_count, "place": state.area and state.area.pk} | keys


def row_says(unit: Organisation) -> dict[object, int | None]:
    """Return what the organisation's own row says."""
    keys = {axis: getattr(unit, f"{field}_id") for axis, field in FIELDS.items()}
    return {"profile": unit.member_count, "place": unit.area_id} | keys
