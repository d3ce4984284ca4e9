import pytest

from gongjian.accounts.models import Session, User
from gongjian.civic.registry.actions import revoke_sessions
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Access, Event
from tests.civic.pages import as_
from tests.factories import NOON, PersonFactory, UserFactory, district_office, security_administrator

pytestmark = pytest.mark.django_db


def test_an_account_is_signed_out_everywhere_and_the_ledger_says_so():
    user, administrator = PersonFactory().user, security_administrator()
    as_(user), as_(user), as_(administrator)

    revoke_sessions(administrator, user, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.revoke_sessions", administrator, user)
    assert event.changes == {"sessions": [2, 0]}
    assert list(Session.objects.values_list("user", flat=True)) == [administrator.pk]
    assert Access.objects.get().kind == "REVOKED"


def test_who_is_nowhere_signed_in_cannot_be_signed_out():
    with pytest.raises(Refused, match="没有在任何地方登录"):
        revoke_sessions(security_administrator(), PersonFactory().user, at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize("who", [UserFactory, district_office, User.objects.clock])
def test_nobody_else_may_and_nobody_is_signed_out(who):
    user = PersonFactory().user
    as_(user)

    with pytest.raises(NotAllowed):
        revoke_sessions(who(), user, at=NOON)

    assert Session.objects.filter(user=user).count() == 1
    assert not Event.objects.exists()
