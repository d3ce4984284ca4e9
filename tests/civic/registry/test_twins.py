"""What is kept twice says the same twice: an organisation's row is its history of today."""

import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import add_organisation
from gongjian.civic.registry.models import Affiliation, Organisation
from tests.factories import NEW_YEAR, NOON, TODAY, CommunityFactory, DistrictFactory, StreetFactory

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
