import pytest
from django.urls import reverse

from gongjian.accounts.models import Invitation, Session, User
from gongjian.civic.registry.actions import lock_user, unlock_user
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Access, Event
from tests.civic.pages import as_
from tests.factories import DAY, NOON, PersonFactory, UserFactory, district_office, security_administrator

pytestmark = pytest.mark.django_db


def test_an_account_is_stopped_and_the_ledger_says_why():
    user, administrator = PersonFactory().user, security_administrator()

    lock_user(administrator, user, reason="调走了", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.lock_user", administrator, user)
    assert event.changes == {
        "locked_at": [None, "2026-03-02T04:00:00Z"],
        "reason": [None, "调走了"],
        "sessions": [0, 0],
    }


def test_it_is_signed_out_everywhere_and_its_invitation_is_good_no_more():
    user = PersonFactory().user
    browser = as_(user)
    Invitation.objects.create(user=user, token_hash="a", expires_at=NOON + DAY)
    assert browser.get(reverse("overview:home")).status_code == 200

    lock_user(security_administrator(), user, reason="调走了", at=NOON)

    assert not Session.objects.filter(user=user).exists()
    assert browser.get(reverse("overview:home")).status_code == 302
    assert Invitation.objects.get().expires_at == NOON
    access = Access.objects.get()
    assert (access.kind, access.subject) == ("REVOKED", user.username)


def test_it_is_opened_again():
    user, administrator = UserFactory(locked_at=NOON), security_administrator()

    unlock_user(administrator, user, at=NOON)

    assert User.objects.get(pk=user.pk).locked_at is None
    assert Event.objects.get().verb == "registry.unlock_user"


def test_what_is_so_already_is_said():
    with pytest.raises(Refused, match="已经停用了"):
        lock_user(security_administrator(), UserFactory(locked_at=NOON), reason="再停", at=NOON)
    with pytest.raises(Refused, match="没有停用"):
        unlock_user(security_administrator(), UserFactory(), at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize("who", [UserFactory, district_office, User.objects.clock])
def test_nobody_else_may_and_nothing_is_written(who):
    user = PersonFactory().user

    with pytest.raises(NotAllowed):
        lock_user(who(), user, reason="试试", at=NOON)
    with pytest.raises(NotAllowed):
        unlock_user(who(), user, at=NOON)

    assert User.objects.get(pk=user.pk).locked_at is None
    assert not Event.objects.exists()


def test_nobody_stops_oneself():
    administrator = security_administrator()

    with pytest.raises(NotAllowed, match="自己的岗位和账号不能自己改"):
        lock_user(administrator, administrator, reason="试试", at=NOON)

    assert not Event.objects.exists()
