"""The year in numbers: each with the list it counts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.ballots.models import Session
from gongjian.civic.evaluations.models import Inspection
from gongjian.civic.lists.models import Resource
from gongjian.civic.platforms.models import Meeting, Platform, Seat
from gongjian.civic.records.models import Period, Record
from gongjian.civic.registry.models import Area, Organisation, Participation, Programme
from gongjian.civic.service.models import Claim
from gongjian.civic.tasks.models import Task
from gongjian.methods.scoring import half_up
from gongjian.web.charts.heat import HeatRow

FULL = 10_000
QUARTER = 3


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    done: int
    total: int

    @property
    def share_bp(self) -> int | None:
        """The share in basis points; None of nothing."""
        return half_up(self.done * FULL, self.total) if self.total else None


@dataclass(frozen=True)
class Progress:
    """The three platforms, commitments and evaluations of a year: how far each is."""

    meetings: dict[str, Share]
    promises: dict[str, Share]
    evaluations: dict[str, Share]


def unit_count(path: str) -> int:
    """Return how many resident units lie in a subtree today."""
    return Organisation.objects.units().filter(path__startswith=path).count()


def member_share(path: str, day: date) -> Share:
    """Return how many resident units hold a seat of a street's committee."""
    seated = (
        Seat.objects.on(day)
        .filter(
            organisation__path__startswith=path,
            organisation__is_resident_unit=True,
            platform__kind=Platform.Kind.COMMITTEE,
            platform__area__level=Area.Level.STREET,
        )
        .values("organisation")
        .distinct()
        .count()
    )
    return Share(seated, unit_count(path))


def agreement_count(path: str, day: date) -> int:
    """Return how many agreements of a subtree are in force on a day."""
    return Agreement.objects.in_force(day).filter(area__path__startswith=path).count()


def premises_share(path: str, day: date) -> Share:
    """Return how many of the communities that take part have premises free of charge."""
    taking_part = Participation.objects.on(day).filter(area__path__startswith=path)
    housed = (
        Resource.objects.filter(
            Q(closes_date=None) | Q(closes_date__gt=day),
            kind=Resource.Kind.PREMISES,
            is_free=True,
            opens_date__lte=day,
            area__in=taking_part.values("area"),
        )
        .values("area")
        .distinct()
        .count()
    )
    return Share(housed, taking_part.count())


def progress_of(programme: Programme, today: date) -> Progress:
    """Return the state of the nine lines of a year."""
    return Progress(_meetings(programme, today), _promises(programme, today), _evaluations(programme))


def _meetings(programme: Programme, today: date) -> dict[str, Share]:
    held = Meeting.objects.filter(
        platform__area__path__startswith=programme.scope_path,
        held_at__isnull=False,
        starts_at__date__gte=programme.first_day,
        starts_at__date__lt=programme.until_day,
    )
    last = min(today, programme.until_day)
    first = date(last.year, (last.month - 1) // QUARTER * QUARTER + 1, 1)
    streets = Area.objects.filter(parent=programme.area, level=Area.Level.STREET, valid_to=None).count()
    in_quarter = held.filter(
        platform__area__level=Area.Level.STREET, kind=Meeting.Kind.JOINT, starts_at__date__gte=first
    )
    return {
        "DISTRICT": Share(held.filter(kind=Meeting.Kind.SPECIAL).count(), 4),
        "STREET": Share(in_quarter.values("platform").distinct().count(), streets),
    }


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
        kept_by_units=Count("pk", filter=Q(owner__governs=None, outcome_bp__gt=0)),
        bodies=Count("pk", filter=Q(owner__governs__isnull=False)),
        kept_by_bodies=Count("pk", filter=Q(owner__governs__isnull=False, outcome_bp__gt=0)),
    )
    claims = Claim.objects.filter(
        confirmed_at__isnull=False, claimed_at__date__gte=programme.first_day, claimed_at__date__lt=programme.until_day
    ).aggregate(kept=Sum("kept"), places=Sum("places"))
    return {
        "STREET_COMMUNITY": Share(sums["kept_by_bodies"], sums["bodies"]),
        "UNIT": Share(sums["kept_by_units"], sums["units"]),
        "MEMBER": Share(claims["kept"] or 0, claims["places"] or 0),
    }


def _evaluations(programme: Programme) -> dict[str, Share]:
    latest = Period.objects.filter(programme=programme, drafted_at__isnull=False).order_by("-month").first()
    month = latest.month if latest else programme.first_day
    records = Record.objects.filter(period__programme=programme, month=month)
    counts = records.aggregate(settled=Count("pk", filter=Q(settled_at__isnull=False)), drafted=Count("pk"))
    sessions = Session.objects.filter(programme=programme)
    streets = Area.objects.filter(parent=programme.area, level=Area.Level.STREET, valid_to=None).count()
    signed = Agreement.objects.in_force(month)
    return {
        "MUTUAL": Share(counts["settled"], counts["drafted"]),
        "BALLOT": Share(sessions.filter(declared_at__isnull=False).count(), streets),
        "DISTRICT": Share(
            Inspection.objects.filter(programme=programme).values("unit").distinct().count(),
            signed.filter(area__path__startswith=programme.scope_path).count(),
        ),
    }


def settled_by_month(programme: Programme, url: str) -> list[HeatRow]:
    """Return a row a street: the share of its records that both sides settled, month by month."""
    rows = (
        Period.objects.filter(programme=programme)
        .order_by("area__code", "month")
        .annotate(all=Count("records"), settled=Count("records", filter=Q(records__settled_at__isnull=False)))
        .values_list("area__name", "area__pk", "month", "all", "settled", "drafted_at")
    )
    streets: dict[str, list[int | None]] = {}
    keys: dict[str, int] = {}
    for name, pk, month, total, settled, drafted in rows:
        shares = streets.setdefault(name, [None] * 12)
        keys[name] = pk
        shares[month.month - 1] = half_up(settled * FULL, total) if drafted and total else None
    return [
        HeatRow(name.removesuffix("街道"), shares, f"{url}?street={keys[name]}&year={programme.year}")
        for name, shares in streets.items()
    ]


def kept_sum(path: str, programme: Programme, today: date) -> Share:
    """Return promises kept (half counts as kept in part, not here) of those due by today, for units of a subtree."""
    due = Task.objects.filter(
        kind=Task.Kind.PROMISE, cancelled_at=None, owner__path__startswith=path, owner__governs=None,
        due_date__gte=programme.first_day, due_date__lte=today,
    )  # fmt: skip
    found = due.aggregate(all=Count("pk"), kept=Count("pk", filter=Q(outcome_bp=FULL)))
    return Share(found["kept"], found["all"])
