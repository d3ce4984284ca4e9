"""A volunteer post: places and headcounts for everybody, unconfirmed claims for those concerned."""

import pytest

from tests.civic.pages import cost, text
from tests.factories import NOON, ClaimFactory, EventFactory, PostFactory, liaison_of, street_office_of, worker_of

pytestmark = pytest.mark.django_db


def test_everybody_reads_what_is_to_do_and_how_much_is_left():
    post = PostFactory(taken=2)

    for user in (None, worker_of(post.host.area), street_office_of(post.host.area)):
        page = text(user, post.get_absolute_url())
        assert post.title in page
        assert "还有 4 个名额" in page


def test_a_claim_is_shown_to_others_once_the_host_confirmed_it():
    claim = ClaimFactory()
    url = claim.post.get_absolute_url()

    assert claim.organisation.name not in text(None, url)
    assert claim.organisation.name in text(liaison_of(claim.organisation), url)

    claim.confirmed_at, claim.kept = NOON, 2
    claim.save()

    assert claim.organisation.name in text(None, url)


def test_a_post_costs_the_same_with_1_and_with_20_claims():
    claim = ClaimFactory(post__places=60)
    worker = worker_of(claim.post.host.area)
    EventFactory(subject=claim, verb="service.claim_post")
    before = cost(worker, claim.post.get_absolute_url())

    for other in ClaimFactory.create_batch(19, post=claim.post):
        EventFactory(subject=other, verb="service.claim_post")

    assert cost(worker, claim.post.get_absolute_url()) == before
