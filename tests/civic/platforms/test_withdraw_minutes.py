import pytest

from gongjian.civic.platforms.actions import circulate_minutes, withdraw_minutes, write_discussion
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import OBJECT_BY, circulated_meeting, held_meeting
from tests.factories import NOON, ObjectionFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def test_they_are_taken_back_mended_and_sent_again_and_the_ledger_says_so():
    meeting = circulated_meeting()
    worker = worker_of(meeting.platform.area)
    ObjectionFactory(meeting=meeting)

    withdraw_minutes(worker, meeting, reason="停车时段写错了", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.withdraw_minutes", meeting)
    assert event.changes["reason"] == "停车时段写错了"
    write_discussion(worker, meeting.items.get(), text="晚七点到早七点。", at=NOON)
    circulate_minutes(worker, meeting, object_by=OBJECT_BY, at=NOON)
    assert (meeting.minutes_number, meeting.objections.count()) == (1, 1)


def test_a_stranger_may_not_and_nothing_is_written():
    meeting = circulated_meeting()

    with pytest.raises(NotAllowed):
        withdraw_minutes(UserFactory(), meeting, reason="错了", at=NOON)

    assert not Event.objects.exists()


def test_a_reason_is_given_and_neither_drafts_nor_sealed_minutes_come_back():
    sent, draft, sealed = circulated_meeting(), held_meeting(), circulated_meeting(confirmed_at=NOON)

    with pytest.raises(Refused, match="为什么收回"):
        withdraw_minutes(worker_of(sent.platform.area), sent, reason=" ", at=NOON)
    with pytest.raises(NotAllowed, match="还没有送成员看"):
        withdraw_minutes(worker_of(draft.platform.area), draft, reason="错了", at=NOON)
    with pytest.raises(NotAllowed, match="已经确认、封存"):
        withdraw_minutes(worker_of(sealed.platform.area), sealed, reason="错了", at=NOON)
