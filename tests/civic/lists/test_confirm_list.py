import pytest

from gongjian.civic.lists.actions import confirm_list
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    ListCheckFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [lambda unit: liaison_of(unit), lambda unit: worker_of(unit.area)])
def test_the_unit_or_its_community_says_that_the_list_is_true_and_the_ledger_says_so(who):
    check = ListCheckFactory()
    actor = who(check.organisation)

    confirm_list(actor, check, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("lists.confirm_list", actor, check)
    assert event.changes == {"confirmed_at": [None, WRITTEN_NOON]}


def test_a_stranger_may_not_and_nothing_is_written():
    check = ListCheckFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory())):
        with pytest.raises(NotAllowed):
            confirm_list(who, check, at=NOON)

    check.refresh_from_db()
    assert check.confirmed_at is None
    assert not Event.objects.exists()


def test_it_is_said_once():
    check = ListCheckFactory(confirmed_at=NOON)

    with pytest.raises(NotAllowed, match="已经确认过了"):
        confirm_list(liaison_of(check.organisation), check, at=NOON)

    assert not Event.objects.exists()
