import pytest

from gongjian.civic.matters.actions import climb_leg
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import lead_of, the_clock
from tests.factories import NOON, MatterFactory, street_office_of

pytestmark = pytest.mark.django_db


def test_an_overdue_leg_is_shown_to_the_next_level_once():
    matter, clock = MatterFactory(), the_clock()

    climb_leg(clock, lead_of(matter), step=1, to_level="STREET", at=NOON)

    event = Event.objects.get()
    assert lead_of(matter).rung == 1
    assert event.changes == {"rung": [0, 1], "level": [None, "STREET"]}
    with pytest.raises(Refused, match="已经报到这一级"):
        climb_leg(clock, lead_of(matter), step=1, to_level="STREET", at=NOON)


def test_nobody_but_the_clock_may_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        climb_leg(street_office_of(matter.area), lead_of(matter), step=1, to_level="STREET", at=NOON)

    assert not Event.objects.exists()
