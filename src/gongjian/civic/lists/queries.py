"""Reads across the lists: the register, and which communities have premises free of charge."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.civic.lists.models import ListCheck, ListCheckQuerySet, Resource, ResourceQuerySet
from gongjian.civic.registry.models import Area, Participation, reach


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
