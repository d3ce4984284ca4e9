import pytest

from gongjian.civic.platforms.actions import override_quorum
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import held_meeting
from tests.factories import NOON, MeetingFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def test_too_few_may_decide_for_a_reason_and_the_ledger_says_so():
    meeting = held_meeting(present=1, absent=1)

    override_quorum(worker_of(meeting.platform.area), meeting, reason="防汛在即，等不到下次", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.override_quorum", meeting)
    assert event.changes == {"override_reason": [None, "防汛在即，等不到下次"]}


def test_a_stranger_may_not_and_nothing_is_written():
    meeting = held_meeting(present=1, absent=1)

    with pytest.raises(NotAllowed):
        override_quorum(UserFactory(), meeting, reason="防汛", at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("present", "reason", "why"), [(2, "防汛", "已经够了"), (1, "  ", "请写明"), (1, "长" * 301, "最多 300 字")]
)
def test_without_need_or_reason_nothing_is_overridden(present, reason, why):
    meeting = held_meeting(present=present, absent=1)

    with pytest.raises(Refused, match=why):
        override_quorum(worker_of(meeting.platform.area), meeting, reason=reason, at=NOON)


def test_first_comes_who_was_there():
    meeting = MeetingFactory()

    with pytest.raises(Refused, match="先照签到表登记"):
        override_quorum(worker_of(meeting.platform.area), meeting, reason="防汛", at=NOON)
