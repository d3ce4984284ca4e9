"""What decides whether and how somebody comes in: failures counted, proofs held, a password's age."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max

from gongjian.accounts.models import Factor, Invitation, RecoveryCode, Session, User
from gongjian.civic.registry.models import Role, offices_of
from gongjian.ledger.models import Access

OF_UNITS = (Role.UNIT_LIAISON, Role.UNIT_SECRETARY)
NOBODY = -1  # an unknown name asks the database the same questions, so that time tells nothing


def is_locked(user: User | None, at: datetime) -> bool:
    """Return whether a name is locked because somebody guessed too often."""
    since = at - settings.SIGN_IN_WINDOW
    return Access.objects.filter(user=_key(user), kind=Access.Kind.LOCKED, at__gt=since).exists()


def failures(user: User | None, at: datetime) -> int:
    """Return how often somebody failed lately, since the last time it went well or a lock ran out."""
    since = at - settings.SIGN_IN_WINDOW
    own = Access.objects.filter(user=_key(user))
    entered = own.filter(kind=Access.Kind.SIGN_IN, at__gt=since).aggregate(last=Max("at"))["last"]
    locked = own.filter(kind=Access.Kind.LOCKED, at__gt=since - settings.SIGN_IN_WINDOW).aggregate(last=Max("at"))[
        "last"
    ]
    floor = max(filter(None, (since, entered, locked and locked + settings.SIGN_IN_WINDOW)))
    return own.filter(kind=Access.Kind.FAILED, at__gt=floor).count()


def _key(user: User | None) -> int:
    return user.pk if user else NOBODY


def factors_of(user: User) -> list[Factor]:
    """Return the second factors somebody can use, oldest first."""
    return list(Factor.objects.in_use().filter(user=user).order_by("pk"))


def codes_left(user: User) -> int:
    """Return how many recovery codes somebody has not used yet."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def needs_second(user: User, on: date) -> bool:
    """Return whether the setting asks somebody of these offices for a second factor."""
    if settings.SECOND_FACTOR == "staff":
        return any(office.role not in OF_UNITS for office in offices_of(user, on))
    return bool(settings.SECOND_FACTOR == "all")


def needs_new_password(user: User, at: datetime) -> bool:
    """Return whether the password was chosen by somebody else or is too old; no password never is."""
    if not user.has_usable_password():
        return False
    chosen = user.password_changed_at or user.created_at
    return user.must_change or chosen is None or at - chosen >= timedelta(days=settings.PASSWORD_DAYS)


def sessions_of(user: User, at: datetime) -> list[Session]:
    """Return where somebody is signed in at a (real) moment, used last first."""
    alive = Session.objects.filter(user=user, expire_date__gt=at, seen_at__gt=at - settings.SESSION_IDLE)
    return list(alive.order_by("-seen_at", "pk"))


def open_invitation(token: str, at: datetime) -> Invitation | None:
    """Return the invitation of a link while it is good: not used, not too old, its account open."""
    found = Invitation.objects.filter(token_hash=Invitation.hash_of(token), used_at=None, expires_at__gt=at)
    return found.filter(user__is_active=True, user__locked_at=None).select_related("user").first()
