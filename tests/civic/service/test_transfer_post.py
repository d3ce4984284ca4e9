"""Posts and claims go on with a successor."""

import pytest

from gongjian.civic.service.actions import transfer_claim, transfer_post
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, ClaimFactory, OrganisationFactory, PostFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_a_successor_offers_the_post_on_and_who_claimed_keeps_the_places():
    claim, new = ClaimFactory(), OrganisationFactory()

    transfer_post(district_office(), claim.post, to=new, at=NOON)

    claim.refresh_from_db()
    assert (claim.post.host, claim.post.taken, claim.places) == (new, 2, 2)


def test_a_successor_keeps_the_places_but_never_beside_its_own():
    claim, new = ClaimFactory(), OrganisationFactory()
    second = ClaimFactory(post=claim.post)

    transfer_claim(district_office(), claim, to=new, at=NOON)
    with pytest.raises(Refused, match="已经认领"):
        transfer_claim(district_office(), second, to=new, at=NOON)

    claim.refresh_from_db()
    assert claim.organisation == new


def test_what_is_confirmed_stays():
    claim = ClaimFactory(kept=1, confirmed_at=NOON)

    with pytest.raises(NotAllowed, match="已经确认"):
        transfer_claim(district_office(), claim, to=OrganisationFactory(), at=NOON)


@pytest.mark.parametrize(("verb", "made"), [(transfer_post, PostFactory), (transfer_claim, ClaimFactory)])
def test_a_stranger_may_none_of_it_and_nothing_is_written(verb, made):
    with pytest.raises(NotAllowed):
        verb(UserFactory(), made(), to=OrganisationFactory(), at=NOON)

    assert not Event.objects.exists()
