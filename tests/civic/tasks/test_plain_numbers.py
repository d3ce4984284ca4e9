"""Numbers and days that would quietly turn a score are refused in words."""

from datetime import date

import pytest

from gongjian.civic.tasks.actions import confirm_task, deliver_task, extend_task
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, BodyFactory, TaskFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def received(**more):
    body = BodyFactory()
    return TaskFactory(receiver=body, kind=Task.Kind.PROMISE, **more), worker_of(body.governs)


def test_a_promise_is_not_put_off_into_next_year():
    task, worker = received()

    with pytest.raises(Refused, match="不能跨到下一年"):
        extend_task(worker, task, until=date(9999, 12, 31), reason="等等", at=NOON)


def test_what_is_delivered_is_not_put_off_any_more():
    task, worker = received(delivered_at=NOON)

    with pytest.raises(NotAllowed):
        extend_task(worker, task, until=date(2026, 12, 30), reason="等等", at=NOON)


def test_too_many_noughts_are_noticed():
    task, _worker = received(quantity=5)

    with pytest.raises(Refused, match="多打了零"):
        deliver_task(liaison_of(task.owner), task, achieved=1_000_000, at=NOON)


def test_nothing_done_is_not_confirmed_as_done():
    task, worker = received(delivered_at=NOON, achieved=0)

    with pytest.raises(Refused, match="不能确认为做到"):
        confirm_task(worker, task, outcome_bp=10_000, at=NOON)

    assert not Event.objects.exists()
