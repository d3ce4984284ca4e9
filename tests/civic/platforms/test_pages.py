"""The register of meetings and the page of one: public once held."""

import pytest
from django.urls import reverse

from tests.civic.pages import cost, status, text
from tests.factories import (
    DAY,
    NOON,
    AttendanceFactory,
    EventFactory,
    MeetingFactory,
    PlatformFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("platforms:list_meetings")


def test_everybody_reads_who_came_to_a_meeting_that_was_held():
    attendance = AttendanceFactory(meeting__held_at=NOON)
    AttendanceFactory(meeting=attendance.meeting, state="LEAVE", organisation__name="同心医院")

    for user in (None, liaison_of(attendance.organisation), street_office_of(attendance.meeting.platform.area)):
        page = text(user, attendance.meeting.get_absolute_url())
        assert attendance.organisation.name in page
        assert "同心医院" in page


def test_a_meeting_that_lies_ahead_is_for_its_members():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform, starts_at=NOON + DAY)
    url = meeting.get_absolute_url()

    assert status(None, url) == 404
    assert status(UserFactory(), url) == 404
    assert seat.organisation.name in text(liaison_of(seat.organisation), url)
    assert meeting.title in text(street_office_of(meeting.platform.area), url)


def test_the_register_is_narrowed_and_ordered():
    held = AttendanceFactory(meeting__held_at=NOON, meeting__title="开过的")
    MeetingFactory(platform=held.meeting.platform, title="没开的", starts_at=NOON + DAY)
    office = street_office_of(held.meeting.platform.area)

    def found(query):
        page = text(office, f"{LIST}?{query}")
        return [title for title in ("开过的", "没开的") if f">{title}</a>" in page]

    assert found("") == ["开过的", "没开的"]
    assert found("state=held") == ["开过的"]
    assert found("state=ahead") == ["没开的"]
    assert found(f"organisation={held.organisation_id}") == ["开过的"]
    assert found("sort=-platform&kind=JOINT&q=过") == ["开过的"]
    assert "1 家，应到 1 家" in text(None, LIST)


def test_the_register_costs_the_same_with_1_and_with_200_rows():
    platform = PlatformFactory()
    AttendanceFactory(meeting__platform=platform, meeting__held_at=NOON)
    before = cost(None, f"{LIST}?size=100")

    MeetingFactory.create_batch(199, platform=platform, held_at=NOON)

    assert cost(None, f"{LIST}?size=100") == before


def test_a_meeting_costs_the_same_with_1_and_with_60_units():
    meeting = AttendanceFactory(meeting__held_at=NOON).meeting
    before = cost(None, meeting.get_absolute_url())

    AttendanceFactory.create_batch(59, meeting=meeting)
    EventFactory.create_batch(3, subject=meeting, verb="platforms.hold_meeting")

    assert cost(None, meeting.get_absolute_url()) == before
