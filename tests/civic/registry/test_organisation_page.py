"""One organisation on any day: what it is, what it was, who is to be called, and that a month keeps its own names."""

from datetime import date

import pytest
from django.urls import reverse

from gongjian.civic.platforms.models import Criterion, Seat
from gongjian.civic.registry.actions import (
    affiliate,
    move_organisation,
    read_contact,
    revise_profile,
    succeed_organisation,
)
from gongjian.civic.registry.models import Affiliation, Organisation, Role
from gongjian.civic.registry.queries import Dossier, as_of
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Access, Event
from tests.civic.pages import as_, cost, status, text
from tests.civic.registry.known import registered
from tests.factories import (
    DAY,
    NEW_YEAR,
    NOON,
    TODAY,
    AffiliationFactory,
    AgreementFactory,
    CommunityFactory,
    LineFactory,
    OfficeFactory,
    OrganisationFactory,
    OutcomeFactory,
    PartyFactory,
    PeriodFactory,
    PersonFactory,
    RecordFactory,
    ResourceFactory,
    SeatFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)
JANUARY_DAY = date(2026, 1, 15)
SUPERIOR, HOST = Affiliation.Axis.SUPERIOR, Affiliation.Axis.HOST


def on(organisation, day):
    return f"{organisation.get_absolute_url()}?on={day}"


def moved():
    """Return a unit that in February took another name, another street and another superior, and where it was."""
    unit, office = registered(name="知行中学"), district_office()
    old, new = OrganisationFactory(name="教育系统党委"), OrganisationFactory(name="机关工委")
    before, after = unit.area, CommunityFactory()
    affiliate(office, unit, axis=SUPERIOR, target=old, since=NEW_YEAR, at=NOON)
    revise_profile(office, unit, changes={"name": "知行教育集团"}, since=FEBRUARY, at=NOON)
    move_organisation(office, unit, area=after, since=FEBRUARY, at=NOON)
    affiliate(office, unit, axis=SUPERIOR, target=new, since=FEBRUARY, at=NOON)
    unit.refresh_from_db()
    return unit, before, after


def contact(organisation, **said):
    person = PersonFactory(name="王秀英", phone="13812345678")
    return OfficeFactory(person=person, role=Role.UNIT_LIAISON, organisation=organisation, area=None, **said)


# ---- today


def test_the_page_says_where_a_unit_belongs_since_when_and_what_went_before():
    unit, before, after = moved()

    page = text(district_office(), unit.get_absolute_url())

    assert "<h1>知行教育集团</h1>" in page
    assert f"{after.parent.short_name} › {after.short_name}" in page
    assert f"{before.parent.short_name} › {before.short_name}" in page
    assert "2026-02-01 起" in page
    assert "历次归属，共 4 条" in page
    assert "历次登记资料，共 2 条" in page


def test_who_holds_a_post_is_half_hidden():
    unit = registered()
    contact(unit, title="办公室副主任", term_to=date(2026, 12, 31))

    page = text(liaison_of(unit), unit.get_absolute_url())

    assert [word in page for word in ("王＊＊", "138＊＊＊＊5678", "办公室副主任", "2026-12-31")] == [True] * 4
    assert [word in page for word in ("王秀英", "13812345678")] == [False, False]


def test_a_complex_names_its_tenants_and_a_superior_those_below_it():
    complex_, tenant = registered(kind="COMPLEX"), registered()
    office = district_office()
    affiliate(office, tenant, axis=HOST, target=complex_, since=NEW_YEAR, at=NOON)
    affiliate(office, tenant, axis=SUPERIOR, target=complex_, since=NEW_YEAR, at=NOON)

    page = text(office, complex_.get_absolute_url())

    assert f'href="{tenant.get_absolute_url()}">{tenant.name}</a>' in page
    for word in ("superior", "host"):
        url = f"{reverse('registry:list_organisations')}?scope=all&{word}={complex_.pk}"
        assert url.replace("&", "&amp;") in page
        assert f">{tenant.name}</a>" in text(office, url)
        assert f">{complex_.name}</a>" not in text(office, url)


def test_a_seat_is_told_with_its_decision_and_its_criterion():
    unit = registered()
    seat = SeatFactory(organisation=unit, decision="三月专题会议")
    criterion = Criterion.objects.create(
        platform=seat.platform, year=2026, text="党员三名以上", adopted_date=NEW_YEAR, decision="一月会议"
    )
    Seat.objects.filter(pk=seat.pk).update(criterion=criterion)

    page = text(liaison_of(unit), unit.get_absolute_url())

    assert [word in page for word in ("三月专题会议", "2026 年纳入标准：党员三名以上")] == [True, True]


def test_premises_are_told_with_their_size_and_term():
    unit = registered()
    ResourceFactory(owner=unit, kind="PREMISES", title="一楼西厅", size_m2=120, floors=2, closes_date=date(2027, 1, 1))

    page = text(liaison_of(unit), unit.get_absolute_url())

    assert [word in page for word in ("一楼西厅", "120 平方米", "至 2027-01-01", "无偿")] == [True] * 4


