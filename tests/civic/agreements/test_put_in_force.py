from datetime import date

import pytest

from gongjian.accounts.models import User
from gongjian.civic.agreements.actions import due_dates, put_in_force
from gongjian.civic.agreements.models import Clause
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, digest_of
from gongjian.ledger.models import Event
from tests.factories import NOON, WRITTEN_NOON, AgreementFactory, ClauseFactory, PartyFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def test_every_dated_promise_becomes_a_task_and_the_ledger_says_so():
    clause, clock = ClauseFactory(every=Clause.Every.HALF), User.objects.clock()

    put_in_force(clock, clause.agreement, at=NOON)

    event = Event.objects.get(verb="agreements.put_in_force")
    assert (event.actor, event.subject) == (clock, clause.agreement)
    assert event.changes == {
        "in_force_at": [None, WRITTEN_NOON],
        "obligations": digest_of([(1, "2026-03-31"), (1, "2026-09-28")]),
    }
    tasks = Task.objects.order_by("due_date")
    assert list(tasks.values_list("kind", "owner", "receiver", "title", "result_wanted", "weight", "due_date")) == [
        ("PROMISE", clause.doer_id, clause.receiver_id, clause.what, clause.proof, 2, date(2026, 3, 31)),
        ("PROMISE", clause.doer_id, clause.receiver_id, clause.what, clause.proof, 2, date(2026, 9, 28)),
    ]
    assert Event.objects.filter(verb="tasks.assign_task", actor=clock).count() == 2


def test_what_fell_due_before_it_was_in_force_is_not_promised():
    clause = ClauseFactory(every=Clause.Every.HALF, first_due_date=date(2026, 2, 1))

    put_in_force(User.objects.clock(), clause.agreement, at=NOON)

    assert list(Task.objects.values_list("due_date", flat=True)) == [date(2026, 8, 1)]


@pytest.mark.parametrize("who", [lambda agreement: UserFactory(), lambda agreement: worker_of(agreement.area)])
def test_nobody_does_it_by_hand_and_nothing_is_written(who):
    agreement = AgreementFactory()

    with pytest.raises(NotAllowed):
        put_in_force(who(agreement), agreement, at=NOON)

    agreement.refresh_from_db()
    assert agreement.in_force_at is None
    assert not Event.objects.exists()


def test_it_is_put_in_force_once():
    agreement = AgreementFactory(in_force_at=NOON)

    with pytest.raises(NotAllowed, match="已经生效了"):
        put_in_force(User.objects.clock(), agreement, at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("every", "first", "days"),
    [
        ("ONCE", date(2026, 3, 31), [date(2026, 3, 31)]),
        ("QUARTER", date(2026, 5, 15), [date(2026, 5, 15), date(2026, 8, 15), date(2026, 11, 15)]),
        ("MONTH", date(2026, 10, 31), [date(2026, 10, 31), date(2026, 11, 28), date(2026, 12, 28)]),
        ("YEAR", date(2026, 6, 1), [date(2026, 6, 1)]),
    ],
)
def test_the_days_on_which_a_clause_falls_due(every, first, days):
    assert due_dates(ClauseFactory(every=every, first_due_date=first), date(2027, 1, 1)) == days


def test_nothing_is_in_force_before_everybody_signed():
    agreement = PartyFactory(signed_at=NOON).agreement
    PartyFactory(agreement=agreement)

    with pytest.raises(NotAllowed, match="还有一方没有签"):
        put_in_force(User.objects.clock(), agreement, at=NOON)

    agreement.refresh_from_db()
    assert agreement.in_force_at is None
    assert not Event.objects.exists()
