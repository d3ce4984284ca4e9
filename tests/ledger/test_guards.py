"""What the database refuses by itself, whoever writes: overlaps, changes of what is written once, moved areas."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongjian.civic.platforms.models import Seat
from gongjian.civic.registry.models import Area, Profile
from gongjian.ledger.models import Event, Seal
from tests.factories import (
    AffiliationFactory,
    CommunityFactory,
    EventFactory,
    ParticipationFactory,
    ProfileFactory,
    SealFactory,
    SeatFactory,
    StreetFactory,
)

pytestmark = pytest.mark.django_db
JANUARY, MARCH, JUNE = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)


def refused(guard):
    """Expect the database to refuse, by the name of the guard."""
    return pytest.raises(IntegrityError, match=guard)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [(MARCH, None), (date(2025, 1, 1), MARCH), (MARCH, date(2026, 4, 1)), (date(2025, 1, 1), None)],
)
def test_a_dated_row_does_not_overlap_another(begins, ends):
    profile = ProfileFactory(valid_from=JANUARY, valid_to=JUNE)

    with refused("guard_registry_profile_overlap"), transaction.atomic():
        ProfileFactory(organisation=profile.organisation, valid_from=begins, valid_to=ends)

    assert Profile.objects.count() == 1


@pytest.mark.parametrize(("begins", "ends"), [(JUNE, None), (date(2025, 1, 1), JANUARY)])
def test_adjoining_rows_pass(begins, ends):
    profile = ProfileFactory(valid_from=JANUARY, valid_to=JUNE)

    ProfileFactory(organisation=profile.organisation, valid_from=begins, valid_to=ends)

    assert Profile.objects.count() == 2


def test_others_may_have_the_same_days():
    ProfileFactory(valid_from=JANUARY)
    ProfileFactory(valid_from=JANUARY)

    assert Profile.objects.count() == 2


def test_an_update_into_an_overlap_is_refused_too():
    profile = ProfileFactory(valid_from=JANUARY, valid_to=MARCH)
    ProfileFactory(organisation=profile.organisation, valid_from=MARCH)

    with refused("guard_registry_profile_overlap"), transaction.atomic():
        Profile.objects.filter(pk=profile.pk).update(valid_to=JUNE)


def test_a_row_may_be_changed_where_it_stands():
    profile = ProfileFactory(valid_from=JANUARY)

    Profile.objects.filter(pk=profile.pk).update(valid_to=JUNE)

    profile.refresh_from_db()
    assert profile.valid_to == JUNE


def test_affiliations_seats_and_participations_do_not_overlap_either():
    affiliation, seat, participation = AffiliationFactory(), SeatFactory(), ParticipationFactory()

    with refused("guard_registry_affiliation_overlap"), transaction.atomic():
        AffiliationFactory(organisation=affiliation.organisation)
    with refused("guard_platforms_seat_overlap"), transaction.atomic():
        SeatFactory(platform=seat.platform, organisation=seat.organisation)
    with refused("guard_registry_participation_overlap"), transaction.atomic():
        ParticipationFactory(area=participation.area)

    assert Seat.objects.count() == 1


@pytest.mark.parametrize("make", [EventFactory, SealFactory])
def test_events_and_seals_are_written_once(make):
    row = make()
    table = row._meta.db_table

    with refused(f"guard_{table}_append_only"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(path="/elsewhere/")
    with refused(f"guard_{table}_append_only"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).delete()

    assert (Event.objects.count(), Seal.objects.count()) in ((1, 0), (0, 1))


def test_an_area_never_moves():
    community, elsewhere = CommunityFactory(), StreetFactory()

    with refused("guard_registry_area_stays"), transaction.atomic():
        Area.objects.filter(pk=community.pk).update(parent=elsewhere)
    with refused("guard_registry_area_stays"), transaction.atomic():
        Area.objects.filter(pk=community.pk).update(path=f"{elsewhere.path}{community.pk}/")

    Area.objects.filter(pk=community.pk).update(name="新名字")
    community.refresh_from_db()
    assert community.name == "新名字"
