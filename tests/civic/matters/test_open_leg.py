import pytest

from gongjian.civic.matters.actions import open_leg
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, lead_of
from tests.factories import NOON, MatterFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def test_a_leg_is_opened_for_who_helps_and_the_ledger_says_so():
    matter, city = MatterFactory(), department("区城管局")

    leg = open_leg(worker_of(matter.area), matter, owner=city, is_lead=False, wish="疏通", at=NOON)

    assert (leg.owner, leg.is_lead, leg.level, leg.limit_days) == (city, False, "DISTRICT", 7)
    assert Event.objects.get().verb == "matters.open_leg"


def test_a_limit_of_no_day_and_a_second_leg_of_one_body_are_refused():
    matter = MatterFactory()
    worker = worker_of(matter.area)

    with pytest.raises(Refused, match="至少是 1 个工作日"):
        open_leg(worker, matter, owner=department("x"), is_lead=False, limit=0, at=NOON)
    with pytest.raises(Refused, match="正在办这件事"):
        open_leg(worker, matter, owner=lead_of(matter).owner, is_lead=False, at=NOON)

    assert matter.legs.count() == 1


def test_after_the_end_no_leg_is_opened():
    matter = MatterFactory(closing="DONE", asked_at=NOON, closed_at=NOON)

    with pytest.raises(Refused, match="请报事方重开"):
        open_leg(worker_of(matter.area), matter, owner=department("x"), at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        open_leg(UserFactory(), matter, owner=department("x"), is_lead=False, at=NOON)

    assert not Event.objects.exists()
