import json

import pytest

from gongjian.accounts.models import Factor, RecoveryCode, Session, User
from gongjian.civic.registry.actions import reset_factors
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.pages import as_
from tests.factories import NOON, PersonFactory, UserFactory, district_office, security_administrator

pytestmark = pytest.mark.django_db


def protected():
    """Return an account with a second factor and two codes on paper, one of them used."""
    user = PersonFactory().user
    Factor.objects.create(user=user, kind=Factor.Kind.TOTP, title="手机", secret="JBSWY3DPEHPK3PXP", added_at=NOON)
    RecoveryCode.objects.create(user=user, hash="a")
    RecoveryCode.objects.create(user=user, hash="b", used_at=NOON)
    return user


def test_the_second_factor_is_taken_away_with_its_secret_and_the_ledger_says_why():
    user, administrator = protected(), security_administrator()
    as_(user)

    reset_factors(administrator, user, reason="手机丢了", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.reset_factors", administrator, user)
    assert event.changes == {
        "codes": [1, 0],
        "factors": [1, 0],
        "reason": [None, "手机丢了"],
        "sessions": [1, 0],
    }
    factor = Factor.objects.get()
    assert (factor.removed_at, factor.secret, factor.salt) == (NOON, None, None)
    assert list(RecoveryCode.objects.values_list("hash", flat=True)) == ["b"]
    assert not Session.objects.exists()
    assert "JBSWY3DPEHPK3PXP" not in json.dumps(event.changes)


def test_without_a_second_factor_there_is_nothing_to_take_away():
    with pytest.raises(Refused, match="还没有设第二步验证"):
        reset_factors(security_administrator(), PersonFactory().user, reason="试试", at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize("who", [UserFactory, district_office, User.objects.clock])
def test_nobody_else_may_and_nothing_is_taken_away(who):
    user = protected()

    with pytest.raises(NotAllowed):
        reset_factors(who(), user, reason="试试", at=NOON)

    assert Factor.objects.in_use().count() == 1
    assert not Event.objects.exists()


def test_nobody_resets_the_own_second_factor():
    administrator = security_administrator()

    with pytest.raises(NotAllowed, match="自己的岗位和账号不能自己改"):
        reset_factors(administrator, administrator, reason="试试", at=NOON)

    assert not Event.objects.exists()
