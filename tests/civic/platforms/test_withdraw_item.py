import pytest

from gongjian.civic.platforms.actions import withdraw_item
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, WRITTEN_NOON, AgendaItemFactory, ResolutionFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def test_the_secretary_takes_an_item_off_and_the_ledger_says_so():
    item = AgendaItemFactory()

    withdraw_item(worker_of(item.meeting.platform.area), item, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.withdraw_item", item)
    assert event.changes == {"withdrawn_at": [None, WRITTEN_NOON]}


def test_a_stranger_may_not_and_nothing_is_written():
    item = AgendaItemFactory()

    with pytest.raises(NotAllowed):
        withdraw_item(UserFactory(), item, at=NOON)

    item.refresh_from_db()
    assert (item.withdrawn_at, Event.objects.count()) == (None, 0)


def test_what_was_decided_on_stays_and_nothing_is_taken_off_twice():
    decided, gone = ResolutionFactory().item, AgendaItemFactory(withdrawn_at=NOON)

    with pytest.raises(Refused, match="已经有议定事项"):
        withdraw_item(worker_of(decided.meeting.platform.area), decided, at=NOON)
    with pytest.raises(Refused, match="已经撤下"):
        withdraw_item(worker_of(gone.meeting.platform.area), gone, at=NOON)
