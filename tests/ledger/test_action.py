"""What the gate writes and what it undoes, shown with verbs that exist for one test only."""

import json

import pytest
import rules
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.private import commitment, new_salt
from gongjian.civic.registry.models import Person
from gongjian.civic.tasks.actions import accept_task
from gongjian.ledger.action import (
    VERBS,
    Action,
    NotAllowed,
    Refused,
    WithParts,
    action,
    digest_of,
    values,
    voiding,
)
from gongjian.ledger.may import UnknownVerb
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    WRITTEN_NOON,
    EventFactory,
    PersonFactory,
    TaskFactory,
    UserFactory,
    liaison_of,
)

pytestmark = pytest.mark.django_db


def rename(actor, task, /, *, title, at):
    """Rename a task."""
    task.title = title
    task.save()
    return task


def rename_and_regret(actor, task, /, *, at):
    """Rename a task and find only then that it cannot be."""
    rename(actor, task, title="新名", at=at)
    raise Refused("做不了。")


def test_one_write_is_one_event(verb):
    task, user = TaskFactory(title="旧名"), UserFactory()

    returned = verb(rename)(user, task, title="新名", at=NOON)

    event = Event.objects.get()
    assert returned is task
    assert (event.at, event.actor, event.subject, event.path) == (NOON, user, task, task.owner.path)
    assert event.changes == {"title": ["旧名", "新名"]}
    assert event.voids is None


def test_a_verb_is_known_by_its_app_and_name():
    assert accept_task.verb == "tasks.accept_task"
    assert VERBS["tasks.accept_task"] is accept_task
    assert (accept_task.__name__, accept_task.__doc__) == ("accept_task", "Take the task on.")


def test_who_may_not_writes_nothing(verb):
    task = TaskFactory(title="旧名")

    with pytest.raises(NotAllowed) as caught:
        verb(rename, rules.always_deny)(UserFactory(), task, title="新名", at=NOON)

    task.refresh_from_db()
    assert task.title == "旧名"
    assert not Event.objects.exists()
    assert str(caught.value) == "您的岗位不能做这件事。如果应当由您来做，请联系区牵头部门。"


def test_a_refusal_undoes_what_was_already_written(verb):
    task = TaskFactory(title="旧名")

    with pytest.raises(Refused, match="做不了"):
        verb(rename_and_regret)(UserFactory(), task, at=NOON)

    task.refresh_from_db()
    assert task.title == "旧名"
    assert not Event.objects.exists()


def test_a_mistake_in_the_code_undoes_it_too(verb):
    def rename_wrongly(actor, task, /, *, at):
        rename(actor, task, title="新名", at=at)
        raise ZeroDivisionError

    task = TaskFactory(title="旧名")

    with pytest.raises(ZeroDivisionError):
        verb(rename_wrongly)(UserFactory(), task, at=NOON)

    task.refresh_from_db()
    assert task.title == "旧名"
    assert not Event.objects.exists()


def test_a_verb_without_a_rule_is_a_mistake_and_writes_nothing():
    unruled: Action = action(rename)
    task = TaskFactory(title="旧名")
    try:
        with pytest.raises(UnknownVerb):
            unruled(UserFactory(), task, title="新名", at=NOON)
    finally:
        VERBS.pop(unruled.verb)

    task.refresh_from_db()
    assert task.title == "旧名"
    assert not Event.objects.exists()


def test_what_somebody_had_in_hand_is_not_written(verb):
    task = TaskFactory(note="真的")
    task.note = "手里改的"

    verb(rename)(UserFactory(), task, title="新名", at=NOON)

    task.refresh_from_db()
    assert task.note == "真的"
    assert set(Event.objects.get().changes) == {"title"}


def test_the_row_is_locked():
    task = TaskFactory()
    liaison = liaison_of(task.owner)

    with CaptureQueriesContext(connection) as caught:
        accept_task(liaison, task, at=NOON)

    first = next(query["sql"] for query in caught if query["sql"].startswith("SELECT"))
    assert 'FROM "tasks_task"' in first
    assert ("FOR NO KEY UPDATE" in first) == connection.features.has_select_for_update


def test_the_moment_is_told():
    task = TaskFactory()

    with pytest.raises(KeyError, match="at"):
        accept_task(liaison_of(task.owner), task)

    assert not Event.objects.exists()


# ---- verbs in verbs


