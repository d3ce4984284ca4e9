import pytest

from gongjian.civic.projects.actions import approve_showcase
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, WRITTEN_NOON, ShowcaseFactory, UserFactory, street_office_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_street_takes_it_into_the_library_and_the_ledger_says_so():
    showcase = ShowcaseFactory()
    office = street_office_of(showcase.area)

    approve_showcase(office, showcase, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("projects.approve_showcase", office, showcase)
    assert event.changes == {"approved_at": [None, WRITTEN_NOON]}


def test_a_stranger_may_not_and_nothing_is_written():
    showcase = ShowcaseFactory()

    for who in (UserFactory(), worker_of(showcase.area)):
        with pytest.raises(NotAllowed):
            approve_showcase(who, showcase, at=NOON)

    showcase.refresh_from_db()
    assert showcase.approved_at is None
    assert not Event.objects.exists()


def test_it_is_approved_once():
    showcase = ShowcaseFactory(approved_at=NOON)

    with pytest.raises(NotAllowed, match="已经入库了"):
        approve_showcase(street_office_of(showcase.area), showcase, at=NOON)

    assert not Event.objects.exists()
