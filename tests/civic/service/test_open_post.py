from datetime import date

import pytest

from gongjian.civic.service.actions import open_post
from gongjian.civic.service.models import Post
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, BodyFactory, OrganisationFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db
TOLD = {"title": "文明劝导员", "places": 6, "from_date": date(2026, 3, 1), "to_date": date(2026, 3, 31)}


def test_the_community_offers_places_and_the_ledger_says_so():
    body = BodyFactory()
    worker = worker_of(body.area)

    post = open_post(worker, body, **TOLD, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("service.open_post", worker, post)
    assert event.changes == {
        "from_date": [None, "2026-03-01"],
        "host_id": [None, body.pk],
        "places": [None, 6],
        "taken": [None, 0],
        "title": [None, "文明劝导员"],
        "to_date": [None, "2026-03-31"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    body = BodyFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory(area=body.area))):
        with pytest.raises(NotAllowed):
            open_post(who, body, **TOLD, at=NOON)

    assert not Post.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"), [({"places": 0}, "名额至少是 1"), ({"to_date": date(2026, 2, 1)}, "结束的日子")]
)
def test_what_is_wrong_is_said_in_a_sentence(said, sentence):
    body = BodyFactory()

    with pytest.raises(Refused, match=sentence):
        open_post(worker_of(body.area), body, **TOLD | said, at=NOON)

    assert not Event.objects.exists()
