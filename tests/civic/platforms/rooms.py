"""Meetings in the states that tests of agendas and minutes begin from."""

from datetime import date
from typing import Any

from gongjian.civic.platforms.models import AgendaItem, Attendance, Meeting
from tests.factories import DAY, NOON, AgendaItemFactory, AttendanceFactory, MeetingFactory, SeatFactory

OBJECT_BY = date(2026, 3, 6)
AFTER = NOON + 6 * DAY  # the first day on which nobody can object any more


def held_meeting(present: int = 3, absent: int = 0, **said: Any) -> Meeting:
    """Return a meeting to which so many seats came and so many did not."""
    meeting = MeetingFactory(held_at=NOON, **said)
    for state, count in ((Attendance.State.PRESENT, present), (Attendance.State.ABSENT, absent)):
        for _number in range(count):
            seat = SeatFactory(platform=meeting.platform)
            AttendanceFactory(meeting=meeting, organisation=seat.organisation, state=state)
    return meeting


def held_item(present: int = 3, absent: int = 0, **said: Any) -> AgendaItem:
    """Return an item of such a meeting."""
    return AgendaItemFactory(meeting=held_meeting(present, absent), **said)


def circulated_meeting(present: int = 3, absent: int = 0, **said: Any) -> Meeting:
    """Return a meeting whose minutes the members have, until Friday."""
    sent: dict[str, Any] = {"circulated_at": NOON, "object_by_date": OBJECT_BY, "minutes_number": 1}
    sealed = {"confirmed_at": said.pop("confirmed_at", None)}
    meeting = held_meeting(present, absent, **(sent | said))
    AgendaItemFactory(meeting=meeting, discussion="会议听取了社区的汇报。")
    Meeting.objects.filter(pk=meeting.pk).update(**sealed)  # last: the database keeps what is confirmed
    meeting.refresh_from_db()
    return meeting
