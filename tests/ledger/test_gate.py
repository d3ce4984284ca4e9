"""The gate: one lock, one question, one event; nothing halfway; nothing private."""

import pytest

from gongjian.accounts.models import User
from gongjian.accounts.private import commitment
from gongjian.civic.agreements.actions import sign
from gongjian.civic.registry.actions import enrol_person
from gongjian.civic.tasks.actions import accept_task, deliver_task
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused, digest_of, values, voiding
from gongjian.ledger.may import UnknownVerb, may
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    DistrictFactory,
    PartyFactory,
    PersonFactory,
    TaskFactory,
    UserFactory,
    liaison_of,
    security_administrator,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_an_event_says_who_what_to_what_when_where_and_what_changed():
    task = TaskFactory()
    liaison = liaison_of(task.owner)

    accept_task(liaison, task, at=NOON)

    event = Event.objects.get()
    assert (event.actor, event.verb, event.subject, event.at) == (liaison, "tasks.accept_task", task, NOON)
    assert event.path == task.owner.path
    assert event.changes == {"accepted_at": [None, "2026-03-02T04:00:00Z"]}


def test_a_refusal_leaves_no_trace():
    task = TaskFactory()

    with pytest.raises(Refused):
        deliver_task(liaison_of(task.owner), task, achieved=-1, at=NOON)

    assert Task.objects.get() == task
    assert Task.objects.get().accepted_at is None
    assert not Event.objects.exists()


def test_who_may_not_is_told_why():
    task = TaskFactory(cancelled_at=NOON)

    with pytest.raises(NotAllowed) as refusal:
        accept_task(liaison_of(task.owner), task, at=NOON)

    assert str(refusal.value) == "这件事已经办结或取消了。"


def test_the_gate_asks_about_the_row_as_it_stands_in_the_database():
    task = TaskFactory()
    Task.objects.filter(pk=task.pk).update(cancelled_at=NOON)

    with pytest.raises(NotAllowed):
        accept_task(liaison_of(task.owner), task, at=NOON)

    assert not Event.objects.exists()


def test_what_goes_wrong_inside_takes_everything_back():
    """The last signature puts the agreement in force in the same transaction: without a clock, nobody signed."""
    party = PartyFactory()
    liaison = liaison_of(party.organisation)
    User.objects.filter(username="clock").delete()

    with pytest.raises(User.DoesNotExist):
        sign(liaison, party, at=NOON)

    party.refresh_from_db()
    assert party.signed_at is None
    assert not Event.objects.exists()


def test_what_is_private_is_written_as_a_commitment():
    person = enrol_person(security_administrator(), DistrictFactory(), name="王秀英", phone="13812345678", at=NOON)

    written = Event.objects.get().changes
    assert written == {
        "name": [None, commitment(bytes(person.salt), "name", "王秀英")],
        "phone": [None, commitment(bytes(person.salt), "phone", "13812345678")],
    }


def test_a_commitment_hides_equal_values_from_each_other():
    first, second = PersonFactory(name="王秀英"), PersonFactory(name="王秀英")

    assert values(first)["name"] != values(second)["name"]


def test_neither_password_nor_salt_is_ever_written():
    user = UserFactory(password="!something", email="a@example.org")

    assert {"password", "salt"} & values(user).keys() == set()


def test_an_inactive_account_may_nothing():
    task = TaskFactory()
    liaison = liaison_of(task.owner)
    liaison.is_active = False

    assert not may(liaison, "tasks.accept_task", task, at=NOON)


def test_a_question_about_an_unknown_verb_is_a_mistake_of_ours():
    with pytest.raises(UnknownVerb):
        may(UserFactory(), "tasks.forget_task", TaskFactory(), at=NOON)


def test_a_verb_that_takes_back_points_at_the_event_it_voids():
    task = TaskFactory()
    liaison, worker = liaison_of(task.owner), worker_of(task.receiver.area)
    accept_task(liaison, task, at=NOON)
    accepted = Event.objects.get()
    take_back = voiding("tasks.accept_task")(deliver_task.body)

    assert take_back._voided(task) == accepted
    assert worker != liaison


def test_a_digest_says_how_many_and_depends_on_each_and_on_their_order():
    assert digest_of([1, 2])[0] == 2
    assert digest_of([1, 2]) != digest_of([2, 1])
    assert digest_of([1, 2]) == digest_of((1, 2))
