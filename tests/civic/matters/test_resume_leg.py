import pytest

from gongjian.civic.matters.actions import resume_leg
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.civic.matters.hands import lead_of
from tests.factories import DAY, NOON, MatterFactory, PauseFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def test_the_clock_runs_again():
    matter = MatterFactory()
    pause = PauseFactory(leg=lead_of(matter), from_at=NOON - DAY)

    resume_leg(worker_of(matter.area), lead_of(matter), at=NOON)

    pause.refresh_from_db()
    assert pause.to_at == NOON
    assert Event.objects.get().verb == "matters.resume_leg"


def test_what_runs_is_not_resumed():
    matter = MatterFactory()

    with pytest.raises(NotAllowed, match="没有暂停"):
        resume_leg(worker_of(matter.area), lead_of(matter), at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()
    PauseFactory(leg=lead_of(matter))

    with pytest.raises(NotAllowed):
        resume_leg(UserFactory(), lead_of(matter), at=NOON)

    assert not Event.objects.exists()
