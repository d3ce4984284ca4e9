import pytest

from gongjian.civic.tasks.actions import deliver_task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, WRITTEN_NOON, TaskFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_owner_reports_what_was_done_and_the_ledger_says_so():
    task = TaskFactory()
    liaison = liaison_of(task.owner)

    deliver_task(liaison, task, achieved=3, note="一班因雨取消", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("tasks.deliver_task", liaison, task)
    assert event.changes == {
        "accepted_at": [None, WRITTEN_NOON],
        "achieved": [None, 3],
        "delivered_at": [None, WRITTEN_NOON],
        "note": [None, "一班因雨取消"],
    }


def test_without_a_number_all_of_it_was_done():
    task = TaskFactory(quantity=4)

    deliver_task(liaison_of(task.owner), task, at=NOON)

    assert task.achieved == 4


@pytest.mark.parametrize("who", [lambda task: UserFactory(), lambda task: worker_of(task.receiver.area)])
def test_nobody_else_may_and_nothing_is_written(who):
    task = TaskFactory()

    with pytest.raises(NotAllowed):
        deliver_task(who(task), task, at=NOON)

    task.refresh_from_db()
    assert task.delivered_at is None
    assert not Event.objects.exists()


@pytest.mark.parametrize("state", [{"delivered_at": NOON, "achieved": 4}, {"cancelled_at": NOON}])
def test_it_is_reported_once(state):
    task = TaskFactory(**state)

    with pytest.raises(NotAllowed):
        deliver_task(liaison_of(task.owner), task, at=NOON)

    assert not Event.objects.exists()


def test_less_than_nothing_cannot_be_done():
    task = TaskFactory()

    with pytest.raises(Refused, match="不能小于 0"):
        deliver_task(liaison_of(task.owner), task, achieved=-1, at=NOON)

    assert not Event.objects.exists()
