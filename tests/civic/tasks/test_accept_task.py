import pytest

from gongjian.civic.tasks.actions import accept_task
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, WRITTEN_NOON, TaskFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_owner_takes_the_task_on_and_the_ledger_says_so():
    task = TaskFactory()
    liaison = liaison_of(task.owner)

    accept_task(liaison, task, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("tasks.accept_task", liaison, task)
    assert event.changes == {"accepted_at": [None, WRITTEN_NOON]}


@pytest.mark.parametrize("who", [lambda task: UserFactory(), lambda task: worker_of(task.receiver.area)])
def test_nobody_else_may_and_nothing_is_written(who):
    task = TaskFactory()

    with pytest.raises(NotAllowed):
        accept_task(who(task), task, at=NOON)

    task.refresh_from_db()
    assert task.accepted_at is None
    assert not Event.objects.exists()


@pytest.mark.parametrize("state", [{"delivered_at": NOON}, {"cancelled_at": NOON}])
def test_what_is_delivered_or_cancelled_is_not_taken_on(state):
    task = TaskFactory(**state)

    with pytest.raises(NotAllowed):
        accept_task(liaison_of(task.owner), task, at=NOON)

    assert not Event.objects.exists()


def test_the_first_acceptance_stays():
    task = TaskFactory(accepted_at=NOON - DAY)

    accept_task(liaison_of(task.owner), task, at=NOON)

    assert task.accepted_at == NOON - DAY
    assert Event.objects.get().changes == {}
