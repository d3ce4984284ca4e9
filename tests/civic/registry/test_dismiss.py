import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import dismiss
from gongjian.civic.registry.models import offices_of
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    YESTERDAY,
    OfficeFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db


def test_an_office_ends_and_the_ledger_says_so():
    office, administrator = OfficeFactory(), security_administrator()

    dismiss(administrator, office, until=TODAY, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.dismiss", administrator, office)
    assert event.path == office.area.path
    assert event.changes == {"valid_to": [None, "2026-03-02"]}


def test_from_that_day_on_it_is_not_held():
    office = OfficeFactory()

    dismiss(security_administrator(), office, until=TODAY, at=NOON)

    assert offices_of(office.person.user, YESTERDAY) == [office]
    assert offices_of(office.person.user, TODAY) == []


@pytest.mark.parametrize("who", [UserFactory, district_office, User.objects.clock])
def test_nobody_else_may_and_nothing_is_written(who):
    office, actor = OfficeFactory(), who()

    with pytest.raises(NotAllowed):
        dismiss(actor, office, until=TODAY, at=NOON)

    office.refresh_from_db()
    assert office.valid_to is None
    assert not Event.objects.exists()


def test_it_ends_after_it_began():
    office = OfficeFactory()

    with pytest.raises(Refused, match="离任的日子要晚于到任的日子"):
        dismiss(security_administrator(), office, until=NEW_YEAR, at=NOON)

    assert not Event.objects.exists()


def test_it_ends_once():
    office = OfficeFactory(valid_to=TODAY)

    with pytest.raises(Refused, match="已经登记了离任"):
        dismiss(security_administrator(), office, until=TODAY, at=NOON)

    assert not Event.objects.exists()


def test_nobody_ends_the_own_office():
    administrator = security_administrator()
    office = administrator.person.offices.get()

    with pytest.raises(NotAllowed, match="自己的岗位和账号不能自己改"):
        dismiss(administrator, office, until=TODAY, at=NOON)

    assert not Event.objects.exists()
