"""The own account: password, second factors, recovery codes, sessions. Secrets stay in their rows."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import Factor, Invitation, RecoveryCode, Session, User
from gongjian.accounts.recovery import hash_of
from gongjian.civic.registry.actions.access import note_access
from gongjian.ledger.action import Refused, WithParts, action
from gongjian.ledger.models import Access


@action
def change_password(actor: User, user: User, /, *, password: str, keep: str = "", at: datetime) -> User:
    """Take a password its owner chose; every other session of the account ends (`keep` is the row of this one)."""
    user.set_password(password)
    user.password_changed_at = at
    user.must_change = False
    user.save(update_fields=["password", "password_changed_at", "must_change"])
    Session.objects.filter(user=user).exclude(pk=keep).delete()
    return user


@action
def redeem_invitation(actor: User, invitation: Invitation, /, *, password: str, at: datetime) -> Invitation:
    """Let the invited set their own password, once."""
    if invitation.used_at is not None or invitation.expires_at <= at:
        raise Refused(_("这个链接已经用过或过了期。请区里的安全管理员再发一个。"))
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    change_password(actor, invitation.user, password=password, at=at)
    return invitation


@action
def add_factor(
    actor: User, user: User, /, *, kind: str, title: str, secret: str, counter: int = 0, at: datetime
) -> Factor:
    """Give an account another second factor."""
    return Factor.objects.create(user=user, kind=kind, title=title, secret=secret, counter=counter, added_at=at)


@action
def use_factor(actor: User, factor: Factor, /, *, counter: int, at: datetime) -> Factor:
    """Accept a proof by this factor; the same proof never counts twice."""
    is_uncounted_passkey = factor.kind == Factor.Kind.PASSKEY and counter == factor.counter == 0
    if factor.removed_at is not None or (counter <= factor.counter and not is_uncounted_passkey):
        raise Refused(_("这个验证码已经用过了，请等下一个。"))
    factor.counter = counter
    factor.used_at = at
    factor.save(update_fields=["counter", "used_at"])
    return factor


@action
def remove_factor(actor: User, factor: Factor, /, *, at: datetime) -> Factor:
    """Take a second factor away: its secret is erased, that it was there is not."""
    if factor.removed_at is not None:
        raise Refused(_("这一项已经去掉了。"))
    factor.removed_at = at
    factor.secret = factor.salt = None
    factor.save(update_fields=["removed_at", "secret", "salt"])
    return factor


@action
def renew_recovery_codes(actor: User, user: User, /, *, codes: list[str], at: datetime) -> WithParts[User]:
    """Replace the recovery codes of an account that are left by these."""
    before, _by_model = RecoveryCode.objects.filter(user=user, used_at=None).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=hash_of(user.pk, code)) for code in codes)
    return WithParts(user, {"recovery_codes": [before, len(codes)]})


@action
def use_recovery_code(actor: User, code: RecoveryCode, /, *, at: datetime) -> RecoveryCode:
    """Accept a recovery code, once."""
    if code.used_at is not None:
        raise Refused(_("这个备用码已经用过了，请换一个没用过的。"))
    code.used_at = at
    code.save(update_fields=["used_at"])
    return code


@action
def end_sessions(actor: User, user: User, /, *, only: str = "", keep: str = "", at: datetime) -> WithParts[User]:
    """End own sessions, one or all but one; effective on their next request."""
    ending = Session.objects.filter(user=user).exclude(pk=keep)
    if only:
        ending = ending.filter(pk=only)
    before = Session.objects.filter(user=user).count()
    number, _by_model = ending.delete()
    if number:
        note_access(user, Access.Kind.REVOKED, user.username, _("本人收回"), at)
    return WithParts(user, {"sessions": [before, before - number]})
