"""The register of units and the page of each: who sees what, what it costs."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.registry.models import Organisation
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NOON,
    AffiliationFactory,
    AgreementFactory,
    EventFactory,
    OrganisationFactory,
    PartyFactory,
    PlatformFactory,
    ProfileFactory,
    ResourceFactory,
    SeatFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("registry:list_organisations")


def found(user, query, *units):
    page = text(user, f"{LIST}?{query}")
    return [unit.name for unit in units if f">{unit.name}</a>" in page]


def test_the_register_asks_who_one_is():
    assert as_(None).get(LIST).headers["Location"] == f"{reverse('registry:sign_in')}?next={LIST}"


def test_everybody_finds_what_lies_in_his_reach():
    near, far = OrganisationFactory(), OrganisationFactory()

    assert found(district_office(), "", near, far) == [near.name, far.name]
    assert found(street_office_of(near.area), "", near, far) == [near.name]
    assert found(worker_of(near.area), "", near, far) == [near.name]
    assert found(liaison_of(near), "", near, far) == [near.name]
    assert found(UserFactory(), "", near, far) == []


def test_a_unit_is_found_by_name_initials_and_code():
    unit = OrganisationFactory(name="知行中学", credit_code="12410102MB0A12345R")
    OrganisationFactory(name="同心医院")
    office = district_office()

    for query in ("知行", "zx", "ZX", "12410102mb"):
        assert found(office, f"q={query}", unit) == ["知行中学"]
    assert "没有这样的单位" in text(office, f"{LIST}?q=nobody")


def test_the_register_is_narrowed_by_place_class_party_and_agreement():
    near = OrganisationFactory()
    far = OrganisationFactory(grouping=Organisation.Grouping.SOCIAL, party_type="")
    signed = AgreementFactory(in_force_at=NOON)
    PartyFactory(agreement=signed, organisation=near)
    office = district_office()

    assert found(office, f"place={near.area.parent.path}", near, far) == [near.name]
    assert found(office, "grouping=SOCIAL", near, far) == [far.name]
    assert found(office, "party=none", near, far) == [far.name]
    assert found(office, "agreement=yes", near, far) == [near.name]
    assert found(office, "agreement=no", near, far) == [far.name]
    assert found(office, "place=/etc/&grouping=x&agreement=maybe&page=0", near, far) == [near.name, far.name]


def test_the_register_says_what_holds():
    unit = OrganisationFactory()
    SeatFactory(organisation=unit, platform=PlatformFactory(area=unit.area))
    ending = AgreementFactory(in_force_at=NOON, to_date=date(2026, 4, 1))
    PartyFactory(agreement=ending, organisation=unit)

    page = text(district_office(), LIST)

    assert "已纳入" in page
    assert "60 天内到期" in page


def test_the_page_of_a_unit_is_for_those_in_whose_reach_it_lies():
    unit = OrganisationFactory()
    url = unit.get_absolute_url()

    assert status(None, url) == 404
    assert status(liaison_of(OrganisationFactory(area=unit.area)), url) == 404
    for user in (district_office(), street_office_of(unit.area), worker_of(unit.area), liaison_of(unit)):
        assert unit.name in text(user, url)


def test_the_page_of_a_unit_says_where_it_sits_and_what_it_gives():
    unit = OrganisationFactory()
    seat = SeatFactory(organisation=unit, platform=PlatformFactory(area=unit.area))
    resource = ResourceFactory(owner=unit)
    superior = AffiliationFactory(organisation=unit).target

    page = text(liaison_of(unit), unit.get_absolute_url())

    assert [seat.platform.title in page, resource.title in page, superior.name in page] == [True, True, True]
    assert f'href="{superior.get_absolute_url()}"' not in page


def test_the_page_of_a_unit_costs_the_same_with_much_on_it():
    unit = OrganisationFactory()
    office = street_office_of(unit.area)
    ResourceFactory(owner=unit)
    SeatFactory(organisation=unit)
    before = cost(office, unit.get_absolute_url())

    ResourceFactory.create_batch(20, owner=unit)
    SeatFactory.create_batch(5, organisation=unit)
    EventFactory.create_batch(5, subject=unit, verb="registry.add_organisation")
    ProfileFactory(organisation=unit)

    assert cost(office, unit.get_absolute_url()) == before


def test_the_register_costs_the_same_with_1_and_with_200_rows():
    unit = OrganisationFactory()
    platform = PlatformFactory(area=unit.area)
    SeatFactory(organisation=unit, platform=platform)
    PartyFactory(organisation=unit, agreement__area=unit.area)
    office = district_office()
    before = cost(office, f"{LIST}?size=100")

    for other in OrganisationFactory.create_batch(199, area=unit.area):
        SeatFactory(organisation=other, platform=platform)
        PartyFactory(organisation=other, agreement__area=unit.area)

    assert cost(office, f"{LIST}?size=100") == before


def test_a_page_of_the_register_is_as_long_as_one_asks():
    OrganisationFactory.create_batch(30, area=OrganisationFactory().area)
    office = district_office()

    assert "第 1–25 家，共 31 家" in text(office, LIST)
    assert "第 26–31 家，共 31 家" in text(office, f"{LIST}?page=2")
    assert "第 1–31 家，共 31 家" in text(office, f"{LIST}?size=50")


def test_streets_are_offered_to_the_district_only():
    unit = OrganisationFactory()
    other = StreetFactory()

    assert other.name in text(district_office(), LIST)
    assert other.name not in text(street_office_of(unit.area), LIST)
