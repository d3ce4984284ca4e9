import pytest

from gongjian.civic.platforms.actions import cancel_meeting
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, WRITTEN_NOON, MeetingFactory, SeatFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_a_meeting_is_called_off_and_the_ledger_says_why():
    meeting = MeetingFactory(starts_at=NOON + DAY)
    worker = worker_of(meeting.platform.area)

    cancel_meeting(worker, meeting, reason=" 改到下周 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.cancel_meeting", worker, meeting)
    assert event.changes == {"cancel_reason": [None, "改到下周"], "cancelled_at": [None, WRITTEN_NOON]}


def test_a_stranger_may_not_and_nothing_is_written():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)

    for who in (UserFactory(), liaison_of(seat.organisation)):
        with pytest.raises(NotAllowed):
            cancel_meeting(who, meeting, reason="改期", at=NOON)

    meeting.refresh_from_db()
    assert meeting.cancelled_at is None
    assert not Event.objects.exists()


def test_a_reason_is_given():
    meeting = MeetingFactory()

    with pytest.raises(Refused, match="为什么取消"):
        cancel_meeting(worker_of(meeting.platform.area), meeting, reason=" ", at=NOON)

    assert not Event.objects.exists()


def test_what_was_held_or_is_off_already_is_not_called_off():
    held, off = MeetingFactory(held_at=NOON), MeetingFactory(cancelled_at=NOON)

    for meeting, because in ((held, "已经登记过了"), (off, "已经取消")):
        with pytest.raises(NotAllowed, match=because):
            cancel_meeting(worker_of(meeting.platform.area), meeting, reason="改期", at=NOON)

    assert not Event.objects.exists()
