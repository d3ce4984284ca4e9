import pytest

from gongjian.civic.matters.actions import transfer_leg
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, lead_of
from tests.factories import NOON, LegFactory, MatterFactory, district_office, worker_of

pytestmark = pytest.mark.django_db


def test_a_successor_goes_on_and_the_days_stay():
    matter, heir = MatterFactory(), department("区综合执法局")
    opened = lead_of(matter).opened_at

    transfer_leg(district_office(), lead_of(matter), to=heir, at=NOON)

    assert (lead_of(matter).owner, lead_of(matter).opened_at) == (heir, opened)
    assert matter.thread.bodies.contains(heir)


def test_to_a_body_that_is_at_it_already_it_is_refused():
    matter, heir = MatterFactory(), department("区综合执法局")
    LegFactory(matter=matter, owner=heir)

    with pytest.raises(Refused, match="自己也在办"):
        transfer_leg(district_office(), lead_of(matter), to=heir, at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        transfer_leg(worker_of(matter.area), lead_of(matter), to=department("x"), at=NOON)

    assert not Event.objects.exists()
