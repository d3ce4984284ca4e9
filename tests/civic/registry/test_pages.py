"""The register of units and the page of each: who sees what, what it costs."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.registry.actions import affiliate, move_organisation, revise_profile, succeed_organisation
from gongjian.civic.registry.models import Organisation
from tests.civic.pages import as_, cost, status, text
from tests.civic.registry.known import body, registered
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    AffiliationFactory,
    AgreementFactory,
    CommunityFactory,
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


def test_other_participants_and_all_have_their_own_tabs():
    unit = OrganisationFactory()
    firm = OrganisationFactory(kind="PROPERTY", grouping="", is_resident_unit=False)
    body = OrganisationFactory(kind="STREET", grouping="", is_resident_unit=False)
    closed = OrganisationFactory(closed_date=TODAY)
    office, every = district_office(), (unit, firm, body, closed)

    assert found(office, "", *every) == [unit.name]
    assert found(office, "scope=others", *every) == [firm.name]
    assert found(office, "scope=others&kind=PROPERTY", *every) == [firm.name]
    assert found(office, "scope=others&kind=OWNERS", *every) == []
    assert found(office, "scope=all", *every) == [unit.name, firm.name, body.name]
    assert found(office, "scope=nonsense", *every) == [unit.name]


def test_the_register_is_narrowed_by_committee_superior_sector_and_host():
    inside, alone = OrganisationFactory(), OrganisationFactory()
    SeatFactory(organisation=inside)
    above = OrganisationFactory(is_outside=True, is_resident_unit=False, kind="PARTY", grouping="")
    department = OrganisationFactory(is_resident_unit=False, kind="DISTRICT", grouping="")
    host = OrganisationFactory(kind="COMPLEX")
    Organisation.objects.filter(pk=inside.pk).update(superior=above, sector=department, host=host)
    office, both = district_office(), (inside, alone)

    assert found(office, "member=yes", *both) == [inside.name]
    assert found(office, "member=no", *both) == [alone.name]
    assert found(office, "outside=yes", *both) == [inside.name]
    assert found(office, f"sector={department.pk}", *both) == [inside.name]
    assert found(office, f"superior={above.pk}", *both) == [inside.name]
    assert found(office, f"host={host.pk}", *both) == [inside.name]
    assert f"上级是{above.name}" in text(office, f"{LIST}?superior={above.pk}")
    assert found(office, "sector=x&superior=x&host=-1&member=maybe", *both) == [inside.name, alone.name]


# ---- the register of a past day


def of_february():
    """Return a unit that in February changed name, class, street, superior and sector, and what was before."""
    outside, department = body(), body()
    Organisation.objects.filter(pk=outside.pk).update(is_outside=True)
    Organisation.objects.filter(pk=department.pk).update(kind="DISTRICT")
    unit = registered(name="知行中学", superior=outside, sector=department, host=registered(kind="COMPLEX"))
    before, office, since = unit.area, district_office(), date(2026, 2, 1)
    changes = {"name": "博雅公司", "kind": "PRIVATE_FIRM", "party_type": "BRANCH", "member_count": 5}
    revise_profile(office, unit, changes=changes, since=since, at=NOON)
    move_organisation(office, unit, area=CommunityFactory(), since=since, at=NOON)
    for axis in (2, 3, 4):
        affiliate(office, unit, axis=axis, target=None, since=since, at=NOON)
    SeatFactory(organisation=unit, valid_from=since)
    agreement = AgreementFactory(in_force_at=NOON - 60 * DAY, ended_at=NOON - 20 * DAY, to_date=date(2027, 1, 1))
    PartyFactory(agreement=agreement, organisation=unit)
    return Organisation.objects.get(pk=unit.pk), before, department, outside


def on_both_days(user, query):
    """Return under which name the unit is found on a day in January, and today; "" where it is not."""
    pages = (text(user, f"{LIST}?{query}&on=2026-01-15"), text(user, f"{LIST}?{query}"))
    return tuple(next((name for name in ("知行中学", "博雅公司") if f">{name}</a>" in page), "") for page in pages)


def test_the_register_of_a_past_day_is_filtered_by_that_day():
    unit, before, department, outside = of_february()
    office, host = district_office(), Organisation.objects.get(kind="COMPLEX")
    then, now = ("知行中学", ""), ("", "博雅公司")

    assert on_both_days(office, "") == ("知行中学", "博雅公司")
    for query, expected in {
        "q=知行": then,
        f"place={before.parent.path}": then,
        f"place={unit.area.parent.path}": now,
        "grouping=INSTITUTION": then,
        "grouping=PRIVATE_FIRM&kind=PRIVATE_FIRM": now,
        "kind=SCHOOL": then,
        "party=none": then,
        "party=yes": now,
        "member=no": then,
        "member=yes": now,
        "agreement=yes": then,
        "agreement=no": now,
        "outside=yes": then,
        f"superior={outside.pk}": then,
        f"sector={department.pk}": then,
        f"host={host.pk}": then,
    }.items():
        assert (query, on_both_days(office, query)) == (query, expected)


def test_the_register_of_a_past_day_says_so_and_its_links_stay_there():
    unit, before, _department, _outside = of_february()

    page = text(district_office(), f"{LIST}?on=2026-01-15&sort=place")

    assert "这里显示的是2026年1月15日" in page
    assert f'href="{unit.get_absolute_url()}?on=2026-01-15">知行中学</a>' in page
    assert before.short_name in page
    assert 'href="?sort=place">回到今天</a>' in page
    assert "添加单位" not in page


def test_a_unit_that_is_closed_today_stands_in_the_register_of_its_time():
    unit, heir = registered(), registered()
    succeed_organisation(district_office(), unit, successors=[heir], on=date(2026, 2, 1), at=NOON)
    office = district_office()

    assert unit.name in text(office, f"{LIST}?on=2026-01-15")
    assert f">{unit.name}</a>" not in text(office, LIST)


@pytest.mark.parametrize(("said", "sentence"), [("2026-3-x", "认不出是哪一天"), ("2099-01-01", "2099-01-01还没有到")])
def test_a_day_that_cannot_be_shown_is_today_with_a_sentence(said, sentence):
    unit = registered()

    page = text(district_office(), f"{LIST}?on={said}")

    assert sentence in page
    assert "回到今天" not in page
    assert f">{unit.name}</a>" in page


def test_a_past_day_of_the_register_costs_the_same_with_1_and_with_many_rows():
    registered()
    office, url = district_office(), f"{LIST}?size=100&on=2026-01-15&sort=place"
    before = cost(office, url)

    area = CommunityFactory()
    for _number in range(30):
        registered(area)

    assert cost(office, url) == before


def test_streets_are_offered_to_the_district_only():
    unit = OrganisationFactory()
    other = StreetFactory()

    assert other.name in text(district_office(), LIST)
    assert other.name not in text(street_office_of(unit.area), LIST)
