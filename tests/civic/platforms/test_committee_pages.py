"""The list of committees, the page of one on any day, whom it has not reached, and the forms about seats."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongjian.civic.platforms.models import Criterion, Seat
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    AffiliationFactory,
    CommunityFactory,
    CriterionFactory,
    EventFactory,
    OrganisationFactory,
    PlatformFactory,
    ProfileFactory,
    SeatFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("platforms:list_platforms")


def at(name, row, query=""):
    return reverse(f"platforms:{name}", args=[row.pk]) + query


def test_members_and_the_offices_above_see_a_committee_and_nobody_else():
    seat = SeatFactory()
    url = seat.platform.get_absolute_url()

    for user in (liaison_of(seat.organisation), worker_of(seat.platform.area), street_office_of(seat.platform.area)):
        assert seat.organisation.name in text(user, url)
    outsider = OrganisationFactory(area=seat.platform.area)
    for stranger in (UserFactory(), liaison_of(outsider), worker_of(CommunityFactory())):
        assert status(stranger, url) == 404
        assert status(stranger, at("list_outside", seat.platform)) == 404
    assert status(None, url) == 302


def test_a_seat_that_is_over_opens_no_door():
    seat = SeatFactory(valid_to=TODAY)

    assert status(liaison_of(seat.organisation), seat.platform.get_absolute_url()) == 404


def test_a_committee_shows_its_seats_by_role_with_decision_criterion_and_term():
    platform = PlatformFactory()
    criterion = CriterionFactory(platform=platform, text="在本社区有固定场所的驻区单位")
    SeatFactory(platform=platform, organisation=platform.secretary, role=Seat.Role.CORE, valid_to=None)
    SeatFactory(platform=platform, criterion=criterion, decision="第一次会议第二项", organisation__name="同心医院")

    page = text(worker_of(platform.area), platform.get_absolute_url())

    assert page.index("在本社区有固定场所的驻区单位") < page.index("核心") < page.index("同心医院")
    for said in ("第一次会议第二项", "2026 年", "2027-01-01", "长期"):
        assert said in page


def test_a_committee_says_how_many_of_its_units_it_reached_and_lists_the_others():
    seat = SeatFactory()
    OrganisationFactory(area=seat.platform.area, name="同心医院")
    OrganisationFactory(name="别处的医院")
    worker = worker_of(seat.platform.area)

    page = text(worker, seat.platform.get_absolute_url())
    others = text(worker, at("list_outside", seat.platform))

    assert "占 50.0%" in page
    assert "还没纳入的驻区单位 1 家" in others
    assert ("同心医院" in others, "别处的医院" in others, seat.organisation.name in others) == (True, False, False)


def test_a_committee_of_a_past_day_shows_that_days_seats_names_and_units():
    platform = PlatformFactory(established_date=date(2025, 1, 1))
    unit = OrganisationFactory(area=platform.area, name="今天的名称")
    then = {"valid_from": date(2025, 1, 1), "valid_to": NEW_YEAR}
    ProfileFactory(organisation=unit, name="当时的名称", is_resident_unit=True, **then)
    AffiliationFactory(organisation=unit, axis=1, area=platform.area, target=None, valid_from=date(2025, 1, 1))
    SeatFactory(platform=platform, organisation=unit, **then)
    worker = worker_of(platform.area)

    page = text(worker, f"{platform.get_absolute_url()}?on=2025-05-15")

    assert ("当时的名称" in page, "占 100.0%" in page) == (True, True)
    assert "这一天没有席位" in text(worker, platform.get_absolute_url())
    assert "纳入一家" not in page


def test_terms_that_end_within_sixty_days_are_pointed_out():
    platform = PlatformFactory()
    SeatFactory(platform=platform, organisation__name="快到期的", valid_to=TODAY + timedelta(days=60))
    SeatFactory(platform=platform, organisation__name="还早的", valid_to=TODAY + timedelta(days=61))

    page = text(worker_of(platform.area), platform.get_absolute_url())

    hint = page[page.index("任期 60 天内到期") : page.index("参与")]
    assert ("快到期的" in hint, "还早的" in hint) == (True, False)


def test_who_left_is_kept_with_the_reason():
    seat = SeatFactory(valid_to=TODAY, end_reason="单位迁出本社区")

    page = text(worker_of(seat.platform.area), seat.platform.get_absolute_url())

    assert seat.organisation.name in page
    assert "单位迁出本社区" in page


def test_the_list_is_in_the_order_of_the_codes_and_narrowed():
    second = PlatformFactory(area__code="410102001002", title="乙社区区域党委")
    first = PlatformFactory(area__code="410102001001", title="甲社区区域党委")
    SeatFactory(platform=second)
    office = district_office()

    page = text(office, LIST)

    assert page.index(first.title) < page.index(second.title)
    assert "100.0%" in page
    assert first.title not in text(office, f"{LIST}?q=乙")
    assert "没有这样的区域党委" in text(office, f"{LIST}?level=STREET")
    assert first.title not in text(worker_of(second.area), LIST)


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_a_unit_is_admitted_by_form_under_this_years_criterion(who):
    criterion = CriterionFactory()
    platform = criterion.platform
    unit = OrganisationFactory(area=platform.area)
    user, url = who(platform.area), at("admit", platform)
    said = {"organisation": unit.pk, "role": "PARTICIPANT", "decision": "第二次会议第三项"}

    assert criterion.text in text(user, f"{url}?unit={unit.pk}")
    answer = as_(user).post(url, said | {"since": "2026-03-02", "until": "2029-03-02"})

    assert answer.headers["Location"] == platform.get_absolute_url()
    seat = Seat.objects.get()
    assert (seat.organisation, seat.criterion, seat.valid_to) == (unit, criterion, date(2029, 3, 2))


def test_who_lies_elsewhere_or_has_a_seat_is_not_offered():
    seat = SeatFactory()
    elsewhere = OrganisationFactory()
    said = {"role": "PARTICIPANT", "decision": "第二次会议", "since": "2026-03-02", "until": "2027-03-02"}

    for wrong in (seat.organisation, elsewhere):
        page = as_(worker_of(seat.platform.area)).post(at("admit", seat.platform), said | {"organisation": wrong.pk})
        assert "请从列表里选" in page.content.decode()

    assert Seat.objects.count() == 1


def test_the_form_says_what_the_verb_refuses():
    platform = CriterionFactory(year=2025).platform
    unit = OrganisationFactory(area=platform.area)
    said = {"organisation": unit.pk, "role": "PARTICIPANT", "decision": "第二次会议"}

    page = as_(worker_of(platform.area)).post(
        at("admit", platform), said | {"since": "2026-03-02", "until": "2027-03-02"}
    )

    assert "还没有写明 2026 年的纳入标准" in page.content.decode()
    assert not Seat.objects.exists()


def test_a_seat_is_ended_and_a_criterion_written_by_form():
    seat = SeatFactory()
    worker = worker_of(seat.platform.area)

    as_(worker).post(at("end_seat", seat), {"on": "2026-03-02", "reason": "单位撤销"})
    as_(worker).post(
        at("set_criterion", seat.platform),
        {"year": "2027", "text": "愿意参加的", "decision": "第三次会议", "adopted": "2026-03-01"},
    )

    seat.refresh_from_db()
    assert (seat.valid_to, seat.end_reason) == (TODAY, "单位撤销")
    assert list(Criterion.objects.values_list("year", "text")) == [(2027, "愿意参加的")]


def test_a_member_reads_the_committee_and_may_change_nothing():
    seat = SeatFactory()
    liaison = liaison_of(seat.organisation)

    assert "纳入一家" not in text(liaison, seat.platform.get_absolute_url())
    for url in (at("admit", seat.platform), at("set_criterion", seat.platform), at("end_seat", seat)):
        assert status(liaison, url) == 403
        assert status(liaison, url, reason="撤销", on="2026-03-02") == 403
        assert status(UserFactory(), url) == 404


def test_a_committee_costs_the_same_with_1_and_with_60_seats():
    platform = PlatformFactory()
    criterion = CriterionFactory(platform=platform)
    worker = worker_of(platform.area)

    def fill(number):
        for seat in SeatFactory.create_batch(number, platform=platform, criterion=criterion):
            EventFactory(subject=seat, verb="platforms.admit")
        SeatFactory.create_batch(number, platform=platform, valid_from=date(2025, 1, 1), valid_to=NEW_YEAR)

    fill(1)
    few = cost(worker, platform.get_absolute_url())
    fill(59)

    assert cost(worker, platform.get_absolute_url()) == few


def test_lists_cost_the_same_with_1_and_with_60_rows():
    platform = PlatformFactory()
    OrganisationFactory(area=platform.area)
    office = district_office()
    few = cost(office, f"{LIST}?size=100"), cost(office, at("list_outside", platform, "?size=100"))

    PlatformFactory.create_batch(59)
    OrganisationFactory.create_batch(59, area=platform.area)

    assert (cost(office, f"{LIST}?size=100"), cost(office, at("list_outside", platform, "?size=100"))) == few


def test_the_page_of_a_meeting_leads_to_its_committee_only_for_those_who_see_it():
    seat = SeatFactory()
    meeting = seat.platform.meetings.create(kind="JOINT", title="联席会议", starts_at=NOON, held_at=NOON)
    link = f'href="{seat.platform.get_absolute_url()}"'

    assert link in text(liaison_of(seat.organisation), meeting.get_absolute_url())
    assert link not in text(None, meeting.get_absolute_url())