def test_an_organisation_from_outside_says_so_and_is_no_resident_unit():
    builder = OrganisationFactory(kind="BUILDER", grouping="", is_resident_unit=False, is_outside=True)

    page = text(district_office(), builder.get_absolute_url())

    assert "区外" in page
    assert "不是驻区单位" in page


def test_a_closed_one_says_so_and_leads_to_its_successor():
    unit, heir = registered(), registered()
    office = district_office()
    contact(unit)
    succeed_organisation(office, unit, successors=[heir], on=FEBRUARY, at=NOON)

    page = text(office, unit.get_absolute_url())

    assert "注销" in page
    assert f'href="{heir.get_absolute_url()}">{heir.name}</a>' in page
    assert "改登记资料" not in page
    assert "看电话" not in page
    assert unit.name in text(office, heir.get_absolute_url())


# ---- a day in the past


def test_a_past_day_shows_what_was_true_on_it():
    unit, before, after = moved()
    seat = SeatFactory(organisation=unit, valid_from=FEBRUARY)
    ended = AgreementFactory(title="旧协议", in_force_at=NOON - 60 * DAY, ended_at=NOON - 20 * DAY)
    PartyFactory(agreement=ended, organisation=unit)
    office = district_office()

    then, today = text(office, on(unit, JANUARY_DAY)), text(office, unit.get_absolute_url())

    words = ("<h1>知行中学</h1>", before.short_name, "教育系统党委", "旧协议")
    later = ("知行教育集团", after.short_name, "机关工委", seat.platform.title)
    assert [word in then for word in words] == [True] * 4
    assert [word in then for word in later] == [False] * 4
    assert [word in today for word in later] == [True] * 4
    assert "旧协议" not in today


def test_a_past_day_is_announced_and_leads_back_and_its_links_keep_it():
    unit, _before, _after = moved()
    office = district_office()

    page = text(office, on(unit, JANUARY_DAY))

    old = Organisation.objects.get(name="教育系统党委")
    assert "这里显示的是2026年1月15日" in page
    assert f'<a class="btn" href="{unit.get_absolute_url()}">回到今天</a>' in page
    assert f'href="{on(old, JANUARY_DAY)}"' in page
    assert f'href="{reverse("registry:list_organisations")}?on=2026-01-15"' in page
    assert "改登记资料" not in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("nonsense", "认不出是哪一天"),
        ("2026-02-30", "认不出是哪一天"),
        ("2026-03-03", "2026-03-03还没有到"),
        ("2025-12-31", "2025-12-31它还没有登记"),
        ("0001-01-01", "0001-01-01它还没有登记"),
    ],
)
def test_a_day_that_cannot_be_shown_is_today_with_a_sentence(said, sentence):
    unit = registered()

    page = text(district_office(), on(unit, said))

    assert sentence in page
    assert "回到今天" not in page
    assert f"<h1>{unit.name}</h1>" in page


def test_today_is_no_past_day():
    unit = registered()

    assert "这里显示的是" not in text(district_office(), on(unit, TODAY))


def test_who_may_see_a_past_day_is_decided_by_today():
    unit, before, after = moved()

    assert status(street_office_of(before), on(unit, JANUARY_DAY)) == 404
    assert "<h1>知行中学</h1>" in text(street_office_of(after), on(unit, JANUARY_DAY))
    assert status(None, on(unit, JANUARY_DAY)) == 404


def test_the_page_and_the_rooms_agree_on_every_day():
    unit, _before, _after = moved()
    dossier = Dossier(unit, TODAY)

    for day in (NEW_YEAR - DAY, NEW_YEAR, FEBRUARY - DAY, FEBRUARY, TODAY):
        here, there = dossier.state(day), as_of([unit], day).get(unit.pk)
        assert here == there
        assert [str(one and one.superior) for one in (here, there)] == [str(there and there.superior)] * 2
        assert [str(one and one.area) for one in (here, there)] == [str(there and there.area)] * 2


def test_the_page_costs_the_same_with_a_long_history():
    unit, _before, _after = moved()
    office = district_office()
    SeatFactory(organisation=unit)
    contact(unit)
    ResourceFactory(owner=unit)
    AffiliationFactory(target=unit, axis=HOST)
    before = (cost(office, unit.get_absolute_url()), cost(office, on(unit, JANUARY_DAY)))

    for number in range(1, 7):
        since = NEW_YEAR + number * DAY
        affiliate(office, unit, axis=SUPERIOR, target=OrganisationFactory(), since=since, at=NOON)
        move_organisation(office, unit, area=CommunityFactory(), since=since, at=NOON)
        contact(unit)
        SeatFactory(organisation=unit)
        PartyFactory(organisation=unit, agreement__in_force_at=NOON)
        AffiliationFactory(target=unit, axis=HOST)

    assert (cost(office, unit.get_absolute_url()), cost(office, on(unit, JANUARY_DAY))) == before


# ---- who is to be called


