"""A need is taken off the list with a reason; in a merger it goes on with the successor or the new place."""

import pytest

from gongjian.civic.lists.actions import close_need, relocate_need, transfer_need
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    CommunityFactory,
    NeedFactory,
    OrganisationFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_a_need_is_closed_with_a_reason_and_the_ledger_says_so():
    need = NeedFactory()
    worker = worker_of(need.area)

    close_need(worker, need, reason=" 学校操场夜间开放，解决了 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("lists.close_need", worker, need)
    assert event.changes == {
        "closed_at": [None, "2026-03-02T04:00:00Z"],
        "reason": [None, "学校操场夜间开放，解决了"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    need = NeedFactory()

    for who in (UserFactory(), worker_of(CommunityFactory()), liaison_of(OrganisationFactory(area=need.area))):
        with pytest.raises(NotAllowed):
            close_need(who, need, reason="解决了", at=NOON)

    need.refresh_from_db()
    assert need.closed_at is None
    assert not Event.objects.exists()


def test_it_is_closed_once_and_not_without_a_reason():
    need = NeedFactory()
    worker = worker_of(need.area)

    with pytest.raises(Refused, match="写明理由"):
        close_need(worker, need, reason=" ", at=NOON)
    close_need(worker, need, reason="解决了", at=NOON)
    with pytest.raises(NotAllowed, match="已经撤下"):
        close_need(worker, need, reason="又解决了", at=NOON)

    need.refresh_from_db()
    assert need.reason == "解决了"


def test_the_lead_office_lets_a_successor_ask_and_a_new_place_need_it():
    need, successor, place = NeedFactory(), OrganisationFactory(), CommunityFactory()
    office = district_office()

    transfer_need(office, need, to=successor, at=NOON)
    relocate_need(office, need, area=place, at=NOON)

    need.refresh_from_db()
    assert (need.owner, need.area) == (successor, place)
    assert [event.verb for event in Event.objects.order_by("pk")] == ["lists.transfer_need", "lists.relocate_need"]
    assert Event.objects.first().changes["to"] == successor.name


def test_nobody_else_moves_a_need_and_what_is_closed_stays():
    need, closed = NeedFactory(), NeedFactory(closed_at=NOON, reason="解决了")
    tries = [(who, need) for who in (UserFactory(), worker_of(need.area), street_office_of(need.area))]

    for who, one in [*tries, (district_office(), closed)]:
        with pytest.raises(NotAllowed):
            transfer_need(who, one, to=OrganisationFactory(), at=NOON)
        with pytest.raises(NotAllowed):
            relocate_need(who, one, area=CommunityFactory(), at=NOON)

    assert not Event.objects.exists()
