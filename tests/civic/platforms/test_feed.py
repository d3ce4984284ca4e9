"""The calendar of a platform: a standard client reads it, only for whom it was made, as long as that may see it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from gongjian.civic.platforms.models import Seat
from gongjian.civic.platforms.queries.feed import feed_token
from gongjian.civic.registry.models import Office
from gongjian.ledger.models import Access
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    EventFactory,
    MeetingFactory,
    PlatformFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings):
    settings.DEMO_TODAY = TODAY


@pytest.fixture
def seat():
    return SeatFactory()


@pytest.fixture
def reader(seat):
    return liaison_of(seat.organisation)


def address(platform, user) -> str:
    return reverse("platforms:show_feed", args=[platform.pk, feed_token(platform, user)])


def fetched(platform, user, **headers):
    """Return what a calendar program gets, which never signs in."""
    return as_(None).get(address(platform, user), headers=headers)


def events(platform, user):
    response = fetched(platform, user)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).events


def test_a_calendar_program_reads_when_where_and_what(seat, reader):
    meeting = MeetingFactory(
        platform=seat.platform, starts_at=NOON + DAY, length_minutes=90, title="第一季度联席会议", place="社区会议室"
    )

    [event] = events(seat.platform, reader)

    assert event["SUMMARY"] == "第一季度联席会议"
    assert event["LOCATION"] == "社区会议室"
    assert event["DTSTART"].dt == datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=90)
    assert event["UID"] == f"meeting-{meeting.pk}@gongjian.invalid"
    assert event["URL"] == f"http://testserver{meeting.get_absolute_url()}"


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ({}, "TENTATIVE"),
        ({"convened_at": NOON}, "CONFIRMED"),
        ({"held_at": NOON}, "CONFIRMED"),
        ({"convened_at": NOON, "cancelled_at": NOON}, "CANCELLED"),
    ],
)
def test_each_meeting_says_how_sure_it_is(seat, reader, state, word):
    MeetingFactory(platform=seat.platform, **state)

    [event] = events(seat.platform, reader)

    assert event["STATUS"] == word


def test_each_change_counts_and_keeps_the_name_of_the_event(seat, reader):
    meeting = MeetingFactory(platform=seat.platform)
    EventFactory(subject=meeting, at=NOON - DAY)
    [before] = events(seat.platform, reader)
    EventFactory(subject=meeting, at=NOON)

    [after] = events(seat.platform, reader)

    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert (before["DTSTAMP"].dt, after["DTSTAMP"].dt) == (NOON - DAY, NOON)
    assert before["UID"] == after["UID"]


def test_it_holds_the_last_year_and_all_that_lies_ahead(seat, reader):
    for days in (-367, -366, 0, 700):
        MeetingFactory(platform=seat.platform, starts_at=NOON + days * DAY, title=f"{days}")
    MeetingFactory(title="别处的")

    assert [event["SUMMARY"] for event in events(seat.platform, reader)] == ["-366", "0", "700"]


HOSTILE = "甲,乙;丙\\丁\r\nEND:VEVENT\nBEGIN:VALARM\u202e：" + "长" * 60


def test_hostile_titles_stay_titles(seat, reader):
    MeetingFactory(platform=seat.platform, title=HOSTILE, place=HOSTILE)

    [event] = events(seat.platform, reader)

    shown = "甲,乙;丙\\丁 END:VEVENT BEGIN:VALARM：" + "长" * 60
    assert (event["SUMMARY"], event["LOCATION"]) == (shown, shown)
    assert event.subcomponents == []


def test_lines_are_folded_escaped_and_end_as_the_standard_says(seat, reader):
    MeetingFactory(platform=seat.platform, title=HOSTILE)
    content = fetched(seat.platform, reader).content

    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert r"SUMMARY:甲\,乙\;丙\\丁".encode() in content


def test_no_person_stands_in_it(seat, reader):
    MeetingFactory(platform=seat.platform)

    content = fetched(seat.platform, reader).content.decode()

    assert [word for word in ("ORGANIZER", "ATTENDEE", "CONTACT", "mailto:", reader.username) if word in content] == []


def test_a_wrong_key_is_no_page(seat, reader):
    other, token = PlatformFactory(), feed_token(seat.platform, reader)
    wrong = [token[:-1], token.upper() + "0", f"0{token}", "", "٣-" + token[2:], f"{'9' * 40}-x", "1-" + "é" * 40]

    for key in filter(None, wrong):
        assert status(None, reverse("platforms:show_feed", args=[seat.platform.pk, key])) == 404
    assert status(None, reverse("platforms:show_feed", args=[other.pk, token])) == 404
    assert status(None, reverse("platforms:show_feed", args=[10**14, token])) == 404


def test_a_stranger_has_no_calendar_though_the_key_is_genuine(seat):
    assert fetched(seat.platform, UserFactory()).status_code == 404


def test_who_lost_the_office_the_seat_or_the_account_reads_no_more(seat, reader):
    assert fetched(seat.platform, reader).status_code == 200

    reader.is_active = False
    reader.save()
    assert fetched(seat.platform, reader).status_code == 404
    reader.is_active, reader.locked_at = True, NOON
    reader.save()
    assert fetched(seat.platform, reader).status_code == 404
    reader.locked_at = None
    reader.save()
    Seat.objects.update(valid_to=TODAY)
    assert fetched(seat.platform, reader).status_code == 404


def test_a_dismissed_officer_reads_no_more(seat):
    officer = street_office_of(seat.platform.area)
    assert fetched(seat.platform, officer).status_code == 200

    Office.objects.filter(person__user=officer).update(valid_to=TODAY)

    assert fetched(seat.platform, officer).status_code == 404


def test_a_new_password_closes_the_old_address(seat, reader):
    old = address(seat.platform, reader)

    reader.set_password("一个新的长密码")
    reader.save()

    assert status(None, old) == 404
    assert fetched(seat.platform, reader).status_code == 200


def test_what_has_not_changed_is_not_sent_again(seat, reader):
    MeetingFactory(platform=seat.platform)
    tag = fetched(seat.platform, reader).headers["ETag"]

    assert fetched(seat.platform, reader, if_none_match=tag).status_code == 304

    MeetingFactory(platform=seat.platform)
    assert fetched(seat.platform, reader, if_none_match=tag).status_code == 200


def test_the_log_tells_it_once_a_day(seat, reader):
    for _time in range(3):
        fetched(seat.platform, reader)

    [noted] = Access.objects.filter(user=reader)
    assert (noted.kind, noted.subject) == (Access.Kind.EXPORT, f"会议日历：{seat.platform.title}")


def test_a_calendar_of_many_meetings_costs_the_same(seat, reader):
    MeetingFactory(platform=seat.platform)
    one = cost(None, address(seat.platform, reader))
    for _number in range(60):
        MeetingFactory(platform=seat.platform)

    assert cost(None, address(seat.platform, reader)) == one


def test_a_demonstration_names_itself(seat, reader, settings):
    settings.DEMO = True

    content = Calendar.from_ical(fetched(seat.platform, reader).content)

    assert content["X-WR-CALNAME"] == f"{seat.platform.title}（演示数据）"


def test_a_member_finds_the_address_and_a_stranger_does_not(seat, reader):
    page = reverse("platforms:show_subscription", args=[seat.platform.pk])

    assert f'value="http://testserver{address(seat.platform, reader)}"' in text(reader, page)
    assert page in text(reader, seat.platform.get_absolute_url())
    assert status(UserFactory(), page) == 404
    assert status(None, page) == 302
