"""The year in numbers: each with the list it counts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.ballots.models import Session
from gongjian.civic.evaluations.models import Inspection
from gongjian.civic.platforms.models import Meeting
from gongjian.civic.records.models import Line, Period
from gongjian.civic.registry.models import Area, Programme
from gongjian.civic.registry.queries.coverage import Share
from gongjian.civic.service.models import Claim
from gongjian.civic.tasks.models import Task
from gongjian.methods.scoring import half_up
from gongjian.web.charts.heat import HeatRow

FULL = 10_000
QUARTER = 3
SAID = (Line.State.ACCEPTED, Line.State.UPHELD, Line.State.REJECTED, Line.State.AMENDED, Line.State.DISPUTED)


@dataclass(frozen=True)
class Progress:
    """The three platforms, commitments and evaluations of a year: how far each is."""

    meetings: dict[str, Share]
    promises: dict[str, Share]
    evaluations: dict[str, Share]


def agreement_count(path: str, day: date) -> int:
    """Return how many agreements of a subtree are in force on a day."""
    return Agreement.objects.in_force(day).filter(area__path__startswith=path, kind=Agreement.Kind.AGREEMENT).count()


def progress_of(programme: Programme, today: date, months: list["Month"], signed: int) -> Progress:
    """Return the state of the nine lines of a year; signed is the number of agreements in force."""
    streets = Area.objects.filter(parent=programme.area_id, level=Area.Level.STREET, valid_to=None).count()
    return Progress(
        _meetings(programme, today, streets),
        _promises(programme, today),
        _evaluations(programme, streets, months, signed),
    )


def _meetings(programme: Programme, today: date, streets: int) -> dict[str, Share]:
    held = Meeting.objects.filter(
        platform__area__path__startswith=programme.scope_path,
        held_at__isnull=False,
        starts_at__date__gte=programme.first_day,
        starts_at__date__lt=programme.until_day,
    )
    last = min(today, programme.until_day)
    first = date(last.year, (last.month - 1) // QUARTER * QUARTER + 1, 1)
    in_quarter = Q(platform__area__level=Area.Level.STREET, kind=Meeting.Kind.JOINT, starts_at__date__gte=first)
    sums = held.aggregate(
        special=Count("pk", filter=Q(kind=Meeting.Kind.SPECIAL)),
        streets=Count("platform", filter=in_quarter, distinct=True),
    )
    return {"DISTRICT": Share(sums["special"], 4), "STREET": Share(sums["streets"], streets)}


def _promises(programme: Programme, today: date) -> dict[str, Share]:
    due = Task.objects.filter(
        kind=Task.Kind.PROMISE,
        cancelled_at=None,
        owner__path__startswith=programme.scope_path,
        due_date__gte=programme.first_day,
        due_date__lte=min(today, programme.until_day),
    )
    sums = due.aggregate(
        units=Count("pk", filter=Q(owner__governs=None)),
        kept_by_units=Count("pk", filter=Q(owner__governs=None, outcome_bp=FULL)),
        bodies=Count("pk", filter=Q(owner__governs__isnull=False)),
        kept_by_bodies=Count("pk", filter=Q(owner__governs__isnull=False, outcome_bp=FULL)),
    )
    claims = Claim.objects.filter(
        confirmed_at__isnull=False, claimed_at__date__gte=programme.first_day, claimed_at__date__lt=programme.until_day
    ).aggregate(kept=Sum("kept"), places=Sum("places"))
    return {
        "STREET_COMMUNITY": Share(sums["kept_by_bodies"], sums["bodies"]),
        "UNIT": Share(sums["kept_by_units"], sums["units"]),
        "MEMBER": Share(claims["kept"] or 0, claims["places"] or 0),
    }


def _evaluations(programme: Programme, streets: int, months: list["Month"], signed: int) -> dict[str, Share]:
    drafted = [month for month in months if month.is_drafted]
    latest = max((month.month for month in drafted), default=None)
    sums = [(month.answered, month.lines) for month in drafted if month.month == latest]
    sessions = Session.objects.filter(programme=programme, declared_at__isnull=False).count()
    visited = Inspection.objects.filter(programme=programme).values("unit").distinct().count()
    return {
        "MUTUAL": Share(sum(answered for answered, _all in sums), sum(lines for _answered, lines in sums)),
        "BALLOT": Share(sessions, streets),
        "DISTRICT": Share(visited, signed),
    }


@dataclass(frozen=True)
class Month:
    """A street's month: how many lines its records have, and how many of them the other side answered itself."""

    street: int
    name: str
    month: date
    lines: int
    answered: int
    is_drafted: bool


def months_of(programme: Programme) -> list[Month]:
    """Return the months of a year, street by street in the order of their codes."""
    rows = (
        Period.objects.filter(programme=programme)
        .order_by("area__code", "month")
        .annotate(
            all=Count("records__lines"), answered=Count("records__lines", filter=Q(records__lines__state__in=SAID))
        )
        .values_list("area", "area__name", "month", "all", "answered", "drafted_at")
    )
    return [Month(*row[:5], is_drafted=row[5] is not None) for row in rows]


def heat_rows(months: list[Month], year: int, url: str) -> list[HeatRow]:
    """Return a row a street: the share of lines answered and not left to silence, month by month."""
    streets: dict[int, list[int | None]] = {}
    for month in months:
        shares = streets.setdefault(month.street, [None] * 12)
        known = month.is_drafted and month.lines
        shares[month.month.month - 1] = half_up(month.answered * FULL, month.lines) if known else None
    names = {month.street: month.name.removesuffix("街道") for month in months}
    return [HeatRow(names[pk], shares, f"{url}?street={pk}&year={year}") for pk, shares in streets.items()]


def kept_sum(path: str, programme: Programme, today: date) -> Share:
    """Return promises kept (half counts as kept in part, not here) of those due by today, for units of a subtree."""
    due = Task.objects.filter(
        kind=Task.Kind.PROMISE, cancelled_at=None, owner__path__startswith=path, owner__governs=None,
        due_date__gte=programme.first_day, due_date__lte=today,
    )  # fmt: skip
    found = due.aggregate(all=Count("pk"), kept=Count("pk", filter=Q(outcome_bp=FULL)))
    return Share(found["kept"], found["all"])
