import pytest

from gongjian.civic.tasks.actions import confirm_task
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    WRITTEN_NOON,
    TaskFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def delivered(**more):
    return TaskFactory(delivered_at=NOON - DAY, achieved=4, **more)


def test_the_receiver_confirms_and_the_ledger_says_so():
    task = delivered()
    worker = worker_of(task.receiver.area)

    confirm_task(worker, task, outcome_bp=10_000, level=Task.Level.GOOD, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("tasks.confirm_task", worker, task)
    assert event.changes == {
        "confirmed_at": [None, WRITTEN_NOON],
        "level": [None, 1],
        "outcome_bp": [None, 10_000],
    }


@pytest.mark.parametrize(
    "who",
    [
        lambda task: UserFactory(),
        lambda task: liaison_of(task.owner),
        lambda task: street_office_of(task.owner.area),
    ],
)
def test_nobody_else_may_and_nothing_is_written(who):
    task = delivered()

    with pytest.raises(NotAllowed):
        confirm_task(who(task), task, outcome_bp=10_000, at=NOON)

    task.refresh_from_db()
    assert task.confirmed_at is None
    assert not Event.objects.exists()


def test_what_is_not_delivered_is_not_confirmed():
    task = TaskFactory()

    with pytest.raises(NotAllowed, match="承办单位还没有报告完成"):
        confirm_task(worker_of(task.receiver.area), task, outcome_bp=10_000, at=NOON)

    assert not Event.objects.exists()


def test_it_is_confirmed_once():
    task = delivered(confirmed_at=NOON, outcome_bp=0)

    with pytest.raises(NotAllowed, match="已经办结"):
        confirm_task(worker_of(task.receiver.area), task, outcome_bp=10_000, at=NOON)

    assert not Event.objects.exists()


def test_a_consultation_is_answered_and_not_confirmed():
    task = delivered(kind=Task.Kind.CONSULTATION)

    with pytest.raises(NotAllowed, match="不用确认"):
        confirm_task(worker_of(task.receiver.area), task, outcome_bp=10_000, at=NOON)


@pytest.mark.parametrize(
    ("said", "sentence"), [({"outcome_bp": 7000}, "三种"), ({"outcome_bp": 0, "level": 5}, "四档")]
)
def test_there_are_three_outcomes_and_four_levels(said, sentence):
    task = delivered()

    with pytest.raises(Refused, match=sentence):
        confirm_task(worker_of(task.receiver.area), task, at=NOON, **said)

    assert not Event.objects.exists()
