"""What happened and who came in, for the audit administrator: who, what, when, to which row, never its content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import CLOCK, PUBLIC, User
from gongjian.civic.registry.models import Area, Role
from gongjian.civic.registry.queries.people import holds_role
from gongjian.civic.registry.queries.verbs import subject_word, verb_word
from gongjian.ledger.models import Access, Event

MOST_PLACES = 20
WEEK = timedelta(days=7)
NOBODY = {CLOCK: _("系统按日程"), PUBLIC: _("公众，没有登录")}  # names of the two that are no persons


@dataclass(frozen=True)
class Deed:
    """One event as the auditor sees it."""

    pk: int
    at: datetime
    who: str
    what: str
    verb: str
    subject: str
    place: str
    is_batch: bool
    is_voided: bool


def events(
    user: User | AnonymousUser,
    on: date,
    *,
    since: date | None = None,
    until: date | None = None,
    actor: str = "",
    what: str = "",
    place: str = "",
) -> QuerySet[Event]:
    """Return the events that fit what was said, for the audit administrator; none for all others.

    what  a room, such as "tasks.", or a verb
    """
    if not holds_role(user, Role.AUDIT_ADMINISTRATOR, on):
        return Event.objects.none()
    found = Event.objects.filter(_days("at", since, until))
    if actor:
        found = found.filter(actor__in=_users(actor))
    if what:
        found = found.filter(verb__startswith=what) if what.endswith(".") else found.filter(verb=what)
    if place:
        lies = Q(pk__in=[])
        for path in (
            Area.objects.filter(name__icontains=place).order_by("path").values_list("path", flat=True)[:MOST_PLACES]
        ):
            lies |= Q(path__startswith=path)
        found = found.filter(lies)
    return found


def accesses(
    user: User | AnonymousUser,
    on: date,
    *,
    since: date | None = None,
    until: date | None = None,
    actor: str = "",
    kind: str = "",
    q: str = "",
) -> QuerySet[Access]:
    """Return the accesses that fit what was said, for the audit administrator; none for all others."""
    if not holds_role(user, Role.AUDIT_ADMINISTRATOR, on):
        return Access.objects.none()
    found = Access.objects.filter(_days("at", since, until)).select_related("user")
    if actor:
        found = found.filter(user__in=_users(actor))
    if kind:
        found = found.filter(kind=kind)
    return found.filter(Q(subject__icontains=q) | Q(reason__icontains=q)) if q else found


def deeds(found: Sequence[Event]) -> list[Deed]:
    """Return events as rows, with the places they lie in, asked for all at once."""
    keys = {event.path.rstrip("/").rpartition("/")[2] for event in found if event.path}
    places = {area.pk: area for area in Area.objects.filter(pk__in=keys).select_related("parent")}
    names = dict(User.objects.filter(pk__in={event.actor_id for event in found}).values_list("pk", "username"))
    voided = set(Event.objects.filter(voids__in=[event.pk for event in found]).values_list("voids", flat=True))
    rows = []
    for event in found:
        kind = ContentType.objects.get_for_id(event.subject_type_id)
        area = places.get(int(event.path.rstrip("/").rpartition("/")[2])) if event.path else None
        rows.append(
            Deed(
                event.pk,
                event.at,
                str(NOBODY.get(names[event.actor_id], names[event.actor_id])),
                verb_word(event.verb),
                event.verb,
                f"{subject_word(f'{kind.app_label}.{kind.model}')} {event.subject_id}",
                _in_words(area),
                event.batch is not None,
                event.pk in voided,
            )
        )
    return rows


def audited(at: datetime) -> dict[str, int]:
    """Return the numbers of the audit administrator's home: the last seven days."""
    kinds = Access.Kind
    recent = Access.objects.filter(at__gt=at - WEEK)
    numbers = recent.aggregate(
        came=Count("pk", filter=Q(kind=kinds.SIGN_IN)),
        failed=Count("pk", filter=Q(kind__in=(kinds.FAILED, kinds.LOCKED))),
        read=Count("pk", filter=Q(kind=kinds.READ_PERSONAL)),
        taken=Count("pk", filter=Q(kind=kinds.EXPORT)),
    )
    return {**numbers, "deeds": Event.objects.filter(at__gt=at - WEEK, at__lte=at).count()}


def _days(field: str, since: date | None, until: date | None) -> Q:
    found = Q()
    if since:
        found &= Q(**{f"{field}__gte": datetime.combine(since, time.min, settings.OFFICE_ZONE)})
    if until and until < date.max:
        found &= Q(**{f"{field}__lt": datetime.combine(until + timedelta(days=1), time.min, settings.OFFICE_ZONE)})
    return found


def _users(name: str) -> list[int]:
    return list(User.objects.filter(username__icontains=name).values_list("pk", flat=True))


def _in_words(area: Area | None) -> str:
    if area is None:
        return ""
    street = area.parent if area.parent and area.parent.level == Area.Level.STREET else None
    return f"{street.short_name} {area.short_name}" if street else area.short_name
