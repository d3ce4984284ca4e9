"""Both sides of a hand-over sign, on screen or on paper, each for itself."""

from datetime import date

import pytest

from gongjian.civic.duties.actions import hand_over, note_paper, prepare_handover, sign_handover
from gongjian.civic.duties.models import Handover
from gongjian.civic.registry.models import Office
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    WRITTEN_NOON,
    YESTERDAY,
    OfficeFactory,
    PersonFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db


def street_post() -> Office:
    return OfficeFactory()


def prepared(office: Office) -> Handover:
    return prepare_handover(office.person.user, office, at=NOON)


def handed(office: Office, since: date = TODAY) -> Handover:
    return hand_over(security_administrator(), prepared(office), person=PersonFactory(), since=since, at=NOON)


def test_both_sides_sign_their_own_side():
    office = street_post()
    handover = handed(office)
    taker = handover.successor.person.user

    sign_handover(office.person.user, handover, at=NOON)
    assert not handover.is_settled
    sign_handover(taker, handover, at=NOON)

    assert handover.is_settled
    signed = Event.objects.filter(verb="duties.sign_handover").order_by("pk")
    assert [(event.actor, event.changes) for event in signed] == [
        (office.person.user, {"given_at": [None, WRITTEN_NOON]}),
        (taker, {"taken_at": [None, WRITTEN_NOON]}),
    ]


def test_nobody_signs_twice():
    office = street_post()
    handover = sign_handover(office.person.user, prepared(office), at=NOON)

    with pytest.raises(Refused, match="已经签过了"):
        sign_handover(office.person.user, handover, at=NOON)


@pytest.mark.parametrize("who", [UserFactory, security_administrator, district_office])
def test_nobody_else_signs(who):
    handover, actor = handed(street_post()), who()

    with pytest.raises(NotAllowed):
        sign_handover(actor, handover, at=NOON)

    assert not handover.is_settled


def test_the_successor_signs_from_the_first_day_on():
    handover = handed(street_post(), since=TOMORROW)
    taker = handover.successor.person.user

    with pytest.raises(Refused, match="到任那天才能签"):
        sign_handover(taker, handover, at=NOON)
    sign_handover(taker, handover, at=NOON + DAY)

    assert handover.taken_at == NOON + DAY


def test_a_day_of_signing_on_paper_is_noted_and_settles_it():
    handover, administrator = handed(street_post()), security_administrator()

    note_paper(administrator, handover, signed_date=TODAY, at=NOON)

    assert handover.is_settled
    assert Event.objects.get(verb="duties.note_paper").changes == {"signed_date": [None, "2026-03-02"]}
    with pytest.raises(Refused, match="不用再签"):
        sign_handover(handover.office.person.user, handover, at=NOON)
    with pytest.raises(Refused, match="不用再登记"):
        note_paper(administrator, handover, signed_date=TODAY, at=NOON)


@pytest.mark.parametrize("day", [NEW_YEAR, YESTERDAY, TOMORROW])
def test_paper_is_signed_after_the_list_was_made_and_not_in_future(day):
    handover = handed(street_post())

    with pytest.raises(Refused, match="签字的日子"):
        note_paper(security_administrator(), handover, signed_date=day, at=NOON)


def test_paper_needs_a_successor():
    handover = prepared(street_post())

    with pytest.raises(Refused, match="还没有定接任的人"):
        note_paper(security_administrator(), handover, signed_date=TODAY, at=NOON)


def test_those_who_sign_do_not_note_paper_themselves():
    office = street_post()
    handover = handed(office)

    for actor in (office.person.user, handover.successor.person.user, UserFactory()):
        with pytest.raises(NotAllowed):
            note_paper(actor, handover, signed_date=TODAY, at=NOON)
