import pytest

from gongjian.civic.matters.actions import set_visibility
from gongjian.civic.matters.models import Matter
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, TODAY, MatterFactory, UserFactory, liaison_of, street_office_of, worker_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_it_is_hidden_for_a_listed_reason_and_shown_again(who):
    matter = MatterFactory()
    actor, stranger = who(matter.area), UserFactory()

    set_visibility(actor, matter, hidden_because="DISPUTE", at=NOON)
    assert not Matter.objects.visible_to(stranger, on=TODAY).exists()

    set_visibility(actor, matter, hidden_because="", at=NOON)
    assert Matter.objects.visible_to(stranger, on=TODAY).get() == matter


def test_any_other_reason_is_refused():
    matter = MatterFactory()

    with pytest.raises(Refused, match="不公开只能因为"):
        set_visibility(worker_of(matter.area), matter, hidden_because="AWKWARD", at=NOON)


def test_a_stranger_and_the_raiser_may_not_and_nothing_is_written():
    matter = MatterFactory()

    for stranger in (UserFactory(), liaison_of(matter.raiser)):
        with pytest.raises(NotAllowed):
            set_visibility(stranger, matter, hidden_because="DISPUTE", at=NOON)

    assert not Event.objects.exists()
