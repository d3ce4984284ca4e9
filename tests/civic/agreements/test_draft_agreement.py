from datetime import date

import pytest

from gongjian.civic.agreements.actions import draft_agreement
from gongjian.civic.agreements.models import Agreement
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    AgreementFactory,
    BodyFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
TERM = {"from_date": NEW_YEAR, "to_date": date(2027, 1, 1)}


def clause(doer, receiver, **said):
    return {
        "doer": doer,
        "receiver": receiver,
        "what": "操场周末向居民开放",
        "quantity": 2,
        "unit": "次",
        "every": "MONTH",
        "first_due_date": date(2026, 3, 31),
        "proof": "开放登记簿",
        "weight": 2,
    } | said


def draft(actor, unit, body, **said):
    described = {
        "number": "建共〔2026〕1号",
        "title": "校社共建协议",
        "parties": [unit, body],
        "clauses": [clause(unit, body)],
    }
    return draft_agreement(actor, unit.area, **TERM | described | said, at=NOON)


@pytest.fixture
def unit():
    return OrganisationFactory()


@pytest.fixture
def body(unit):
    return BodyFactory(governs=unit.area)


def test_the_community_drafts_an_agreement_and_the_ledger_says_so(unit, body):
    worker = worker_of(unit.area)

    agreement = draft(worker, unit, body)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("agreements.draft_agreement", worker, agreement)
    assert event.changes == {
        "area_id": [None, unit.area_id],
        "clauses": digest_of([(unit.pk, body.pk, "操场周末向居民开放", 2, "MONTH", 2)]),
        "from_date": [None, "2026-01-01"],
        "kind": [None, "AGREEMENT"],
        "number": [None, "建共〔2026〕1号"],
        "parties": digest_of([unit.pk, body.pk]),
        "title": [None, "校社共建协议"],
        "to_date": [None, "2027-01-01"],
    }
    assert list(agreement.parties.order_by("position").values_list("organisation", "signed_at")) == [
        (unit.pk, None),
        (body.pk, None),
    ]
    assert agreement.clauses.get().proof == "开放登记簿"


def test_a_stranger_may_not_and_nothing_is_written(unit, body):
    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            draft(who, unit, body)

    assert not Agreement.objects.exists()
    assert not Event.objects.exists()


def test_a_number_comes_once(unit, body):
    AgreementFactory(number="建共〔2026〕1号")

    with pytest.raises(Refused, match="已经用过了"):
        draft(worker_of(unit.area), unit, body)

    assert not Event.objects.exists()


def test_it_takes_two_a_term_and_a_clause(unit, body):
    worker = worker_of(unit.area)

    for said, sentence in (
        ({"parties": [unit, unit]}, "至少要有两方"),
        ({"to_date": NEW_YEAR}, "晚于开始"),
        ({"clauses": []}, "没有一条约定"),
    ):
        with pytest.raises(Refused, match=sentence):
            draft(worker, unit, body, **said)

    assert not Event.objects.exists()


def test_a_clause_says_how_it_is_proved_how_much_and_for_whom(unit, body):
    worker = worker_of(unit.area)

    for wrong, sentence in (
        (clause(unit, body, proof=" "), "凭什么算完成"),
        (clause(unit, body, quantity=0), "数量至少是 1"),
        (clause(unit, body, weight=4), "轻重是 1、2、3"),
        (clause(unit, unit), "同一家"),
    ):
        with pytest.raises(Refused, match=sentence):
            draft(worker, unit, body, clauses=[wrong])

    assert not Event.objects.exists()


def test_a_party_is_named_once(unit, body):
    with pytest.raises(Refused, match="同一方写了两次"):
        draft(worker_of(unit.area), unit, body, parties=[unit, body, unit])

    assert not Agreement.objects.exists()
    assert not Event.objects.exists()
