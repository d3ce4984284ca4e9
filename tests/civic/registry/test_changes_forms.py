"""Adding and changing organisations by form: who is let in, what is said beside the field, what is kept."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.registry.actions import revise_profile
from gongjian.civic.registry.models import Affiliation, Organisation
from gongjian.ledger.models import Event
from tests.civic.pages import as_, cost, status, text
from tests.civic.registry.known import registered, spans, told
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    YESTERDAY,
    CommunityFactory,
    DistrictFactory,
    OrganisationFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
ADD = reverse("registry:add_organisation")
CODE = "91110000600037341L"
TERRITORY, SECTOR, SUPERIOR, HOST = Affiliation.Axis


def said(**changes):
    """Return what adding a school asks for."""
    return {"name": "新的小学", "kind": "SCHOOL", "since": "2026-03-02", "is_resident_unit": "on"} | changes


def send(user, url, **data):
    """Return the page that answers: the form again, or where it led."""
    return as_(user).post(url, data, follow=True).content.decode()


def page_of(name, unit, *more):
    return reverse(f"registry:{name}", args=[unit.pk, *more])


# ---- adding


def test_a_street_adds_a_unit_and_lands_on_its_page():
    community = CommunityFactory()
    street = street_office_of(community)

    page = send(street, ADD, **said(area=community.pk, credit_code="9111 0000 6000 3734 1l", party_type="BRANCH"))

    unit = Organisation.objects.get()
    assert (unit.name, unit.area, unit.credit_code, unit.founded_date) == ("新的小学", community, CODE, TODAY)
    assert (unit.is_resident_unit, unit.grouping, unit.party_type) == (True, "INSTITUTION", "BRANCH")
    assert "<h1>新的小学</h1>" in page
    assert "已登记“新的小学”" in page


@pytest.mark.parametrize("kind", [kind for kind in Organisation.Kind if kind not in ("DISTRICT", "STREET")])
def test_every_kind_of_participant_can_be_added(kind):
    community = CommunityFactory()

    send(street_office_of(community), ADD, **said(area=community.pk, kind=kind.value, is_resident_unit=""))

    assert Organisation.objects.get().kind == kind


@pytest.mark.parametrize("kind", ["DISTRICT", "STREET"])
def test_a_street_makes_no_department_of_a_unit(kind):
    community = CommunityFactory()

    page = send(street_office_of(community), ADD, **said(area=community.pk, kind=kind, is_resident_unit=""))

    assert "不能登记在" in page
    assert not Organisation.objects.exists()


def test_the_body_of_a_new_street_governs_it():
    street = StreetFactory()

    send(district_office(), ADD, **said(area=street.pk, kind="STREET", is_resident_unit=""))

    assert Organisation.objects.get().governs == street


def test_one_department_speaks_for_the_district_and_no_second_one_beside_it():
    lead, district = district_office(), DistrictFactory()
    wanted = said(area=district.pk, kind="DISTRICT", is_resident_unit="", speaks_for_district="on")

    send(lead, ADD, **wanted | {"name": "区委社会工作部"})
    page = send(lead, ADD, **wanted | {"name": "区城管部门"})

    assert Organisation.objects.get().governs == district
    assert "已经由“区委社会工作部”代表区里了" in page


def test_a_unit_speaks_for_no_district():
    community = CommunityFactory()

    page = send(district_office(), ADD, **said(area=community.pk, speaks_for_district="on"))

    assert "只有登记在区里的区级部门" in page
    assert not Organisation.objects.exists()


def test_a_correction_of_the_past_changes_only_what_was_changed_and_says_that_today_stays():
    unit = registered()
    change = {"changes": {"name": "后来的名称"}, "since": date(2026, 2, 1), "at": NOON}
    revise_profile(street_office_of(unit.area), unit, **change)
    unit.refresh_from_db()

    page = send(
        street_office_of(unit.area),
        reverse("registry:revise_profile", args=[unit.pk]),
        name=unit.name,
        kind=unit.kind,
        is_resident_unit="on",
        party_type=unit.party_type,
        member_count="99",
        since="2026-01-15",
    )

    names = list(unit.profiles.order_by("valid_from").values_list("name", "member_count"))
    assert [name for name, _count in names][1:] == [names[0][0], "后来的名称"]
    assert [count for _name, count in names] == [unit.member_count, 99, unit.member_count]
    assert "仍按后来的算" in page


def test_a_builder_from_outside_belongs_to_no_community():
    district = DistrictFactory()

    send(
        district_office(),
        ADD,
        **said(name="外地建设公司", kind="BUILDER", area=district.pk, is_outside="on", is_resident_unit=""),
    )

    builder = Organisation.objects.get()
    assert (builder.is_outside, builder.is_resident_unit, builder.area) == (True, False, district)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "请填单位的全称"),
        ({"kind": ""}, "请选一项"),
        ({"kind": "CASTLE"}, "没有这一项，请从列表里选"),
        ({"area": ""}, "请选在哪个街道、哪个社区"),
        ({"area": "999999"}, "没有这一项，请从列表里选"),
        ({"area": "x' OR 1=1"}, "没有这一项，请从列表里选"),
        ({"since": "3月2日"}, "日期认不出来，请写成 2026-07-01 这样"),
        ({"since": ""}, "请填从哪一天起算"),
        ({"kind": "MERCHANT"}, "这个种类不能作驻区单位"),
        ({"is_outside": "on"}, "区外的不能作驻区单位"),
        ({"credit_code": CODE[:-1] + "M"}, "末位是校验码"),
        ({"credit_code": "9" * 41}, "代码是 18 位"),
        ({"member_count": "-1"}, "人数不能小于 0"),
        ({"member_count": "许多"}, "请只填数字"),
        ({"sector": "999999"}, "没有这一项，请从列表里选"),
        ({"party_type": "CLUB"}, "没有这一项，请从列表里选"),
        ({"name": "已有的中学"}, "已经登记过了"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_is_kept(changes, sentence):
    community = OrganisationFactory(name="已有的中学").area

    page = send(street_office_of(community), ADD, **said(area=community.pk, grid_code="G-17") | changes)

    assert sentence in page
    assert 'class="fault"' in page
    assert 'value="G-17"' in page
    assert Organisation.objects.count() == 1
    assert not Event.objects.exists()


def test_a_place_in_another_street_is_no_choice():
    here, elsewhere = CommunityFactory(), CommunityFactory()
    street = street_office_of(here)

    page = send(street, ADD, **said(area=elsewhere.pk))

    assert "没有这一项" in page
    assert elsewhere.name not in text(street, ADD)
    assert not Organisation.objects.exists()


def test_adding_is_for_streets_and_the_district():
    unit = registered()

    for user in (UserFactory(), worker_of(unit.area), liaison_of(unit)):
        assert status(user, ADD) == 403
        assert status(user, ADD, **said(area=unit.area_id)) == 403
    assert as_(None).get(ADD).status_code == 302
    assert Organisation.objects.count() == 1


def test_the_button_stands_where_it_may_be_pressed():
    unit = registered()
    register = reverse("registry:list_organisations")

    for user, is_offered in ((street_office_of(unit.area), True), (worker_of(unit.area), False)):
        assert (ADD in text(user, register)) == is_offered
        for name in ("revise_profile", "move_organisation", "correct_credit_code"):
            assert (page_of(name, unit) in text(user, unit.get_absolute_url())) == is_offered


def test_the_form_costs_the_same_with_many_places():
    office = district_office()
    CommunityFactory()
    before = cost(office, ADD)

    CommunityFactory.create_batch(30)

    assert cost(office, ADD) == before


# ---- changing


def test_a_profile_is_revised_from_a_day_on():
    unit = registered(name="旧名小学", party_type="BRANCH", member_count=9)
    url = page_of("revise_profile", unit)
    office = street_office_of(unit.area)
    before = text(office, url)

    page = send(office, url, **said(name="新名小学", since="2026-02-01", party_type="BRANCH", member_count=11))

    assert 'value="旧名小学"' in before
    assert 'value="2026-03-02"' in before
    assert "<h1>新名小学</h1>" in page
    rows = unit.profiles.order_by("valid_from").values_list("name", "member_count", "valid_from")
    assert [(name, count, str(day)) for name, count, day in rows] == [
        ("旧名小学", 9, "2026-01-01"),
        ("新名小学", 11, "2026-02-01"),
    ]


def test_a_unit_moves_to_a_place_that_is_picked():
    unit, street = registered(), street_office_of
    after = CommunityFactory(parent=unit.area.parent)
    before = unit.area_id

    send(street(unit.area), page_of("move_organisation", unit), area=after.pk, since="2026-03-01", grid_code="G-17")

    assert spans(unit, TERRITORY) == [(before, NEW_YEAR, YESTERDAY), (after.pk, YESTERDAY, None)]
    unit.refresh_from_db()
    assert unit.grid_code == "G-17"


def test_a_superior_is_searched_for_and_picked():
    unit = registered()
    outside = OrganisationFactory(name="省教育厅直属机关党委", is_outside=True, is_resident_unit=False)
    office = street_office_of(unit.area)
    url = page_of("affiliate", unit, "superior")

    found, none = text(office, f"{url}?q=教育"), text(office, f"{url}?q=没有的")
    send(office, url, q="教育", target=outside.pk, since="2026-02-01")

    assert "省教育厅直属机关党委（区外）" in found
    assert "没有找到“没有的”" in none
    assert [key for key, _from, _to in spans(unit, SUPERIOR)] == [outside.pk]
    assert told("affiliate")[0].changes["target"] == [None, outside.pk]


def test_a_sector_is_picked_from_the_departments_and_given_up_again():
    unit, department = registered(), OrganisationFactory(kind="DISTRICT", is_resident_unit=False, grouping="")
    office, url = street_office_of(unit.area), page_of("affiliate", unit, "sector")

    send(office, url, target=department.pk, since="2026-02-01")
    send(office, url, target="none", since="2026-03-01")

    assert [(key, str(end)) for key, _from, end in spans(unit, SECTOR)] == [(department.pk, "2026-03-01")]


def test_only_a_complex_hosts():
    unit, firm = registered(), registered(name="大商第一公司", kind="PRIVATE_FIRM")
    complex_ = registered(name="大商综合体", kind="COMPLEX")
    url = page_of("affiliate", unit, "host")
    office = street_office_of(unit.area)

    page = text(office, f"{url}?q=大商")
    send(office, url, q="大商", target=complex_.pk, since="2026-02-01")

    assert [one.name in page for one in (complex_, firm)] == [True, False]
    assert [key for key, _from, _to in spans(unit, HOST)] == [complex_.pk]


@pytest.mark.parametrize(
    ("name", "more", "data", "sentence"),
    [
        ("revise_profile", (), {"name": "", "kind": "SCHOOL", "since": "2026-03-02"}, "请填单位的全称"),
        ("revise_profile", (), {"name": "名", "kind": "SCHOOL", "since": "2025-01-01"}, "变动不能早于这一天"),
        ("revise_profile", (), {"name": "别家小学", "kind": "SCHOOL", "since": "2026-03-02"}, "已经登记过了"),
        ("move_organisation", (), {"area": "x", "since": "2026-03-02"}, "没有这一项"),
        ("move_organisation", (), {"since": "2026-03-02"}, "请选在哪个街道"),
        ("correct_credit_code", (), {"credit_code": CODE[:-1] + "M"}, "末位是校验码"),
        ("affiliate", ("superior",), {"q": "别家", "since": "2026-03-02"}, "请选一家"),
        ("affiliate", ("superior",), {"q": "别家", "target": "x", "since": "2026-03-02"}, "没有这一项"),
        ("affiliate", ("sector",), {"target": "999999", "since": "2026-03-02"}, "没有这一项"),
        ("affiliate", ("host",), {"target": "none", "since": "今天"}, "日期认不出来"),
    ],
)
def test_a_wrong_change_is_said_beside_the_field_and_nothing_is_written(name, more, data, sentence):
    unit = registered()
    registered(name="别家小学", party_type="BRANCH")
    before = Event.objects.count()

    page = send(street_office_of(unit.area), page_of(name, unit, *more), **data)

    assert sentence in page
    assert 'class="fault"' in page
    assert Event.objects.count() == before


def test_what_the_registry_refuses_stands_in_the_form():
    unit, below = registered(party_type="BRANCH"), registered(name="下级小学", party_type="BRANCH")
    office = district_office()
    send(office, page_of("affiliate", below, "superior"), q=unit.name, target=unit.pk, since="2026-02-01")

    answer = as_(office).post(
        page_of("affiliate", unit, "superior"), {"q": "下级", "target": below.pk, "since": "2026-02-15"}
    )

    assert answer.status_code == 200
    assert "不能反过来" in answer.content.decode()
    assert 'value="2026-02-15"' in answer.content.decode()
    assert spans(unit, SUPERIOR) == []


def test_the_credit_code_is_set_and_taken_away():
    unit = registered()
    office, url = street_office_of(unit.area), page_of("correct_credit_code", unit)

    send(office, url, credit_code=CODE)
    unit.refresh_from_db()
    kept = unit.credit_code
    send(office, url, credit_code="")
    unit.refresh_from_db()

    assert (kept, unit.credit_code) == (CODE, None)


FORMS = [
    ("revise_profile", ()),
    ("move_organisation", ()),
    ("correct_credit_code", ()),
    ("affiliate", ("superior",)),
    ("affiliate", ("sector",)),
    ("affiliate", ("host",)),
]


@pytest.mark.parametrize(("name", "more"), FORMS)
def test_a_stranger_is_turned_away_before_anything_is_typed(name, more):
    unit = registered()
    url, before = page_of(name, unit, *more), Event.objects.count()

    for user in (UserFactory(), street_office_of(StreetFactory())):
        assert (status(user, url), status(user, url, since="2026-03-02")) == (404, 404)
    for user in (worker_of(unit.area), liaison_of(unit)):
        assert (status(user, url), status(user, url, since="2026-03-02")) == (403, 403)
    assert Event.objects.count() == before


def test_there_are_no_other_axes():
    unit = registered()

    assert status(district_office(), f"{unit.get_absolute_url()}orbit") == 404
