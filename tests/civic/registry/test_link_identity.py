import json

import pytest

from gongjian.accounts.models import Identity
from gongjian.civic.registry.actions import link_identity, unlink_identity
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, PersonFactory, UserFactory, security_administrator

pytestmark = pytest.mark.django_db
HASH = "4f" * 32


def test_an_account_is_tied_by_its_holder_and_the_ledger_says_so_without_the_hash():
    user = PersonFactory().user

    link_identity(user, user, provider="dingtalk", subject_hash=HASH, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.link_identity", user, user)
    assert event.changes == {"provider": [None, "dingtalk"]}
    identity = Identity.objects.get()
    assert (identity.user, identity.provider, identity.subject_hash, identity.linked_at) == (
        user,
        "dingtalk",
        HASH,
        NOON,
    )
    assert HASH not in json.dumps(event.changes)


def test_it_is_untied_by_its_holder():
    user = PersonFactory().user
    link_identity(user, user, provider="feishu", subject_hash=HASH, at=NOON)

    unlink_identity(user, user, provider="feishu", at=NOON)

    assert not Identity.objects.exists()
    assert Event.objects.get(verb="registry.unlink_identity").changes == {"provider": ["feishu", None]}


def test_one_account_there_is_tied_to_one_account_here():
    first, second = PersonFactory().user, PersonFactory().user
    link_identity(first, first, provider="wecom", subject_hash=HASH, at=NOON)

    with pytest.raises(Refused, match="已经绑定了别的登录名"):
        link_identity(second, second, provider="wecom", subject_hash=HASH, at=NOON)
    with pytest.raises(Refused, match="已经绑定过企业微信"):
        link_identity(first, first, provider="wecom", subject_hash="5e" * 32, at=NOON)
    with pytest.raises(Refused, match="没有绑定飞书"):
        unlink_identity(first, first, provider="feishu", at=NOON)

    assert Identity.objects.count() == 1


@pytest.mark.parametrize("who", [UserFactory, security_administrator])
def test_nobody_else_may_not_even_the_security_administrator(who):
    user = PersonFactory().user
    Identity.objects.create(user=user, provider="wecom", subject_hash=HASH, linked_at=NOON)

    with pytest.raises(NotAllowed):
        link_identity(who(), user, provider="dingtalk", subject_hash=HASH, at=NOON)
    with pytest.raises(NotAllowed):
        unlink_identity(who(), user, provider="wecom", at=NOON)

    assert Identity.objects.count() == 1
    assert not Event.objects.exists()
