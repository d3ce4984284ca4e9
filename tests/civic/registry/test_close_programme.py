import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import close_programme
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    ProgrammeFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db
LATER = NOON + DAY


def test_the_district_closes_the_year_and_the_ledger_says_so():
    programme, office = ProgrammeFactory(frozen_at=NOON), district_office()

    close_programme(office, programme, at=LATER)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.close_programme", office, programme)
    assert event.changes == {"closed_at": [None, "2026-03-03T04:00:00Z"]}


@pytest.mark.parametrize("who", [UserFactory, User.objects.clock, lambda: street_office_of(StreetFactory())])
def test_nobody_else_may_and_nothing_is_written(who):
    programme, actor = ProgrammeFactory(frozen_at=NOON), who()

    with pytest.raises(NotAllowed):
        close_programme(actor, programme, at=LATER)

    programme.refresh_from_db()
    assert programme.closed_at is None
    assert not Event.objects.exists()


def test_the_rules_are_frozen_first():
    programme = ProgrammeFactory()

    with pytest.raises(Refused, match="评价办法还没有冻结"):
        close_programme(district_office(), programme, at=LATER)

    programme.refresh_from_db()
    assert programme.closed_at is None
    assert not Event.objects.exists()


def test_it_is_closed_once():
    programme = ProgrammeFactory(frozen_at=NOON, closed_at=LATER)

    with pytest.raises(NotAllowed, match="这个年度已经结束"):
        close_programme(district_office(), programme, at=LATER + DAY)

    assert not Event.objects.exists()
