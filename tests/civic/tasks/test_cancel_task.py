import pytest

from gongjian.civic.tasks.actions import cancel_task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    TaskFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "who", [lambda task: worker_of(task.receiver.area), lambda task: street_office_of(task.owner.area)]
)
def test_the_receiver_or_the_street_cancels_and_the_ledger_says_so(who):
    task = TaskFactory()
    actor = who(task)

    cancel_task(actor, task, reason="活动取消", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("tasks.cancel_task", actor, task)
    assert event.changes == {"cancelled_at": [None, WRITTEN_NOON], "reason": [None, "活动取消"]}


@pytest.mark.parametrize("who", [lambda task: UserFactory(), lambda task: liaison_of(task.owner)])
def test_nobody_else_may_and_nothing_is_written(who):
    task = TaskFactory()

    with pytest.raises(NotAllowed):
        cancel_task(who(task), task, reason="不办了", at=NOON)

    task.refresh_from_db()
    assert task.cancelled_at is None
    assert not Event.objects.exists()


def test_a_reason_is_needed():
    task = TaskFactory()

    with pytest.raises(Refused, match="理由"):
        cancel_task(worker_of(task.receiver.area), task, reason="", at=NOON)

    assert not Event.objects.exists()


def test_what_is_settled_is_not_cancelled():
    task = TaskFactory(confirmed_at=NOON, outcome_bp=10_000)

    with pytest.raises(NotAllowed):
        cancel_task(worker_of(task.receiver.area), task, reason="不办了", at=NOON)

    assert not Event.objects.exists()
