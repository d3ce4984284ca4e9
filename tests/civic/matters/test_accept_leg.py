import pytest

from gongjian.civic.matters.actions import accept_leg
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, given_to, helper, lead_of
from tests.factories import NOON, WRITTEN_NOON, MatterFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_body_takes_the_matter_on_and_it_is_being_studied():
    leg = given_to(department("区城管局"))
    liaison = liaison_of(leg.owner)

    accept_leg(liaison, leg, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("matters.accept_leg", liaison, leg)
    assert event.changes == {"accepted_at": [None, WRITTEN_NOON]}
    assert list(leg.matter.phases.values_list("phase", flat=True)) == ["STUDY"]


def test_who_takes_over_what_was_deployed_begins_to_implement():
    leg = given_to(department("区城管局"))
    leg.matter.phases.create(phase="DEPLOY", at=NOON, post="街道")

    accept_leg(liaison_of(leg.owner), leg, at=NOON)

    assert set(leg.matter.phases.values_list("phase", flat=True)) == {"STUDY", "DEPLOY", "IMPLEMENT"}


def test_a_helper_accepts_without_any_phase():
    leg = helper()

    accept_leg(liaison_of(leg.owner), leg, at=NOON)

    assert not leg.matter.phases.exists()


def test_what_is_accepted_cannot_be_accepted_again():
    matter = MatterFactory()

    with pytest.raises(NotAllowed, match="已经接手了"):
        accept_leg(worker_of(matter.area), lead_of(matter), at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    leg = given_to(department("区城管局"))

    for stranger in (UserFactory(), liaison_of(leg.matter.raiser)):
        with pytest.raises(NotAllowed):
            accept_leg(stranger, leg, at=NOON)

    assert not Event.objects.exists()
