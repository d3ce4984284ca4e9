"""The page of a place: who opens it, what it says today and on a past day."""

from datetime import date

import pytest

from gongjian.civic.registry.models import Area, Naming
from tests.civic.pages import cost, status, text
from tests.factories import (
    NEW_YEAR,
    TODAY,
    AffiliationFactory,
    BodyFactory,
    CommunityFactory,
    DistrictFactory,
    OrganisationFactory,
    ParticipationFactory,
    PartyFactory,
    PlatformFactory,
    ProfileFactory,
    ResourceFactory,
    SeatFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_offices_over_a_place_open_its_page_and_no_stranger():
    community = CommunityFactory()
    url = community.get_absolute_url()

    for user in (worker_of(community), street_office_of(community), district_office()):
        assert community.name in text(user, url)
    for stranger in (UserFactory(), worker_of(CommunityFactory()), street_office_of(CommunityFactory())):
        assert status(stranger, url) == 404
    assert status(worker_of(community), community.parent.get_absolute_url()) == 404
    assert status(None, url) == 302


def test_a_unit_reads_the_names_around_it_and_no_numbers():
    unit = OrganisationFactory()
    OrganisationFactory(area=unit.area, name="邻居中学")
    BodyFactory(governs=unit.area, name="和顺社区党支部")
    liaison = liaison_of(unit)

    page = text(liaison, unit.area.get_absolute_url())

    assert "和顺社区党支部" in page
    assert ("邻居中学" in page, "单位党员" in page) == (False, False)
    assert status(liaison, unit.area.parent.get_absolute_url()) == 200
    assert status(liaison, DistrictFactory().get_absolute_url()) == 404
    assert status(liaison, CommunityFactory(parent=unit.area.parent).get_absolute_url()) == 404


def test_a_street_adds_up_what_lies_below_it_and_leads_on():
    seat = SeatFactory(platform=PlatformFactory(area=CommunityFactory().parent), organisation__member_count=30)
    street = seat.platform.area
    community = ParticipationFactory(area__parent=street, area__code="410102001001").area
    unit = OrganisationFactory(area=community, member_count=12)
    party = PartyFactory(organisation=unit, agreement__area=community, agreement__in_force_at="2026-01-05T04:00:00Z")
    ResourceFactory(owner=unit, area=community)

    page = " ".join(text(street_office_of(street), street.get_absolute_url()).split())

    for number, unit_word in ((2, "家"), (42, "名"), (1, "份"), (1, "个社区")):
        assert f'<span class="val">{number}<small>{unit_word}</small></span>' in page
    assert "占 50.0%" in page
    for row in (community, seat.platform):
        assert f'href="{row.get_absolute_url()}"' in page
    assert f"?area={street.pk}" in page
    assert party.agreement.area == community


def test_a_place_of_a_past_day_bears_its_name_and_code_of_then():
    community = CommunityFactory(name="和顺社区", code="410102001009", valid_from=date(2025, 1, 1))
    Naming.objects.create(
        area=community, name="老城社区", code="410102001003", valid_from=date(2025, 1, 1), valid_to=NEW_YEAR
    )
    Naming.objects.create(area=community, name="和顺社区", code="410102001009", valid_from=NEW_YEAR)
    unit = OrganisationFactory(area=community, name="今天的名称")
    ProfileFactory(
        organisation=unit, name="当时的名称", is_resident_unit=True, member_count=7, valid_from=date(2025, 1, 1)
    )
    AffiliationFactory(organisation=unit, axis=1, area=community, target=None, valid_from=date(2025, 1, 1))
    worker = worker_of(community)

    then = text(worker, f"{community.get_absolute_url()}?on=2025-05-15")
    now = text(worker, community.get_absolute_url())

    assert ("<h1>老城社区</h1>" in then, "当时的名称" in then, "410102001009" in then) == (True, True, False)
    assert ("<h1>和顺社区</h1>" in now, "老城社区" in now) == (True, True)


def test_a_place_that_was_closed_says_so():
    community = CommunityFactory(valid_to=TODAY)

    assert TODAY.isoformat() in text(worker_of(community), community.get_absolute_url())


def test_a_page_costs_the_same_with_1_and_with_60_rows():
    community = CommunityFactory()
    street, office = community.parent, district_office()
    OrganisationFactory(area=community)

    def costs():
        return cost(office, street.get_absolute_url()), cost(office, community.get_absolute_url())

    few = costs()
    for child in CommunityFactory.create_batch(59, parent=street):
        BodyFactory(governs=child)
    SeatFactory.create_batch(30, platform=PlatformFactory(area=community))
    OrganisationFactory.create_batch(29, area=community)

    assert costs() == few
    assert Area.objects.count() > 60
