"""A successor takes the place of an organisation that ends; days and quantities stay."""

import pytest

from gongjian.civic.tasks.actions import transfer_task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, OrganisationFactory, TaskFactory, UserFactory, district_office, liaison_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("side", ["owner", "receiver"])
def test_the_district_lets_a_successor_take_either_side(side):
    task, new = TaskFactory(), OrganisationFactory()
    due = task.due_date

    transfer_task(district_office(), task, organisation=getattr(task, side), to=new, at=NOON)

    event = Event.objects.get()
    task.refresh_from_db()
    assert (getattr(task, side), task.due_date) == (new, due)
    assert (event.verb, event.changes["to"]) == ("tasks.transfer_task", new.name)


@pytest.mark.parametrize("who", ["a stranger", "the unit"])
def test_nobody_else_may_and_nothing_is_written(who):
    task = TaskFactory()
    actor = UserFactory() if who == "a stranger" else liaison_of(task.owner)

    with pytest.raises(NotAllowed):
        transfer_task(actor, task, organisation=task.owner, to=OrganisationFactory(), at=NOON)

    assert not Event.objects.exists()


def test_nobody_becomes_owner_and_receiver_of_one_task():
    task = TaskFactory()

    with pytest.raises(Refused, match="成了同一家"):
        transfer_task(district_office(), task, organisation=task.owner, to=task.receiver, at=NOON)


def test_who_is_on_neither_side_hands_nothing_on():
    task = TaskFactory()

    with pytest.raises(Refused, match="已经不在"):
        transfer_task(district_office(), task, organisation=OrganisationFactory(), to=OrganisationFactory(), at=NOON)


def test_what_is_confirmed_stays_where_it_was():
    task = TaskFactory(delivered_at=NOON, achieved=4, confirmed_at=NOON, outcome_bp=10_000)

    with pytest.raises(NotAllowed, match="已经办结"):
        transfer_task(district_office(), task, organisation=task.owner, to=OrganisationFactory(), at=NOON)
