"""How far the committees reach and who has rooms: the same questions for today and for a past day."""

from datetime import date

import pytest

from gongjian.civic.registry.models import Area
from gongjian.civic.registry.queries.coverage import (
    Share,
    housed,
    membership,
    premises_share,
    seated,
    taking_part,
    units_in,
)
from tests.factories import (
    NEW_YEAR,
    TODAY,
    YESTERDAY,
    AffiliationFactory,
    DistrictFactory,
    OrganisationFactory,
    ParticipationFactory,
    PlatformFactory,
    ProfileFactory,
    ResourceFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def street_seat(**said):
    unit = OrganisationFactory(**said)
    platform = PlatformFactory(area=unit.area.parent)
    return SeatFactory(platform=platform, organisation=unit)


def test_a_unit_counts_once_by_its_seat_in_a_streets_committee():
    seat = street_seat()
    SeatFactory(platform=PlatformFactory(area=seat.organisation.area), organisation=seat.organisation)
    in_a_community = SeatFactory()
    OrganisationFactory(is_resident_unit=False, area=seat.organisation.area)
    OrganisationFactory(closed_date=TODAY)

    assert membership(DistrictFactory().path, on=TODAY) == Share(1, 2)
    assert membership(in_a_community.platform.area.path, on=TODAY) == Share(0, 1)
    assert membership(seat.platform.area.path, on=TODAY).share_bp == 10_000
    assert set(seated(units_in("/"), TODAY)) == {seat.organisation, in_a_community.organisation}
    assert set(seated(units_in("/"), TODAY, Area.Level.STREET)) == {seat.organisation}


def test_of_a_past_day_counts_what_was_true_then():
    seat = street_seat(is_resident_unit=False)
    old = {"organisation": seat.organisation, "valid_from": date(2025, 1, 1), "valid_to": NEW_YEAR}
    elsewhere = PlatformFactory().area
    ProfileFactory(is_resident_unit=True, **old)
    AffiliationFactory(axis=1, area=elsewhere, target=None, **old)
    seat.valid_from = date(2025, 1, 1)
    seat.save()
    may = date(2025, 5, 15)

    assert membership(elsewhere.path, on=TODAY, then=may) == Share(1, 1)
    assert membership(seat.platform.area.path, on=TODAY, then=may) == Share(0, 0)
    assert membership(seat.platform.area.path, on=TODAY) == Share(0, 0)
    assert Share(0, 0).share_bp is None


def test_a_seat_counts_up_to_the_day_before_it_ends():
    seat = street_seat()
    seat.valid_to = TODAY
    seat.save()

    assert membership("/", on=YESTERDAY).done == 1
    assert membership("/", on=TODAY).done == 0


def test_communities_that_take_part_are_counted_and_those_with_free_rooms():
    with_room, without = ParticipationFactory().area, ParticipationFactory().area
    for said in ({}, {"is_free": False, "area": without}, {"closes_date": TODAY, "area": without}):
        ResourceFactory(**{"area": with_room} | said)
    ResourceFactory()

    assert premises_share("/", TODAY) == Share(1, 2)
    assert list(housed(taking_part("/", TODAY), TODAY)) == [with_room]
    assert premises_share(without.path, TODAY) == Share(0, 1)
    assert premises_share("/", YESTERDAY) == Share(2, 2)
