from datetime import date

import pytest

from gongjian.civic.tasks.actions import extend_task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, TaskFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 30)


def test_the_receiver_agrees_to_a_later_day_and_the_ledger_says_so():
    task = TaskFactory()
    worker = worker_of(task.receiver.area)

    extend_task(worker, task, until=LATER, reason="燃气管线迁改", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("tasks.extend_task", worker, task)
    assert event.changes == {"agreed_due_date": [None, "2026-04-30"], "reason": [None, "燃气管线迁改"]}
    assert task.last_day == LATER


@pytest.mark.parametrize("who", [lambda task: UserFactory(), lambda task: liaison_of(task.owner)])
def test_nobody_else_may_and_nothing_is_written(who):
    task = TaskFactory()

    with pytest.raises(NotAllowed):
        extend_task(who(task), task, until=LATER, reason="来不及", at=NOON)

    task.refresh_from_db()
    assert task.agreed_due_date is None
    assert not Event.objects.exists()


def test_an_earlier_day_is_no_extension():
    task = TaskFactory()

    with pytest.raises(Refused, match=task.due_date.isoformat()):
        extend_task(worker_of(task.receiver.area), task, until=task.due_date, reason="来不及", at=NOON)

    assert not Event.objects.exists()


def test_what_is_settled_is_not_extended():
    task = TaskFactory(confirmed_at=NOON, outcome_bp=0)

    with pytest.raises(NotAllowed):
        extend_task(worker_of(task.receiver.area), task, until=LATER, reason="来不及", at=NOON)

    assert not Event.objects.exists()
