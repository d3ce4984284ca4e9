import pytest

from gongjian.civic.matters.actions import pause_leg
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, given_to, lead_of
from tests.factories import NOON, MatterFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_clock_stands_still_for_a_listed_reason():
    matter = MatterFactory()

    pause_leg(worker_of(matter.area), lead_of(matter), reason="WEATHER", note="等雨停", at=NOON)

    pause = lead_of(matter).pauses.get()
    assert (pause.reason, pause.note, pause.from_at, pause.to_at) == ("WEATHER", "等雨停", NOON, None)
    assert Event.objects.get().changes == {"pause": [None, "WEATHER"], "note": [None, "等雨停"]}


def test_any_other_reason_and_no_word_of_what_is_waited_for_are_refused():
    matter = MatterFactory()
    worker = worker_of(matter.area)

    with pytest.raises(Refused, match="暂停只能因为"):
        pause_leg(worker, lead_of(matter), reason="BUSY", note="忙", at=NOON)
    with pytest.raises(Refused, match="等什么"):
        pause_leg(worker, lead_of(matter), reason="WEATHER", note="", at=NOON)

    assert not Event.objects.exists()


def test_what_is_paused_or_not_accepted_is_not_paused():
    matter, waiting = MatterFactory(), given_to(department("区城管局"))
    pause_leg(worker_of(matter.area), lead_of(matter), reason="WEATHER", note="等雨停", at=NOON)

    with pytest.raises(NotAllowed, match="已经暂停"):
        pause_leg(worker_of(matter.area), lead_of(matter), reason="WEATHER", note="等雨停", at=NOON)
    with pytest.raises(NotAllowed, match="还没有接手"):
        pause_leg(liaison_of(waiting.owner), waiting, reason="WEATHER", note="等雨停", at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        pause_leg(UserFactory(), lead_of(matter), reason="WEATHER", note="等雨停", at=NOON)

    assert not Event.objects.exists()