def test_a_verb_in_a_verb_writes_its_own_event_first(verb):
    inner = verb(rename)

    def rename_and_report(actor, task, /, *, at):
        inner(actor, task, title="新名", at=at)
        task.note = "改名了"
        task.save()
        return task

    task = TaskFactory(title="旧名")
    outer = verb(rename_and_report)

    outer(UserFactory(), task, at=NOON)

    events = Event.objects.order_by("pk")
    assert [event.verb for event in events] == [inner.verb, outer.verb]
    assert events[0].changes == {"title": ["旧名", "新名"]}


@pytest.mark.parametrize("way", [lambda call, *calls: call(*calls, at=NOON), None])
def test_when_the_outer_one_is_refused_the_inner_one_did_not_happen(verb, way):
    inner = verb(rename)

    def rename_in_vain(actor, task, /, *, at):
        if way:
            inner(actor, task, title="新名", at=at)
        else:
            inner.each([(actor, task, {"title": "新名"})], at=at)
        assert Event.objects.count() == 1
        raise Refused("做不了。")

    task = TaskFactory(title="旧名")

    with pytest.raises(Refused):
        verb(rename_in_vain)(UserFactory(), task, at=NOON)

    task.refresh_from_db()
    assert task.title == "旧名"
    assert not Event.objects.exists()


# ---- what an event holds


def test_parts_stand_in_the_event_of_their_parent(verb):
    def rename_in_parts(actor, task, /, *, at):
        rename(actor, task, title="新名", at=at)
        return WithParts(task, {"parts": digest_of([("甲", 1), ("乙", 2)])})

    task = TaskFactory(title="旧名")

    returned = verb(rename_in_parts)(UserFactory(), task, at=NOON)

    assert returned is task
    assert Event.objects.get().changes == {"title": ["旧名", "新名"], "parts": digest_of([("甲", 1), ("乙", 2)])}


def test_a_private_field_is_a_commitment_that_verifies_with_the_salt_only(verb):
    def name_person(actor, person, /, *, name, at):
        person.name = name
        person.save()
        return person

    person = PersonFactory(name="张三")

    verb(name_person)(UserFactory(), person, name="张三丰", at=NOON)

    person.refresh_from_db()
    salt = bytes(person.salt)
    before, after = Event.objects.get().changes["name"]
    assert (before, after) == (commitment(salt, "name", "张三"), commitment(salt, "name", "张三丰"))
    for wrong in (b"", new_salt()):
        assert commitment(wrong, "name", "张三丰") != after
    assert commitment(salt, "phone", "张三丰") != after


def test_once_the_salt_is_erased_nobody_can_tell_what_it_was(verb):
    person = PersonFactory(name="张三")
    written = values(person)["name"]

    Person.objects.filter(pk=person.pk).update(name=None, phone=None, salt=None, erased_at=NOON)

    person.refresh_from_db()
    assert person.commit("name", "张三") != written
    assert "name" not in values(person)


def test_a_password_is_never_written(verb):
    def renew_password(actor, user, /, *, password, at):
        user.set_password(password)
        user.is_large_type = True
        user.save()
        return user

    user = UserFactory()

    verb(renew_password)(user, user, password="long and secret", at=NOON)

    written = json.dumps(Event.objects.get().changes)
    assert json.loads(written) == {"is_large_type": [False, True]}
    assert "long and secret" not in written
    assert user.password not in written


def test_empty_fields_the_number_of_the_row_and_the_salt_are_left_out():
    person, task = PersonFactory(), TaskFactory(note="")

    assert values(person) == {"user_id": person.user_id}
    assert {"id", "note", "accepted_at"}.isdisjoint(values(task))
    assert "salt" not in values(person.user)
    assert "password" not in values(person.user)


# ---- taking back


def test_taking_back_names_the_latest_event_that_stands(verb):
    def renounce(actor, task, /, *, at):
        task.accepted_at = None
        task.save()
        return task

    task = TaskFactory()
    liaison, take_back = liaison_of(task.owner), verb(renounce, by=voiding("tasks.accept_task"))
    EventFactory(verb="tasks.accept_task")

    accept_task(liaison, task, at=NOON - DAY)
    take_back(liaison, task, at=NOON - DAY)
    accept_task(liaison, task, at=NOON)
    take_back(liaison, task, at=NOON)

    _other, first, first_back, second, second_back = Event.objects.order_by("pk")
    assert (first_back.voids, second_back.voids) == (first, second)
    assert second_back.changes == {"accepted_at": [WRITTEN_NOON, None]}
    assert first.voided_by == first_back


def test_where_nothing_is_to_be_taken_back_nothing_is_named(verb):
    task = TaskFactory()

    verb(rename, by=voiding("tasks.accept_task"))(UserFactory(), task, title="新名", at=NOON)

    assert Event.objects.get().voids is None
