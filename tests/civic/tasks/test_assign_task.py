from datetime import date

import pytest

from gongjian.civic.tasks.actions import assign_task
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    BodyFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)


def test_the_community_gives_a_unit_a_task_and_the_ledger_says_so():
    unit = OrganisationFactory()
    body, worker = BodyFactory(governs=unit.area), worker_of(unit.area)

    task = assign_task(
        worker,
        unit,
        receiver=body,
        kind=Task.Kind.TASK,
        title="校园周边值守",
        due_date=DUE,
        quantity=4,
        unit="班",
        at=NOON,
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject, event.path) == ("tasks.assign_task", worker, task, unit.path)
    assert event.changes == {
        "assigned_at": [None, WRITTEN_NOON],
        "due_date": [None, "2026-03-31"],
        "is_public": [None, True],
        "kind": [None, "TASK"],
        "owner_id": [None, unit.pk],
        "quantity": [None, 4],
        "receiver_id": [None, body.pk],
        "result_wanted": [None, "校园周边值守"],
        "title": [None, "校园周边值守"],
        "unit": [None, "班"],
        "weight": [None, 1],
    }


@pytest.mark.parametrize("who", [liaison_of, lambda unit: street_office_of(unit.area)])
def test_the_unit_itself_and_its_street_may_too(who):
    unit = OrganisationFactory()

    task = assign_task(
        who(unit), unit, receiver=BodyFactory(governs=unit.area), kind="PROMISE", title="义诊", due_date=DUE, at=NOON
    )

    assert task.owner == unit


@pytest.mark.parametrize("who", [UserFactory, lambda: worker_of(OrganisationFactory().area)])
def test_a_stranger_may_not_and_nothing_is_written(who):
    unit = OrganisationFactory()

    with pytest.raises(NotAllowed):
        assign_task(
            who(), unit, receiver=BodyFactory(governs=unit.area), kind="TASK", title="值守", due_date=DUE, at=NOON
        )

    assert not Task.objects.exists()
    assert not Event.objects.exists()


def test_nobody_receives_from_himself():
    unit = OrganisationFactory()

    with pytest.raises(Refused, match="承办和接收不能是同一家"):
        assign_task(liaison_of(unit), unit, receiver=unit, kind="TASK", title="值守", due_date=DUE, at=NOON)

    assert not Event.objects.exists()


def test_there_is_at_least_one_of_it():
    unit = OrganisationFactory()

    with pytest.raises(Refused, match="数量至少是 1"):
        assign_task(
            liaison_of(unit),
            unit,
            receiver=BodyFactory(governs=unit.area),
            kind="TASK",
            title="值守",
            due_date=DUE,
            quantity=0,
            at=NOON,
        )

    assert not Event.objects.exists()
