import pytest

from gongjian.civic.service.actions import confirm_claim
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    ClaimFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_host_says_how_many_kept_their_word_and_the_ledger_says_so():
    claim = ClaimFactory()
    worker = worker_of(claim.post.host.area)

    confirm_claim(worker, claim, kept=1, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("service.confirm_claim", worker, claim)
    assert event.changes == {"confirmed_at": [None, WRITTEN_NOON], "kept": [None, 1]}


def test_nobody_else_may_and_nothing_is_written():
    claim = ClaimFactory()

    for who in (UserFactory(), liaison_of(claim.organisation), street_office_of(claim.post.host.area)):
        with pytest.raises(NotAllowed):
            confirm_claim(who, claim, kept=2, at=NOON)

    claim.refresh_from_db()
    assert claim.confirmed_at is None
    assert not Event.objects.exists()


@pytest.mark.parametrize("kept", [-1, 3])
def test_no_more_are_kept_than_were_taken(kept):
    claim = ClaimFactory()

    with pytest.raises(Refused, match="0 到 2"):
        confirm_claim(worker_of(claim.post.host.area), claim, kept=kept, at=NOON)

    assert not Event.objects.exists()


def test_it_is_confirmed_once():
    claim = ClaimFactory(confirmed_at=NOON, kept=2)

    with pytest.raises(NotAllowed, match="已经确认过了"):
        confirm_claim(worker_of(claim.post.host.area), claim, kept=2, at=NOON)

    assert not Event.objects.exists()
