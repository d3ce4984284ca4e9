"""An account tied to the same person at DingTalk, WeCom or Feishu: by oneself, while signed in."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import Identity, User
from gongjian.accounts.providers import PROVIDERS
from gongjian.ledger.action import Refused, WithParts, action


@action
def link_identity(actor: User, user: User, /, *, provider: str, subject_hash: str, at: datetime) -> WithParts[User]:
    """Tie one's account to an account elsewhere, so that one may sign in from there."""
    word = PROVIDERS[provider].word
    known = Identity.objects.filter(provider=provider)
    if known.filter(user=user).exists():
        raise Refused(_("已经绑定过%(provider)s。要换一个，请先解除现在的。") % {"provider": word})
    if known.filter(subject_hash=subject_hash).exists():
        raise Refused(_("这个%(provider)s账号已经绑定了别的登录名，一个只能绑一个。") % {"provider": word})
    Identity.objects.create(user=user, provider=provider, subject_hash=subject_hash, linked_at=at)
    return WithParts(user, {"provider": [None, provider]})


@action
def unlink_identity(actor: User, user: User, /, *, provider: str, at: datetime) -> WithParts[User]:
    """Untie one's account from an account elsewhere."""
    if not user.identities.filter(provider=provider).delete()[0]:
        raise Refused(_("没有绑定%(provider)s，不用解除。") % {"provider": PROVIDERS[provider].word})
    return WithParts(user, {"provider": [provider, None]})
