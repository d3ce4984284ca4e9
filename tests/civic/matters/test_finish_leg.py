import pytest

from gongjian.civic.matters.actions import finish_leg
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import helper, lead_of
from tests.factories import NOON, MatterFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_a_helper_reports_and_the_lead_goes_on():
    leg = helper()

    finish_leg(liaison_of(leg.owner), leg, result="抽水泵用了三天", at=NOON)

    leg.refresh_from_db()
    assert (leg.end, leg.result, leg.accepted_at, leg.ended_at) == ("SOLVED", "抽水泵用了三天", NOON, NOON)
    assert lead_of(leg.matter).ended_at is None


def test_the_lead_reports_to_the_raiser_instead_and_a_helper_says_what_it_did():
    matter, leg = MatterFactory(), helper()

    with pytest.raises(NotAllowed):
        finish_leg(worker_of(matter.area), lead_of(matter), result="x", at=NOON)
    with pytest.raises(Refused, match="办了什么"):
        finish_leg(liaison_of(leg.owner), leg, result=" ", at=NOON)

    assert not Event.objects.exists()


def test_a_stranger_may_not_and_nothing_is_written():
    leg = helper()

    with pytest.raises(NotAllowed):
        finish_leg(UserFactory(), leg, result="x", at=NOON)

    assert not Event.objects.exists()
