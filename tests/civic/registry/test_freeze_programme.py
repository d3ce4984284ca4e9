import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import freeze_programme
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    ProgrammeFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def test_the_district_freezes_the_rules_and_the_ledger_says_so():
    programme, office = ProgrammeFactory(), district_office()

    freeze_programme(office, programme, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.freeze_programme", office, programme)
    assert event.changes == {"frozen_at": [None, WRITTEN_NOON]}


@pytest.mark.parametrize("who", [UserFactory, User.objects.clock, lambda: street_office_of(StreetFactory())])
def test_nobody_else_may_and_nothing_is_written(who):
    programme, actor = ProgrammeFactory(), who()

    with pytest.raises(NotAllowed):
        freeze_programme(actor, programme, at=NOON)

    programme.refresh_from_db()
    assert programme.frozen_at is None
    assert not Event.objects.exists()


def test_frozen_is_frozen():
    programme = ProgrammeFactory(frozen_at=NOON)

    with pytest.raises(NotAllowed, match="评价办法已经冻结"):
        freeze_programme(district_office(), programme, at=NOON)

    assert not Event.objects.exists()
