from datetime import UTC, date, datetime

import pytest

from gongjian.civic.platforms.actions import hold_meeting
from gongjian.civic.platforms.models import Attendance
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    WRITTEN_NOON,
    MeetingFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_community_enters_who_came_and_the_ledger_holds_number_and_digest():
    meeting = MeetingFactory()
    came, excused = SeatFactory(platform=meeting.platform), SeatFactory(platform=meeting.platform)
    sheet = {excused.organisation_id: "LEAVE", came.organisation_id: "PRESENT"}
    worker = worker_of(meeting.platform.area)

    hold_meeting(worker, meeting, attendance=sheet, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.hold_meeting", worker, meeting)
    assert event.changes == {"attendance": digest_of(sorted(sheet.items())), "held_at": [None, WRITTEN_NOON]}
    assert dict(meeting.attendances.values_list("organisation", "state")) == sheet


def test_a_stranger_may_not_and_nothing_is_written():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)

    for who in (UserFactory(), liaison_of(seat.organisation)):
        with pytest.raises(NotAllowed):
            hold_meeting(who, meeting, attendance={seat.organisation_id: "PRESENT"}, at=NOON)

    meeting.refresh_from_db()
    assert meeting.held_at is None
    assert not Attendance.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("sheet", [{}, {0: "PRESENT"}])
def test_the_sheet_has_a_line_for_each_seat(sheet):
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)

    with pytest.raises(Refused, match="应有 1 家"):
        hold_meeting(worker_of(meeting.platform.area), meeting, attendance=sheet, at=NOON)

    assert not Event.objects.exists()


def test_the_seats_of_the_offices_day_count_even_early_in_the_morning():
    """Half past seven in the district is still the day before in UTC."""
    seat = SeatFactory(valid_from=date(2026, 3, 2))
    meeting = MeetingFactory(platform=seat.platform, starts_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))

    hold_meeting(worker_of(meeting.platform.area), meeting, attendance={seat.organisation_id: "PRESENT"}, at=NOON)

    assert meeting.attendances.count() == 1


def test_it_is_entered_once_and_not_before_it_began():
    held, ahead = MeetingFactory(held_at=NOON), MeetingFactory(starts_at=NOON + DAY)

    with pytest.raises(NotAllowed, match="已经登记过了"):
        hold_meeting(worker_of(held.platform.area), held, attendance={}, at=NOON)
    with pytest.raises(NotAllowed, match="还没有开"):
        hold_meeting(worker_of(ahead.platform.area), ahead, attendance={}, at=NOON)

    assert not Event.objects.exists()
