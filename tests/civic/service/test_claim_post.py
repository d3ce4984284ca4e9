import pytest

from gongjian.civic.service.actions import claim_post
from gongjian.civic.service.models import Claim
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    ClaimFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_host_enters_what_a_unit_takes_and_the_ledger_says_so():
    post, unit = PostFactory(), OrganisationFactory()
    worker = worker_of(post.host.area)

    claim = claim_post(worker, post, organisation=unit, places=2, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("service.claim_post", worker, claim)
    assert event.changes == {
        "claimed_at": [None, WRITTEN_NOON],
        "organisation_id": [None, unit.pk],
        "places": [None, 2],
        "post_id": [None, post.pk],
    }
    post.refresh_from_db()
    assert post.taken == 2


def test_a_stranger_may_not_and_nothing_is_written():
    post, unit = PostFactory(), OrganisationFactory()

    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            claim_post(who, post, organisation=unit, places=2, at=NOON)

    post.refresh_from_db()
    assert post.taken == 0
    assert not Claim.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("places", [0, 5])
def test_only_what_is_left_can_be_taken(places):
    post = PostFactory(taken=2)

    with pytest.raises(Refused, match="还剩 4 个名额"):
        claim_post(worker_of(post.host.area), post, organisation=OrganisationFactory(), places=places, at=NOON)

    assert not Event.objects.exists()


def test_a_unit_claims_once():
    claim = ClaimFactory()

    with pytest.raises(Refused, match="已经认领过"):
        claim_post(worker_of(claim.post.host.area), claim.post, organisation=claim.organisation, places=1, at=NOON)

    claim.post.refresh_from_db()
    assert claim.post.taken == 2
    assert not Event.objects.exists()
