import pytest

from gongjian.civic.tasks.actions import deliver_task, return_task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, TaskFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def delivered():
    return TaskFactory(delivered_at=NOON - DAY, achieved=4)


def test_the_receiver_returns_it_with_a_reason_and_the_ledger_says_so():
    task = delivered()
    worker = worker_of(task.receiver.area)

    return_task(worker, task, reason="缺第四班的签到", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("tasks.return_task", worker, task)
    assert event.changes == {
        "achieved": [4, None],
        "delivered_at": ["2026-03-01T04:00:00Z", None],
        "reason": [None, "缺第四班的签到"],
    }


def test_after_that_it_may_be_delivered_again():
    task = delivered()

    return_task(worker_of(task.receiver.area), task, reason="缺第四班的签到", at=NOON)
    deliver_task(liaison_of(task.owner), task, at=NOON)

    assert task.delivered_at == NOON


@pytest.mark.parametrize("who", [lambda task: UserFactory(), lambda task: liaison_of(task.owner)])
def test_nobody_else_may_and_nothing_is_written(who):
    task = delivered()

    with pytest.raises(NotAllowed):
        return_task(who(task), task, reason="不够", at=NOON)

    task.refresh_from_db()
    assert task.delivered_at == NOON - DAY
    assert not Event.objects.exists()


def test_only_what_was_delivered_is_returned():
    task = TaskFactory()

    with pytest.raises(NotAllowed):
        return_task(worker_of(task.receiver.area), task, reason="不够", at=NOON)

    assert not Event.objects.exists()


def test_a_reason_is_needed():
    task = delivered()

    with pytest.raises(Refused, match="哪里还不够"):
        return_task(worker_of(task.receiver.area), task, reason="  ", at=NOON)

    assert not Event.objects.exists()
