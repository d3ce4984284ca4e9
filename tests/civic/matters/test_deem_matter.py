import pytest

from gongjian.civic.matters.actions import deem_matter
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.civic.matters.hands import the_clock
from tests.factories import NOON, MatterFactory, liaison_of

pytestmark = pytest.mark.django_db


def test_silence_closes_it_and_is_called_silence():
    matter = MatterFactory(closing="REFUSED", result="不属本区", asked_at=NOON)

    deem_matter(the_clock(), matter, at=NOON)

    matter.refresh_from_db()
    assert (matter.closed_at, matter.is_silent, matter.legs.get().end) == (NOON, True, "CLOSED")


def test_what_nobody_asked_is_not_deemed_confirmed():
    with pytest.raises(NotAllowed):
        deem_matter(the_clock(), MatterFactory(), at=NOON)


def test_nobody_but_the_clock_may_and_nothing_is_written():
    matter = MatterFactory(closing="DONE", asked_at=NOON)

    with pytest.raises(NotAllowed):
        deem_matter(liaison_of(matter.raiser), matter, at=NOON)

    assert not Event.objects.exists()
