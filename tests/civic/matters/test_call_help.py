import pytest

from gongjian.civic.matters.actions import call_help
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import lead_of
from tests.factories import NOON, MatterFactory, OrganisationFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_lead_calls_a_unit_and_stays_the_lead():
    matter = MatterFactory()
    unit, lead = OrganisationFactory(area=matter.area), lead_of(matter)

    leg = call_help(worker_of(matter.area), matter, owner=unit, wish=" 出一台抽水泵 ", limit=3, at=NOON)

    assert (leg.owner, leg.is_lead, leg.wish, leg.limit_days, leg.level) == (unit, False, "出一台抽水泵", 3, "UNIT")
    assert lead_of(matter) == lead
    assert matter.thread.bodies.contains(unit)
    assert Event.objects.get(verb="matters.call_help").subject == leg


def test_without_a_wish_or_for_who_is_at_it_already_it_is_refused():
    matter = MatterFactory()
    worker, unit = worker_of(matter.area), OrganisationFactory(area=matter.area)

    with pytest.raises(Refused, match="写明要它做什么"):
        call_help(worker, matter, owner=unit, wish=" ", at=NOON)
    with pytest.raises(Refused, match="正在办这件事"):
        call_help(worker, matter, owner=lead_of(matter).owner, wish="x", at=NOON)

    assert matter.legs.count() == 1
    assert not Event.objects.exists()


def test_a_stranger_and_the_raiser_may_not_and_nothing_is_written():
    matter = MatterFactory()

    for stranger in (UserFactory(), liaison_of(matter.raiser)):
        with pytest.raises(NotAllowed):
            call_help(stranger, matter, owner=OrganisationFactory(area=matter.area), wish="x", at=NOON)

    assert not Event.objects.exists()
