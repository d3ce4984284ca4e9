import pytest

from gongjian.civic.matters.actions import transfer_leg
from gongjian.ledger.action import NotAllowed
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


def test_who_helps_already_takes_the_lead_and_helps_no_more():
    matter, heir = MatterFactory(), department("区综合执法局")
    helping = LegFactory(matter=matter, owner=heir)

    transfer_leg(district_office(), lead_of(matter), to=heir, at=NOON)

    helping.refresh_from_db()
    assert (lead_of(matter).owner, helping.end) == (heir, "HANDED_ON")


def test_who_leads_already_goes_on_leading_and_the_help_ends():
    matter = MatterFactory()
    lead, helping = lead_of(matter), LegFactory(matter=matter)

    transfer_leg(district_office(), helping, to=lead.owner, at=NOON)

    helping.refresh_from_db()
    assert (lead_of(matter), helping.end) == (lead, "HANDED_ON")


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        transfer_leg(worker_of(matter.area), lead_of(matter), to=department("x"), at=NOON)

    assert not Event.objects.exists()
