"""`each` is the same verb many times: same rule, same rows, same events, in one transaction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.civic.registry.actions import add_area, add_organisation
from gongjian.civic.registry.models import Organisation
from gongjian.civic.tasks.actions import accept_task, assign_task, confirm_task, deliver_task
from gongjian.civic.tasks.models import Task
from gongjian.ledger import action
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NEW_YEAR,
    NOON,
    BodyFactory,
    OrganisationFactory,
    StreetFactory,
    TaskFactory,
    UserFactory,
    district_office,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def told():
    """Return every event without its number and subject."""
    return list(Event.objects.order_by("pk").values_list("at", "actor", "verb", "path", "changes"))


def as_stored(model):
    """Return every row without its number."""
    return [{**row, "id": None} for row in model.objects.order_by("pk").values()]


def given():
    unit = OrganisationFactory()
    body = BodyFactory(governs=unit.area)
    return worker_of(unit.area), [
        (unit, {"receiver": body, "kind": "TASK", "title": f"第 {number} 件", "due_date": (NOON + DAY).date()})
        for number in range(3)
    ]


def test_it_writes_what_single_calls_write():
    worker, wanted = given()
    for unit, said in wanted:
        assign_task(worker, unit, **said, at=NOON)
    single = (told(), as_stored(Task))
    Task.objects.all().delete()
    before = Event.objects.count()

    assign_task.each([(worker, unit, said) for unit, said in wanted], at=NOON)

    assert (told()[before:], as_stored(Task)) == single


def test_it_returns_the_rows_in_order():
    worker, wanted = given()

    tasks = assign_task.each([(worker, unit, said) for unit, said in wanted], at=NOON)

    assert [task.title for task in tasks] == ["第 0 件", "第 1 件", "第 2 件"]
    assert [event.subject for event in Event.objects.order_by("pk")] == tasks


def test_it_asks_each_actor_and_takes_all_back_when_one_may_not():
    worker, wanted = given()
    calls = [(worker, unit, said) for unit, said in wanted]

    with pytest.raises(NotAllowed):
        assign_task.each([*calls, (UserFactory(), *calls[0][1:])], at=NOON)

    assert not Task.objects.exists()
    assert not Event.objects.exists()


def test_it_takes_all_back_when_one_is_refused():
    worker, wanted = given()
    calls = [(worker, unit, said) for unit, said in wanted]
    calls.append((worker, wanted[0][0], wanted[0][1] | {"quantity": 0}))

    with pytest.raises(Refused):
        assign_task.each(calls, at=NOON)

    assert not Task.objects.exists()
    assert not Event.objects.exists()


def test_the_same_row_twice_sees_what_the_first_call_did():
    task = TaskFactory()
    liaison = liaison_of(task.owner)

    with pytest.raises(NotAllowed, match="已经报告完成"):
        deliver_task.each([(liaison, task, {}), (liaison, task, {})], at=NOON)

    assert not Event.objects.exists()


def test_the_rows_are_the_locked_ones_and_not_what_the_caller_held():
    task = TaskFactory(delivered_at=NOON - DAY, achieved=4)
    worker = worker_of(task.receiver.area)
    Task.objects.filter(pk=task.pk).update(confirmed_at=NOON, outcome_bp=0)

    with pytest.raises(NotAllowed, match="已经办结"):
        confirm_task.each([(worker, task, {"outcome_bp": 10_000})], at=NOON)


def test_a_row_that_is_gone_is_not_passed_over():
    task = TaskFactory()
    liaison = liaison_of(task.owner)
    Task.objects.all().delete()

    with pytest.raises(Refused, match="不在了"):
        deliver_task.each([(liaison, task, {})], at=NOON)


def test_many_calls_share_their_questions():
    """Locking, offices and territory are read once for all; each call adds its own write and nothing else."""
    unit = OrganisationFactory()
    tasks = TaskFactory.create_batch(20, owner=unit)
    liaison = liaison_of(unit)

    def cost(some):
        with CaptureQueriesContext(connection) as caught:
            deliver_task.each([(liaison, task, {}) for task in some], at=NOON)
        return len(caught)

    assert cost(tasks[1:]) - cost(tasks[:1]) == 18


@pytest.mark.parametrize(("number", "blocks"), [(1, 1), (5, 1), (6, 2), (17, 4)])
def test_each_block_is_locked_once_and_written_down_once(monkeypatch, number, blocks):
    monkeypatch.setattr(action, "BLOCK", 5)
    unit = OrganisationFactory()
    liaison, tasks = liaison_of(unit), TaskFactory.create_batch(number, owner=unit)

    with CaptureQueriesContext(connection) as caught:
        accept_task.each([(liaison, task, {}) for task in tasks], at=NOON)

    asked = [query["sql"] for query in caught]
    assert len([one for one in asked if one.startswith("SELECT") and 'FROM "tasks_task"' in one]) == blocks
    assert len([one for one in asked if one.startswith('INSERT INTO "ledger_event"')]) == blocks
    assert Event.objects.count() == number


def test_a_block_is_of_five_hundred():
    assert action.BLOCK == 500


def test_rows_are_locked_in_one_order_whatever_the_order_of_the_calls():
    tasks = TaskFactory.create_batch(3)
    calls = [(liaison_of(task.owner), task, {}) for task in reversed(tasks)]

    with CaptureQueriesContext(connection) as caught:
        accept_task.each(calls, at=NOON)

    lock = next(query["sql"] for query in caught if 'FROM "tasks_task"' in query["sql"])
    assert 'ORDER BY "tasks_task"."id" ASC' in lock
    assert ("FOR NO KEY UPDATE" in lock) == connection.features.has_select_for_update


def test_a_refusal_in_a_later_block_takes_the_earlier_ones_back(monkeypatch):
    monkeypatch.setattr(action, "BLOCK", 2)
    worker, wanted = given()
    calls = [(worker, unit, said) for unit, said in wanted]
    calls.append((worker, wanted[0][0], wanted[0][1] | {"quantity": 0}))

    with pytest.raises(Refused, match="数量至少是 1"):
        assign_task.each(calls, at=NOON)

    assert not Task.objects.exists()
    assert not Event.objects.exists()


def test_each_call_is_its_own_actors():
    tasks = TaskFactory.create_batch(3)
    liaisons = [liaison_of(task.owner) for task in tasks]

    accept_task.each(zip(liaisons, tasks, [{}] * 3, strict=True), at=NOON)

    assert [event.actor for event in Event.objects.order_by("pk")] == liaisons


def test_no_calls_write_nothing():
    assert assign_task.each([], at=NOON) == []
    assert not Event.objects.exists()
    assert not Organisation.objects.exists()


def _made(street):
    """Return what lies in a street, without the keys that differ from street to street."""
    units = Organisation.objects.filter(area=street).order_by("pk")
    places = street.children.order_by("pk")
    return (
        [
            [*unit.profiles.values_list("name", "kind", "valid_from"), unit.search, unit.path == street.path]
            for unit in units
        ],
        [[*unit.affiliations.values_list("axis", "grid_code", "valid_from")] for unit in units],
        [
            [*place.namings.values_list("code", "valid_from"), place.path == f"{street.path}{place.pk}/"]
            for place in places
        ],
    )


def _told_of(street):
    """Return the verbs and the changed fields of what happened in a street."""
    events = Event.objects.filter(path__startswith=street.path).order_by("pk").values_list("verb", "changes")
    return [(verb, sorted(changes)) for verb, changes in events]


def test_new_rows_made_together_are_what_single_calls_make():
    office, one, other = district_office(), StreetFactory(), StreetFactory()
    units = [{"name": f"第{number}小学", "kind": "SCHOOL", "since": NEW_YEAR, "grid_code": "G1"} for number in range(3)]
    places = [{"level": "COMMUNITY", "name": f"第{number}里", "code": "", "since": NEW_YEAR} for number in range(3)]
    for said in units:
        add_organisation(office, one, **said, at=NOON)
    for said in places:
        add_area(office, one, **said, at=NOON)
    single = (_made(one), _told_of(one))
    Organisation.objects.filter(area=one).update(closed_date=NOON.date())  # so that their names are free again

    add_organisation.each([(office, other, said) for said in units], at=NOON)
    add_area.each([(office, other, said) for said in places], at=NOON)

    assert (_made(other), _told_of(other)) == single


def test_two_new_rows_of_one_call_may_not_take_the_same_name_and_nothing_is_written():
    office, street = district_office(), StreetFactory()
    said = {"name": "实验小学", "kind": "SCHOOL", "since": NEW_YEAR}

    with pytest.raises(Refused, match="已经登记过了"):
        add_organisation.each([(office, street, said), (office, street, dict(said))], at=NOON)

    assert not Organisation.objects.exists()
    assert not Event.objects.exists()


def test_forty_new_rows_cost_as_many_questions_as_two():
    office, street = district_office(), StreetFactory()

    def cost(numbers):
        said = [{"name": f"第{number}小学", "kind": "SCHOOL", "since": NEW_YEAR} for number in numbers]
        with CaptureQueriesContext(connection) as caught:
            add_organisation.each([(office, street, one) for one in said], at=NOON)
        return len(caught)

    cost(range(1))

    assert cost(range(1, 3)) == cost(range(3, 40))
