import pytest

from gongjian.civic.matters.actions import confirm_matter, transfer_raiser
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, MatterFactory, OrganisationFactory, UserFactory, district_office, liaison_of

pytestmark = pytest.mark.django_db


def test_a_successor_confirms_in_place_of_who_raised_it():
    matter, heir = MatterFactory(closing="DONE", asked_at=NOON), OrganisationFactory()

    transfer_raiser(district_office(), matter, to=heir, at=NOON)
    confirm_matter(liaison_of(heir), matter, at=NOON)

    matter.refresh_from_db()
    assert (matter.raiser, matter.closed_at) == (heir, NOON)
    assert matter.thread.bodies.contains(heir)


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        transfer_raiser(UserFactory(), matter, to=OrganisationFactory(), at=NOON)

    assert not Event.objects.exists()
