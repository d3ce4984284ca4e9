"""What meetings and matters ask of each post, with its day; and what they do not ask."""

from datetime import date

import pytest

from gongjian.civic.duties.queries.duties import business_of
from gongjian.civic.registry.models import Office, Organisation
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    YESTERDAY,
    AgendaItemFactory,
    BodyFactory,
    InvitationFactory,
    LegFactory,
    MatterFactory,
    MeetingFactory,
    MeetingRuleFactory,
    ObjectionFactory,
    OfficeFactory,
    OrganisationFactory,
    PlatformFactory,
    ResolutionFactory,
    SeatFactory,
    SeatReportFactory,
)

pytestmark = pytest.mark.django_db


def told(office: Office, today: date = TODAY) -> list[tuple[str, date | None]]:
    """Return the titles and days of an office's business."""
    return [(duty.title, duty.due) for duty in business_of(office, today)]


def liaison(unit: Organisation) -> Office:
    return OfficeFactory(role="UNIT_LIAISON", area=None, organisation=unit)


def test_who_was_handed_something_takes_it_on_or_declines_within_two_working_days():
    leg = LegFactory(opened_at=NOON)

    assert told(liaison(leg.owner)) == [("接手或谢绝：雨水井堵塞，路面积水", date(2026, 3, 4))]


def test_who_took_it_on_solves_it_until_its_day():
    leg = LegFactory(opened_at=NOON, accepted_at=NOON)

    assert told(liaison(leg.owner)) == [("办理：雨水井堵塞，路面积水", date(2026, 3, 11))]


def test_who_raised_it_confirms_before_silence_counts():
    matter = MatterFactory(asked_at=NOON, closing="DONE", result="已疏通")

    assert told(liaison(matter.raiser)) == [("确认：雨水井堵塞，路面积水", date(2026, 3, 9))]


def test_an_overdue_leg_is_shown_to_the_level_that_it_climbed_to_with_its_chain():
    matter = MatterFactory(title="路灯不亮")
    matter.legs.update(rung=1)
    street, district = matter.area.parent, matter.area.parent.parent
    offices = [OfficeFactory(role="STREET_OFFICE", area=street), OfficeFactory(role="DISTRICT_OFFICE", area=district)]

    first = [told(office) for office in offices]
    matter.legs.update(rung=2)
    second = [told(office) for office in offices]

    assert first == [[("逾期：路灯不亮", None)], []]
    assert second == [[("逾期：路灯不亮", None)], [("逾期：路灯不亮", None)]]


def test_who_is_asked_to_a_meeting_replies_until_it_has_replied():
    invitation = InvitationFactory()
    office = liaison(invitation.organisation)

    assert told(office) == [("答复来不来：第一季度联席会议", date(2026, 3, 9))]
    invitation.reply = "COMING"
    invitation.save()
    assert told(office) == []


def test_who_keeps_a_platform_enters_who_came_answers_objections_and_confirms():
    platform = PlatformFactory()
    office = OfficeFactory(role="COMMUNITY_WORKER", area=platform.area)
    MeetingFactory(platform=platform, title="甲会", starts_at=NOON - 2 * DAY)
    read = {"platform": platform, "held_at": NOON - 9 * DAY, "circulated_at": NOON - 8 * DAY}
    objected = MeetingFactory(**read, title="乙会", starts_at=NOON - 10 * DAY, object_by_date=YESTERDAY)
    ObjectionFactory(meeting=objected)
    MeetingFactory(**read, title="丙会", starts_at=NOON - 10 * DAY, object_by_date=YESTERDAY)
    MeetingFactory(**read, title="丁会", starts_at=NOON - 10 * DAY, object_by_date=TODAY)

    assert sorted(title for title, _due in told(office)) == [
        "登记到会：甲会",
        "确认纪要：丙会",
        "答复对纪要的意见：乙会",
    ]


def test_a_period_that_ends_without_a_meeting_is_pointed_out_a_month_before():
    platform = PlatformFactory()
    MeetingRuleFactory(platform=platform)
    office = OfficeFactory(role="COMMUNITY_WORKER", area=platform.area)

    assert told(office, date(2026, 2, 20)) == []
    assert told(office, date(2026, 3, 2)) == [(f"还没有排会：{platform.title}", date(2026, 3, 31))]
    MeetingFactory(platform=platform, starts_at=NOON + 7 * DAY)
    assert told(office, date(2026, 3, 2)) == []


def test_reviews_that_found_no_meeting_wait_in_one_line():
    held = MeetingFactory(held_at=NOON - DAY, starts_at=NOON - 2 * DAY)
    ResolutionFactory(item=AgendaItemFactory(meeting=held), review_date=TODAY)
    office = OfficeFactory(role="COMMUNITY_WORKER", area=held.platform.area)

    assert told(office) == [("有 1 项议定等着回头看", None)]


def test_a_part_time_member_is_asked_for_its_report_from_november_on():
    seat = SeatFactory(is_part_time=True)
    office, november = liaison(seat.organisation), date(2026, 11, 2)

    assert (told(office), told(office, november)) == ([], [(f"述职：{seat.platform.title}", date(2026, 12, 31))])
    SeatReportFactory(seat=seat)
    assert told(office, november) == []


def test_the_district_is_told_that_the_holidays_of_the_next_year_are_missing():
    unit = OrganisationFactory()
    BodyFactory(governs=unit.area)
    office = OfficeFactory(role="DISTRICT_OFFICE", area=unit.area.parent.parent)

    assert [title for title, _due in told(office, date(2026, 11, 10))] == ["录入2026年放假安排"]
