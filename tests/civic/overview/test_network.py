"""A street's network: core, base and nodes, each a link, and the same in a table."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.civic.pages import cost, status, text
from tests.factories import (
    NOON,
    BodyFactory,
    CommunityFactory,
    OrganisationFactory,
    PartyFactory,
    PlatformFactory,
    SeatFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def network(street, query=""):
    return reverse("overview:show_network", args=[street.pk]) + query


def with_agreement(community, **said):
    unit = OrganisationFactory(area=community, **said)
    PartyFactory(organisation=unit, agreement__area=community, agreement__in_force_at=NOON)
    return unit


def test_the_offices_over_a_street_see_its_network_and_nobody_else():
    unit = with_agreement(CommunityFactory())
    street = unit.area.parent

    assert status(street_office_of(street), network(street)) == status(district_office(), network(street)) == 200
    for stranger in (UserFactory(), liaison_of(unit), worker_of(unit.area), street_office_of(CommunityFactory())):
        assert status(stranger, network(street)) == 404
    assert status(district_office(), network(unit.area)) == 404
    assert status(None, network(street)) == 302


def test_partners_stand_with_their_community_filled_or_hollow_and_the_others_are_counted():
    first = CommunityFactory(code="410102001001")
    second = CommunityFactory(parent=first.parent, code="410102001002")
    core = BodyFactory(governs=first.parent, name="和顺街道党工委")
    BodyFactory(governs=first, name="甲社区党支部")
    firm = with_agreement(first, name="签了约的")
    loose = SeatFactory(platform=PlatformFactory(area=second), organisation__name="只有席位的").organisation
    OrganisationFactory(area=second, name="还没连上的")

    page = text(street_office_of(first), network(first.parent))
    far = re.search(r'<svg class="pic network far".*?</svg>', page, re.S).group()

    assert [far.index(word) for word in ("和顺街道党工委", "甲社区党支部", "签了约的", "只有席位的")] == sorted(
        far.index(word) for word in ("和顺街道党工委", "甲社区党支部", "签了约的", "只有席位的")
    )
    assert (far.count('<circle class="firm"'), far.count('<circle class="loose"')) == (1, 1)
    assert "还没连上的" not in page
    for row in (core, firm, loose):
        assert f'<a href="{row.get_absolute_url()}"><title>' in far
    assert re.search(r"只有席位的</a></td><td>有席位，还没有协议", page)


def test_of_a_past_day_it_shows_who_was_bound_then():
    unit = with_agreement(CommunityFactory())
    office = street_office_of(unit.area)

    assert unit.name in text(office, network(unit.area.parent))
    assert unit.name not in text(office, network(unit.area.parent, f"?on={date(2025, 12, 31)}"))


def test_a_street_without_partners_has_a_page_too():
    community = CommunityFactory()

    page = text(street_office_of(community), network(community.parent))

    assert community.name in page
    assert '<circle class="firm" cx="1' not in page


def test_it_costs_the_same_with_2_and_with_80_units():
    community = CommunityFactory()
    office = street_office_of(community)
    with_agreement(community)
    SeatFactory(platform__area=community)
    few = cost(office, network(community.parent))

    for _ in range(39):
        with_agreement(community)
    SeatFactory.create_batch(39, platform=community.platforms.get())

    assert cost(office, network(community.parent)) == few
