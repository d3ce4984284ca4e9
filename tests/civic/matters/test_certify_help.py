import pytest

from gongjian.civic.matters.actions import certify_help, finish_leg
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.civic.matters.hands import helper
from tests.factories import NOON, MatterFactory, UserFactory, liaison_of, street_office_of

pytestmark = pytest.mark.django_db


def test_the_street_certifies_that_a_unit_helped_with_something_urgent():
    leg = helper(matter=MatterFactory(urgency="URGENT"))
    finish_leg(liaison_of(leg.owner), leg, result="出了抽水泵", at=NOON)

    certify_help(street_office_of(leg.matter.area), leg, at=NOON)

    leg.refresh_from_db()
    assert leg.certified_at == NOON


@pytest.mark.parametrize(("urgency", "is_finished"), [("ORDINARY", True), ("URGENT", False)])
def test_ordinary_help_and_help_that_is_not_finished_is_not_certified(urgency, is_finished):
    leg = helper(matter=MatterFactory(urgency=urgency))
    if is_finished:
        finish_leg(liaison_of(leg.owner), leg, result="出了抽水泵", at=NOON)

    with pytest.raises(NotAllowed, match="难事、急事"):
        certify_help(street_office_of(leg.matter.area), leg, at=NOON)


def test_a_stranger_and_the_unit_itself_may_not_and_nothing_is_written():
    leg = helper(matter=MatterFactory(urgency="HARD"))
    finish_leg(liaison_of(leg.owner), leg, result="出了抽水泵", at=NOON)
    before = Event.objects.count()

    for stranger in (UserFactory(), liaison_of(leg.owner)):
        with pytest.raises(NotAllowed):
            certify_help(stranger, leg, at=NOON)

    assert Event.objects.count() == before