def test_a_number_is_shown_to_whoever_says_why_and_that_is_noted():
    unit = registered()
    office, user = contact(unit), worker_of(unit.area)
    url = reverse("registry:read_contact", args=[office.pk])

    before = text(user, url)
    shown = as_(user).post(url, {"reason": "联系三月的联席会议"})

    noted = Access.objects.get(kind="READ_PERSONAL")
    assert "13812345678" not in before
    assert [word in shown.content.decode() for word in ("王秀英", "13812345678")] == [True, True]
    assert "no-store" in shown.headers["Cache-Control"]
    assert (noted.user, noted.reason, noted.at) == (user, "联系三月的联席会议", shown.wsgi_request.at)
    assert unit.name in noted.subject
    assert "王秀英" not in noted.subject
    assert not Event.objects.filter(actor=user).exists()


def test_without_a_reason_nothing_is_shown_or_noted():
    unit = registered()
    url = reverse("registry:read_contact", args=[contact(unit).pk])

    page = as_(worker_of(unit.area)).post(url, {"reason": "  "}).content.decode()

    assert "请写明为什么要看" in page
    assert "13812345678" not in page
    assert not Access.objects.filter(kind="READ_PERSONAL").exists()


def test_a_stranger_does_not_reach_the_number():
    unit = registered()
    office = contact(unit)
    url = reverse("registry:read_contact", args=[office.pk])

    for user in (UserFactory(), worker_of(CommunityFactory()), liaison_of(OrganisationFactory(area=unit.area))):
        assert status(user, url, reason="想知道") == 404
    with pytest.raises(NotAllowed):
        read_contact(UserFactory(), office, reason="想知道", at=NOON)
    assert not Access.objects.filter(kind="READ_PERSONAL").exists()


def test_a_department_sees_its_units_and_not_their_numbers():
    department, unit = OrganisationFactory(kind="DISTRICT", is_resident_unit=False), registered()
    affiliate(district_office(), unit, axis=Affiliation.Axis.SECTOR, target=department, since=NEW_YEAR, at=NOON)
    user = OfficeFactory(role=Role.SECTOR_DEPARTMENT, organisation=department, area=None).person.user
    office = contact(unit)

    page = text(user, unit.get_absolute_url())

    assert "看电话" not in page
    assert status(user, reverse("registry:read_contact", args=[office.pk]), reason="想知道") == 403
    assert not Access.objects.filter(kind="READ_PERSONAL").exists()


# ---- pages of other rooms speak of their own time


def test_the_record_of_a_month_keeps_name_place_and_superior_of_that_month():
    unit, before, _after = moved()
    january = PeriodFactory(area=before.parent, month=NEW_YEAR)
    record = RecordFactory(unit=unit, period=january, month=NEW_YEAR)
    line = LineFactory(record=record)
    office = district_office()

    page, row, part = (
        text(office, url)
        for url in (
            record.get_absolute_url(),
            f"{reverse('records:list_records')}?month=2026-01&q={unit.name}",
            line.get_absolute_url(),
        )
    )

    assert [word in page for word in ("知行中学", before.short_name, "教育系统党委")] == [True] * 3
    assert [word in page for word in ("知行教育集团", "机关工委")] == [False, False]
    assert ">知行中学</a>" in row
    assert "知行中学 · 2026年1月" in part


def test_an_outcome_keeps_name_place_and_superior_of_the_end_of_its_year():
    unit, _before, after = moved()
    outcome = OutcomeFactory(unit=unit, grading__sent_at=NOON)
    office = district_office()
    revise_profile(office, unit, changes={"name": "明年的名字"}, since=date(2027, 1, 1), at=NOON)
    Organisation.objects.filter(pk=unit.pk).update(name="明年的名字")

    page, list_ = (
        text(office, url) for url in (outcome.get_absolute_url(), reverse("evaluations:list_outcomes", args=[2026]))
    )

    assert [word in page for word in ("知行教育集团", after.short_name, "机关工委")] == [True] * 3
    assert ["知行教育集团" in list_, "明年的名字" in page + list_] == [True, False]


def test_an_agreement_that_is_over_keeps_the_names_of_its_time():
    unit, before, _after = moved()
    over = AgreementFactory(
        area=before, in_force_at=NOON - 60 * DAY, to_date=date(2026, 1, 20), from_date=date(2025, 1, 1)
    )
    PartyFactory(agreement=over, organisation=unit, signed_at=NOON - 50 * DAY)
    live = AgreementFactory(area=before, in_force_at=NOON - 60 * DAY, to_date=date(2027, 1, 1))
    PartyFactory(agreement=live, organisation=unit, signed_at=NOON - 50 * DAY)
    office = district_office()

    then, today = text(office, over.get_absolute_url()), text(office, live.get_absolute_url())

    assert [word in then for word in ("知行中学", "教育系统党委", "知行教育集团")] == [True, True, False]
    assert [word in today for word in ("知行教育集团", "机关工委", "签字时叫知行中学")] == [True, True, True]
