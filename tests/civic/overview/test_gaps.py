"""Where the network is thin: each number is the length of its list, for a district and for a street."""

import pytest
from django.urls import reverse

from gongjian.civic.overview.queries.gaps import KINDS
from gongjian.civic.registry.models import Role
from tests.civic.pages import cost, status, text
from tests.factories import (
    BodyFactory,
    CommunityFactory,
    DistrictFactory,
    OfficeFactory,
    OrganisationFactory,
    PlatformFactory,
    SeatFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def gaps(area):
    return reverse("overview:show_gaps", args=[area.pk])


def listed(area, key):
    return reverse("overview:list_gap", args=[area.pk, key])


def whole_community():
    """A community that lacks nothing."""
    community = CommunityFactory()
    BodyFactory(governs=community)
    PlatformFactory(area=community)
    OfficeFactory(role=Role.COMMUNITY_WORKER, area=community)
    return community


def test_offices_of_district_and_street_see_their_own_and_nobody_else():
    street = CommunityFactory().parent

    assert status(street_office_of(street), gaps(street)) == 200
    assert status(district_office(), gaps(street)) == status(district_office(), gaps(DistrictFactory())) == 200
    unit = OrganisationFactory(area=CommunityFactory(parent=street))
    for stranger in (UserFactory(), liaison_of(unit), worker_of(unit.area), street_office_of(CommunityFactory())):
        assert status(stranger, gaps(street)) == 404
        assert status(stranger, listed(street, "units-outside")) == 404
    assert status(street_office_of(street), gaps(DistrictFactory())) == 404
    assert status(street_office_of(street), listed(street, "nothing-known")) == 404
    assert status(None, gaps(street)) == 302


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("units-without-party", {"party_type": "", "member_count": 2}),
        ("units-ready-for-party", {"party_type": "", "member_count": 3}),
        ("units-without-superior", {"superior": None}),
    ],
)
def test_units_are_counted_by_what_they_lack(key, said):
    community = whole_community()
    superior = BodyFactory(governs=community)
    OrganisationFactory(area=community, superior=superior, name="样样都有的")
    OrganisationFactory(area=community, name="缺一样的", **{"superior": superior} | said)
    office = street_office_of(community)

    page = text(office, listed(community.parent, key))

    assert ("缺一样的" in page, "样样都有的" in page) == (True, False)
    assert listed(community.parent, key) in text(office, gaps(community.parent))


def test_units_in_no_committee_are_listed_and_those_in_any_are_not():
    community = whole_community()
    SeatFactory(platform=community.platforms.get(), organisation__name="有席位的")
    OrganisationFactory(area=community, name="没有席位的")

    page = text(district_office(), listed(DistrictFactory(), "units-outside"))

    assert ("没有席位的" in page, "有席位的</a>" in page.replace("没有席位的", "")) == (True, False)


def test_communities_without_committee_or_without_worker_or_body_are_listed():
    whole = whole_community()
    bare = CommunityFactory(parent=whole.parent, name="白手社区")
    idle = whole_community()
    idle.offices.update(valid_to="2026-01-02")
    office = district_office()

    without_committee = text(office, listed(DistrictFactory(), "communities-without-committee"))
    without_body = text(office, listed(DistrictFactory(), "communities-without-body"))

    assert [row.name in without_committee for row in (bare, idle, whole)] == [True, False, False]
    assert [f">{row.name}</a>" in without_body for row in (bare, idle, whole)] == [True, True, False]


def test_what_lacks_nothing_is_said_calmly():
    community = whole_community()

    page = text(street_office_of(community), gaps(community.parent))

    assert "这几项没有空白" in page
    assert 'class="holes"' not in page


def test_pages_cost_the_same_with_1_and_with_60_gaps():
    community = whole_community()
    OrganisationFactory(area=community, party_type="")
    office, district = district_office(), DistrictFactory()
    pages = [gaps(district), *(f"{listed(district, key)}?size=100" for key in KINDS)]
    CommunityFactory(parent=community.parent)
    few = [cost(office, url) for url in pages]

    OrganisationFactory.create_batch(59, area=community, party_type="", member_count=5)
    CommunityFactory.create_batch(59, parent=community.parent)

    assert [cost(office, url) for url in pages] == few
