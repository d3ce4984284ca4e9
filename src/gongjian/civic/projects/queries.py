"""Reads across projects and the showcase library."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.civic.projects.models import Contribution, Project, Showcase


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    kind: str = "",
    state: str = "",
    organisation: int | None = None,
) -> QuerySet[Project, Any]:
    """Return the projects the user may see that fit what was said; each with how many bodies take part."""
    projects = Project.objects.visible_to(user, on=on).select_related("area", "lead")
    if q:
        projects = projects.filter(Q(title__icontains=q) | Q(deliverable__icontains=q))
    if kind:
        projects = projects.filter(kind=kind)
    if state:
        projects = projects.filter(finished_at__isnull=state == "open")
    if organisation:
        joined = Contribution.objects.filter(organisation=organisation).values("project")
        projects = projects.filter(Q(lead=organisation) | Q(pk__in=joined))
    return projects.annotate(bodies=Count("contributions"))


@dataclass(frozen=True)
class Category:
    """A category of the showcase library with its items."""

    title: str
    items: list[Showcase]


def library(user: User | AnonymousUser, *, on: date) -> list[Category]:
    """Return the library by category, in the order in which the categories came up."""
    rows = list(Showcase.objects.visible_to(user, on=on).select_related("area", "project").order_by("pk"))
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row.category, row.pk)
    rows.sort(key=lambda row: (first[row.category], row.pk))
    return [Category(title, list(items)) for title, items in groupby(rows, key=lambda row: row.category)]


def roads(project: Project) -> list[tuple[int, str]]:
    """Return area and name of the roads whose segments carry the project's parts; segments are a later room's."""
    found = project.parts.filter(segments__valid_to=None, segments__isnull=False)
    return list(found.values_list("segments__area", "segments__road").distinct().order_by("segments__road"))
