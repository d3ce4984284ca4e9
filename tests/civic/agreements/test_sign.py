import pytest

from gongjian.accounts.models import User
from gongjian.civic.agreements.actions import sign
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    AgreementFactory,
    BodyFactory,
    ClauseFactory,
    PartyFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties():
    agreement = AgreementFactory()
    unit = PartyFactory(agreement=agreement)
    body = PartyFactory(agreement=agreement, organisation=BodyFactory(governs=agreement.area))
    ClauseFactory(agreement=agreement, doer=unit.organisation)
    return unit, body


def test_the_unit_signs_first_and_the_ledger_says_so(parties):
    unit, _body = parties
    liaison = liaison_of(unit.organisation)

    sign(liaison, unit, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("agreements.sign", liaison, unit)
    assert event.changes == {"signed_at": [None, WRITTEN_NOON]}
    unit.agreement.refresh_from_db()
    assert unit.agreement.in_force_at is None


def test_with_the_last_signature_the_clock_puts_it_in_force(parties):
    unit, body = parties
    liaison, worker = liaison_of(unit.organisation), worker_of(unit.agreement.area)

    sign(liaison, unit, at=NOON)
    sign(worker, body, at=NOON)

    told = Event.objects.filter(verb__startswith="agreements.").order_by("pk").values_list("verb", "actor")
    assert list(told) == [
        ("agreements.sign", liaison.pk),
        ("agreements.put_in_force", User.objects.clock().pk),
        ("agreements.sign", worker.pk),
    ]
    body.agreement.refresh_from_db()
    assert body.agreement.in_force_at == NOON


def test_a_stranger_may_not_and_nothing_is_written(parties):
    unit, _body = parties

    with pytest.raises(NotAllowed):
        sign(UserFactory(), unit, at=NOON)

    unit.refresh_from_db()
    assert unit.signed_at is None
    assert not Event.objects.exists()


def test_nobody_signs_out_of_turn(parties):
    unit, body = parties

    with pytest.raises(NotAllowed, match="排在前面的先签"):
        sign(worker_of(unit.agreement.area), body, at=NOON)

    assert not Event.objects.exists()


def test_nobody_signs_twice(parties):
    unit, _body = parties
    liaison = liaison_of(unit.organisation)
    sign(liaison, unit, at=NOON)

    with pytest.raises(NotAllowed, match="已经签过了"):
        sign(liaison, unit, at=NOON)

    assert Event.objects.count() == 1
