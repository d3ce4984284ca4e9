"""What the public home tells: stories, what was promised to a community, numbers, proof."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from gongjian.civic.lists.models import Resource
from gongjian.civic.projects.models import Project
from gongjian.civic.registry.models import Area, Organisation, Participation, Programme
from gongjian.civic.results.models import Release
from gongjian.civic.tasks.models import Task

KEPT, HALF = 10_000, 5_000
SHOWN = 5
LATEST = 4


@dataclass(frozen=True)
class Stories:
    """Three things that stand: found by their facts, so that any district has its own."""

    joint: Project | None
    road: Project | None
    premises: Resource | None


def stories() -> Stories:
    """Return the project most bodies carry, the road in themes, and the largest house given free of charge."""
    public = Project.objects.filter(is_public=True).select_related("area__parent")
    return Stories(
        joint=public.annotate(bodies=Count("contributions")).filter(bodies__gt=1).order_by("-bodies", "pk").first(),
        road=public.filter(kind=Project.Kind.STREET_CHIEF, parts__isnull=False).order_by("pk").distinct().first(),
        premises=Resource.objects.filter(kind=Resource.Kind.PREMISES, is_free=True, size_m2__isnull=False)
        .select_related("owner", "area")
        .order_by("-size_m2", "pk")
        .first(),
    )


def latest_release(year: int | None = None) -> Release | None:
    """Return the release published last, or that of a year."""
    found = Release.objects.filter(published_at__isnull=False).select_related("grading__scheme__programme")
    if year is not None:
        found = found.filter(grading__scheme__programme__year=year)
    return found.order_by("-grading__scheme__programme__year").first()


def communities(day: date) -> list[Area]:
    """Return the communities that take part, in the order of their codes."""
    return [row.area for row in Participation.objects.on(day).select_related("area__parent").order_by("area__code")]


@dataclass(frozen=True)
class Promised:
    """What units promised one community in a year, and what became of it."""

    units: int
    kept: int
    half: int
    missed: int
    open: int
    tasks: list[Task]

    @property
    def total(self) -> int:
        return self.kept + self.half + self.missed + self.open


def promised_to(community: Area, programme: Programme, today: date) -> Promised:
    """Return the promises to a community that fall due in a year; those of open years up to now."""
    body = Organisation.objects.filter(governs=community).first()
    due = Task.objects.filter(
        receiver=body,
        kind=Task.Kind.PROMISE,
        is_public=True,
        cancelled_at=None,
        due_date__gte=programme.first_day,
        due_date__lt=programme.until_day,
    ).select_related("owner")
    tasks = list(due.order_by(F("outcome_bp").desc(nulls_last=True), "-due_date", "pk")) if body else []
    outcomes = [task.outcome_bp for task in tasks]
    late = sum(1 for task in tasks if task.outcome_bp is None and task.last_day < today)
    return Promised(
        units=len({task.owner_id for task in tasks}),
        kept=outcomes.count(KEPT),
        half=outcomes.count(HALF),
        missed=outcomes.count(0) + late,
        open=outcomes.count(None) - late,
        tasks=tasks,
    )


def latest_deeds() -> list[Task]:
    """Return what was confirmed last as fully done."""
    done = Task.objects.filter(is_public=True, outcome_bp=KEPT, confirmed_at__isnull=False, owner__governs=None)
    return list(
        done.exclude(kind=Task.Kind.CONSULTATION)
        .select_related("owner", "receiver__area")
        .order_by("-confirmed_at", "-pk")[:LATEST]
    )


def programme_of(year: int | None) -> Programme | None:
    """Return the programme of a year, or the latest one that is open or was."""
    found = Programme.objects.select_related("area", "lead_office")
    return found.filter(year=year).first() if year else found.order_by("-year").first()
