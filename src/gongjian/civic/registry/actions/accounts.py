"""Accounts as the security administrator keeps them: opened, invited, stopped, signed out, without second factor."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.accounts.models import Invitation, User
from gongjian.civic.registry.actions.access import note_access
from gongjian.civic.registry.actions.people import appoint, enrol_person
from gongjian.civic.registry.models import Area, Organisation, Person
from gongjian.ledger.action import Refused, WithParts, action
from gongjian.ledger.models import Access

INVITED = timedelta(days=7)


def open_account(
    actor: User,
    district: Area,
    /,
    *,
    username: str,
    scope: Area,
    role: str,
    since: date,
    token_hash: str,
    at: datetime,
    organisation: Organisation | None = None,
    title: str = "",
    term_to: date | None = None,
    name: str | None = None,
    phone: str | None = None,
) -> Person:
    """Enrol somebody, give the first post and invite to the first sign-in: three verbs, all or none."""
    with transaction.atomic():
        person = enrol_person(actor, district, username=username, name=name or None, phone=phone or None, at=at)
        post: dict[str, Any] = {"role": role, "since": since, "organisation": organisation, "title": title}
        appoint(actor, scope, person=person, term_to=term_to, at=at, **post)
        if person.user is not None:
            invite_user(actor, person.user, token_hash=token_hash, at=at)
    return person


@action
def invite_user(actor: User, user: User, /, *, token_hash: str, at: datetime) -> Invitation:
    """Invite somebody to choose the own password, by a link good once; an earlier link is good no more."""
    if user.locked_at is not None:
        raise Refused(_("账号“%(name)s”已经停用。请先恢复，再发邀请。") % {"name": user.username})
    Invitation.objects.filter(user=user, used_at=None, expires_at__gt=at).update(expires_at=at)
    return Invitation.objects.create(user=user, token_hash=token_hash, expires_at=at + INVITED)


@action
def lock_user(actor: User, user: User, /, *, reason: str, at: datetime) -> WithParts[User]:
    """Stop an account: it is signed out everywhere and cannot sign in; its posts and past acts stay."""
    if user.locked_at is not None:
        raise Refused(_("账号“%(name)s”已经停用了。") % {"name": user.username})
    user.locked_at = at
    user.save(update_fields=["locked_at"])
    Invitation.objects.filter(user=user, used_at=None, expires_at__gt=at).update(expires_at=at)
    return WithParts(user, {"reason": [None, reason], "sessions": [_sign_out(user, at), 0]})


@action
def unlock_user(actor: User, user: User, /, *, at: datetime) -> User:
    """Let a stopped account sign in again."""
    if user.locked_at is None:
        raise Refused(_("账号“%(name)s”没有停用，不用恢复。") % {"name": user.username})
    user.locked_at = None
    user.save(update_fields=["locked_at"])
    return user


@action
def revoke_sessions(actor: User, user: User, /, *, at: datetime) -> WithParts[User]:
    """Sign an account out everywhere."""
    ended = _sign_out(user, at)
    if not ended:
        raise Refused(_("账号“%(name)s”现在没有在任何地方登录。") % {"name": user.username})
    return WithParts(user, {"sessions": [ended, 0]})


@action
def reset_factors(actor: User, user: User, /, *, reason: str, at: datetime) -> WithParts[User]:
    """Take away an account's second factors and paper codes; the next sign-in asks to set up a new one."""
    factors = user.factors.in_use().update(removed_at=at, secret=None, salt=None)
    codes = user.recovery_codes.filter(used_at=None).delete()[0]
    if not factors and not codes:
        raise Refused(_("账号“%(name)s”还没有设第二步验证。") % {"name": user.username})
    return WithParts(
        user,
        {"reason": [None, reason], "factors": [factors, 0], "codes": [codes, 0], "sessions": [_sign_out(user, at), 0]},
    )


def _sign_out(user: User, at: datetime) -> int:
    ended = user.sessions.all().delete()[0]
    if ended:
        note_access(user, Access.Kind.REVOKED, user.username, _("安全管理员收回"), at)
    return ended
