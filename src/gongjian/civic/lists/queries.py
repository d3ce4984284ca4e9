"""Reads across the lists: the register, and which communities have premises free of charge."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.civic.lists.models import ListCheck, ListCheckQuerySet, Need, NeedQuerySet, Resource, ResourceQuerySet
from gongjian.civic.platforms.models import Finding
from gongjian.civic.platforms.queries.threads import own_bodies
from gongjian.civic.registry.models import Area, Organisation, OrganisationQuerySet, Participation, reach
from gongjian.civic.registry.models.areas import NEAR, AreaQuerySet


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    kind: str = "",
    nature: str = "",
    organisation: int | None = None,
) -> ResourceQuerySet:
    """Return the resources open today that the user may see and that fit what was said."""
    resources = Resource.objects.visible_to(user, on=on).current(on).select_related("owner", "area")
    if q:
        resources = resources.filter(
            Q(title__icontains=q) | Q(owner__name__icontains=q) | Q(owner__initials__startswith=q.lower())
        )
    if kind:
        resources = resources.filter(kind=kind)
    if nature:
        resources = resources.filter(nature=nature)
    if organisation:
        resources = resources.filter(owner=organisation)
    return resources


def own_checks(user: User | AnonymousUser, *, on: date) -> ListCheckQuerySet:
    """Return the open questions to the user's own bodies whether their list is true."""
    checks = ListCheck.objects.filter(organisation__in=reach(user, on).organisations, confirmed_at=None)
    return checks.select_related("organisation").order_by("due_date", "pk")


@dataclass(frozen=True)
class Housed:
    """A community that takes part, and the premises it was given free of charge, if any."""

    community: Area
    premises: Resource | None


def premises(on: date, path: str = "") -> list[Housed]:
    """Return every community of a subtree that takes part on a day, by code, with the largest premises given to it."""
    open_today = Resource.objects.filter(
        Q(closes_date=None) | Q(closes_date__gt=on),
        kind=Resource.Kind.PREMISES,
        is_free=True,
        opens_date__lte=on,
        area__isnull=False,
    )
    given: dict[int | None, Resource] = {}
    for resource in open_today.select_related("owner").order_by("size_m2", "pk"):
        given[resource.area_id] = resource
    taking_part = Participation.objects.on(on).filter(area__path__startswith=path).select_related("area__parent")
    taking_part = taking_part.order_by("area__code", "pk")
    return [Housed(row.area, given.get(row.area_id)) for row in taking_part]


def through_the_years(resource: Resource) -> list[Resource]:
    """Return an entry and those of earlier years that it carries on, latest first."""
    found = [resource]
    while (before := found[-1].previous) is not None:
        found.append(before)
    return found


def needs(
    user: User | AnonymousUser, *, on: date, q: str = "", state: str = "", organisation: int | None = None
) -> NeedQuerySet:
    """Return the needs the user may see that fit what was said."""
    found = Need.objects.visible_to(user, on=on).select_related("owner", "area__parent")
    if q:
        found = found.filter(
            Q(title__icontains=q) | Q(owner__name__icontains=q) | Q(owner__initials__startswith=q.lower())
        )
    if state:
        found = found.filter(closed_at__isnull=state != "closed")
    if organisation:
        found = found.filter(owner=organisation)
    return found


def askers(user: User | AnonymousUser, finding: Finding | None, *, on: date) -> OrganisationQuerySet:
    """Return for whom the user may ask: the own bodies; for what an open talk found also who presided over it."""
    own = own_bodies(user, on=on).values("pk")
    presided = [] if finding is None else [finding.meeting.platform.secretary_id]
    return Organisation.objects.filter(Q(pk__in=own) | Q(pk__in=presided), closed_date=None).order_by("sort_key", "pk")


def places_of_need(user: User | AnonymousUser, *, on: date) -> AreaQuerySet:
    """Return where something may be needed: the streets and communities of today that the user may name."""
    today = Q(valid_to=None) | Q(valid_to__gt=on)
    there = Area.objects.visible_to(user, on=on).filter(today, level__in=NEAR)
    return there.select_related("parent").order_by("path")


def source_url(need: Need, user: User | AnonymousUser, *, on: date) -> str:
    """Return the page of what a need came from, if this user may open it; else an empty string."""
    subject = need.source.subject if need.source else None
    if subject is None or not hasattr(subject, "get_absolute_url"):
        return ""
    visible = type(subject).objects.visible_to(user, on=on).filter(pk=subject.pk)
    return str(subject.get_absolute_url()) if visible.exists() else ""
