import pytest

from gongjian.civic.matters.actions import ask_raiser, call_help, confirm_matter
from gongjian.civic.matters.models import Matter
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.civic.matters.hands import department, lead_of
from tests.factories import DAY, NOON, MatterFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def asked(**more):
    matter = MatterFactory(**more)
    ask_raiser(worker_of(matter.area), lead_of(matter), closing="DONE", result="通了", at=NOON)
    return Matter.objects.get(pk=matter.pk)


def test_the_raiser_confirms_and_all_legs_end_with_it():
    matter = MatterFactory()
    worker = worker_of(matter.area)
    helping = call_help(worker, matter, owner=department("区城管局"), wish="疏通", at=NOON)
    ask_raiser(worker, lead_of(matter), closing="DONE", result="通了", at=NOON)

    confirm_matter(liaison_of(matter.raiser), matter, at=NOON + DAY)

    matter.refresh_from_db()
    helping.refresh_from_db()
    assert (matter.closed_at, matter.is_silent, matter.askings.get().to_at) == (NOON + DAY, False, NOON + DAY)
    assert (matter.legs.get(is_lead=True).end, helping.end) == ("SOLVED", "CLOSED")


def test_two_people_confirming_at_once_close_it_once_and_the_second_reads_why():
    matter = asked()
    mine, yours = Matter.objects.get(pk=matter.pk), Matter.objects.get(pk=matter.pk)
    liaison = liaison_of(matter.raiser)
    confirm_matter(liaison, mine, at=NOON + DAY)

    with pytest.raises(NotAllowed, match="已经结束"):
        confirm_matter(liaison, yours, at=NOON + 2 * DAY)

    matter.refresh_from_db()
    assert matter.closed_at == NOON + DAY


def test_before_the_lead_has_asked_there_is_nothing_to_confirm():
    matter = MatterFactory()

    with pytest.raises(NotAllowed, match="还没有请报事方确认"):
        confirm_matter(liaison_of(matter.raiser), matter, at=NOON)


def test_a_stranger_and_the_lead_may_not_and_nothing_is_written():
    matter = asked()
    before = Event.objects.count()

    for stranger in (UserFactory(), worker_of(matter.area)):
        with pytest.raises(NotAllowed):
            confirm_matter(stranger, matter, at=NOON)

    assert Event.objects.count() == before
