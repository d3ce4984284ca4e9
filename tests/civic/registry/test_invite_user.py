import json
from datetime import timedelta

import pytest

from gongjian.accounts.models import Invitation
from gongjian.civic.registry.actions import invite_user
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, PersonFactory, UserFactory, district_office, security_administrator

pytestmark = pytest.mark.django_db
HASH = Invitation.hash_of("a token")


def test_somebody_is_invited_for_a_week_and_the_ledger_says_so_without_the_token():
    user, administrator = PersonFactory().user, security_administrator()

    invitation = invite_user(administrator, user, token_hash=HASH, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.invite_user", administrator, invitation)
    assert (invitation.user, invitation.token_hash) == (user, HASH)
    assert invitation.expires_at == NOON + timedelta(days=7)
    assert HASH not in json.dumps(event.changes)


def test_an_earlier_invitation_is_good_no_more():
    user, administrator = PersonFactory().user, security_administrator()
    first = invite_user(administrator, user, token_hash=HASH, at=NOON)

    invite_user(administrator, user, token_hash=Invitation.hash_of("another"), at=NOON + timedelta(hours=1))

    first.refresh_from_db()
    assert first.expires_at == NOON + timedelta(hours=1)


def test_a_stopped_account_is_not_invited():
    user = UserFactory(locked_at=NOON)

    with pytest.raises(Refused, match="已经停用"):
        invite_user(security_administrator(), user, token_hash=HASH, at=NOON)

    assert not Invitation.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", [UserFactory, district_office])
def test_nobody_else_may_and_nothing_is_written(who):
    with pytest.raises(NotAllowed):
        invite_user(who(), PersonFactory().user, token_hash=HASH, at=NOON)

    assert not Invitation.objects.exists()
    assert not Event.objects.exists()


def test_nobody_invites_oneself():
    administrator = security_administrator()

    with pytest.raises(NotAllowed, match="自己的岗位和账号不能自己改"):
        invite_user(administrator, administrator, token_hash=HASH, at=NOON)

    assert not Event.objects.exists()
