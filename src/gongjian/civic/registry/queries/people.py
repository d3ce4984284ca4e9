"""People, their accounts and posts, as the security administrator sees them: nobody else does."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q, QuerySet

from gongjian.accounts.models import Invitation, User
from gongjian.civic.registry.models import Area, Office, Organisation, Person, Role, offices_of
from gongjian.civic.registry.queries.register import in_force
from gongjian.civic.registry.queries.sign_in import sessions_of

ENDING = timedelta(days=60)
MOST_FOUND = 20
LATEST = 5

OPEN, INVITED, EXPIRED, LOCKED, NONE = "open", "invited", "expired", "locked", "none"
IDLE, TERM = "idle", "term"


def holds_role(user: User | AnonymousUser, role: Role, on: date) -> bool:
    """Return whether a user holds a role on a day, wherever."""
    return any(office.role == role for office in offices_of(user, on))


def people_visible_to(user: User | AnonymousUser, on: date) -> QuerySet[Person]:
    """Return everybody for the security administrator, nobody for all others."""
    if not holds_role(user, Role.SECURITY_ADMINISTRATOR, on):
        return Person.objects.none()
    return Person.objects.filter(erased_at=None)


def people(
    user: User | AnonymousUser, at: datetime, *, q: str = "", role: str = "", place: str = "", state: str = ""
) -> QuerySet[Person]:
    """Return the people who fit what was said; names are not searched, since they are encrypted."""
    on = _day(at)
    found = people_visible_to(user, on).select_related("user")
    posts = Office.objects.filter(in_force(on))
    narrowed = posts
    if role:
        narrowed = narrowed.filter(role=role)
    if place:
        narrowed = narrowed.filter(Q(area__path__startswith=place) | Q(organisation__path__startswith=place))
    if role or place:
        found = found.filter(pk__in=narrowed.values("person"))
    if q:
        named = Q(area__name__icontains=q) | Q(organisation__name__icontains=q)
        named |= Q(organisation__initials__startswith=q.lower()) | Q(title__icontains=q)
        found = found.filter(Q(user__username__icontains=q) | Q(pk__in=narrowed.filter(named).values("person")))
    return _in_state(found, state, posts, at)


def _in_state(found: QuerySet[Person], state: str, posts: QuerySet[Office], at: datetime) -> QuerySet[Person]:
    live = Exists(Invitation.objects.filter(user=OuterRef("user"), used_at=None, expires_at__gt=at))
    any_left = Exists(Invitation.objects.filter(user=OuterRef("user")))
    without_password = Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    usable = Q(user__locked_at=None, user__is_active=True)
    if state == LOCKED:
        return found.filter(user__isnull=False).exclude(usable)
    if state == INVITED:
        return found.filter(usable & without_password).filter(live)
    if state == EXPIRED:
        return found.filter(usable & without_password).filter(any_left).exclude(live)
    if state == OPEN:
        return found.filter(usable).exclude(without_password & Q(any_left))
    if state == NONE:
        return found.filter(user=None)
    if state == IDLE:
        return found.exclude(pk__in=posts.values("person"))
    if state == TERM:
        return found.filter(pk__in=posts.filter(ending(_day(at))).values("person"))
    return found


def ending(on: date) -> Q:
    """Return the condition: the term of an office ends within sixty days, or has ended without word."""
    return Q(term_to__lte=on + ENDING, valid_to=None)


@dataclass(frozen=True)
class Entry:
    """Somebody in the register: the posts held today, and how the account stands."""

    person: Person
    posts: list[Office]
    state: str
    invitation: Invitation | None = None
    ending: list[Office] = field(default_factory=list)


def entries(persons: list[Person], at: datetime) -> list[Entry]:
    """Return what the register shows of people, asked for all at once."""
    on = _day(at)
    posts = Office.objects.filter(in_force(on)).select_related("area__parent", "organisation__area__parent")
    kept = Person.objects.select_related("user").prefetch_related(
        Prefetch("offices", queryset=posts.order_by("pk"), to_attr="posts"),
        Prefetch("user__invitations", queryset=Invitation.objects.order_by("-pk")),
    )
    found = kept.in_bulk([person.pk for person in persons])
    return [_entry(found[person.pk], at) for person in persons]


def _entry(person: Person, at: datetime) -> Entry:
    posts: list[Office] = person.posts  # type: ignore[attr-defined] # the prefetch above puts it there
    invitation = next(iter(person.user.invitations.all()), None) if person.user else None
    due = [post for post in posts if post.term_to is not None and post.term_to <= _day(at) + ENDING]
    return Entry(person, posts, state_of(person.user, invitation, at), invitation, due)


def state_of(user: User | None, invitation: Invitation | None, at: datetime) -> str:
    """Return how an account stands: one of the words of `_in_state` that are about the account."""
    if user is None:
        return NONE
    if user.locked_at is not None or not user.is_active:
        return LOCKED
    if invitation is None or user.has_usable_password():
        return OPEN
    return INVITED if invitation.used_at is None and invitation.expires_at > at else EXPIRED


def account_facts(user: User, at: datetime, now: datetime) -> dict[str, object]:
    """Return what the page of a person says about the account. `now` is real time, also in a demonstration."""
    invitation = user.invitations.order_by("-pk").first()
    return {
        "state": state_of(user, invitation, at),
        "invitation": invitation if invitation and invitation.used_at is None else None,
        "sessions": sessions_of(user, now),
        "factors": user.factors.in_use().order_by("pk"),
        "identities": user.identities.order_by("provider"),
    }


def account_rows(user: User | None) -> list[Model]:
    """Return the rows whose events tell what happened to an account: itself, and its latest invitations."""
    if user is None:
        return []
    return [user, *user.invitations.select_related("user").order_by("-pk")[:LATEST]]


def places_for(levels: tuple[Area.Level, ...], on: date) -> list[Area]:
    """Return the areas of these levels on a day, by division code within their streets."""
    found = Area.objects.filter(in_force(on), level__in=levels).select_related("parent")
    return list(found.order_by("path"))


def candidates(q: str, fitting: Q) -> list[Organisation]:
    """Return the first organisations that fit a post and carry the text in name, initials or credit code."""
    if not q:
        return []
    text = Q(name__icontains=q) | Q(initials__startswith=q.lower()) | Q(credit_code__startswith=q.upper())
    found = Organisation.objects.filter(fitting, text).select_related("area__parent")
    return list(found.order_by("sort_key", "pk")[: MOST_FOUND + 1])


def counted(at: datetime) -> dict[str, int]:
    """Return the numbers of the security administrator's home."""
    on = _day(at)
    posts = Office.objects.filter(in_force(on))
    people_ = Person.objects.filter(erased_at=None)
    numbers = people_.aggregate(
        accounts=Count("pk", filter=Q(user__isnull=False)), locked=Count("pk", filter=Q(user__locked_at__isnull=False))
    )
    return {
        **numbers,
        "expired": _in_state(people_, EXPIRED, posts, at).count(),
        "invited": _in_state(people_, INVITED, posts, at).count(),
        "idle": _in_state(people_.filter(user__isnull=False), IDLE, posts, at).count(),
        "term": posts.filter(ending(on)).count(),
    }


def _day(at: datetime) -> date:
    return at.astimezone(settings.OFFICE_ZONE).date()
