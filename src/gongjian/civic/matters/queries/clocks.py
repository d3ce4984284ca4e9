"""How long a matter lies with whom: the days of its legs, when they are due, which are overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from gongjian.civic.matters.models import Asking, Leg, Matter, Pause, Rung
from gongjian.civic.matters.models.matters import LegQuerySet
from gongjian.civic.matters.queries.rules import above
from gongjian.civic.registry.queries import day_sets
from gongjian.methods import legs as method
from gongjian.methods.clocks import add_workdays, workdays_between

ONE_DAY = timedelta(days=1)
STILL = ("pauses", "askings")  # what stops the clock of a leg; to be prefetched


@dataclass(frozen=True)
class Calendar:
    """The working days, and the day as of which is told."""

    today: date
    holidays: frozenset[date]
    makeup: frozenset[date]

    def between(self, start: date, end: date) -> int:
        """Return how many working days come after the start, up to the end and with it."""
        return workdays_between(start, end, self.holidays, self.makeup)

    def after(self, day: date, number: int) -> date:
        """Return the working day that is so many after a day."""
        return add_workdays(day, number, self.holidays, self.makeup)

    def is_provisional(self, *days: date) -> bool:
        """Whether any of these days lies in a year whose holidays nobody has announced yet."""
        return method.is_provisional(days, self.holidays, self.makeup)


@dataclass(frozen=True)
class LegClock:
    """A leg with its days. `due` is the last day of its limit, `overdue` how many working days it is over it."""

    leg: Leg
    spells: list[method.Spell]
    due: date
    overdue: int

    @property
    def days(self) -> int:
        """How many working days the body has or had the matter."""
        return sum(spell.days for spell in self.spells)


@dataclass(frozen=True)
class Climb:
    """When an open leg is shown to the next level, if it is not done before."""

    rung: Rung
    day: date
    days: int  # working days from today; 0 or less: the next time the clock looks


def calendar(on: date) -> Calendar:
    """Return the working days, told as of a day."""
    return Calendar(on, *day_sets())


def day_of(at: datetime) -> date:
    """Return the office's calendar day of a moment."""
    return at.astimezone(settings.OFFICE_ZONE).date()


def leg_clock(leg: Leg, days: Calendar) -> LegClock:
    """Return the days of one leg; its pauses and askings should be at hand."""
    dated = dated_leg(leg)
    spells = method.spells(dated, days.today, days.holidays, days.makeup)
    until = min(dated.ended or days.today, days.today)
    told = (dated.opened, leg.limit_days, dated.pauses, dated.asked, until, days.holidays, days.makeup)
    return LegClock(leg, spells, method.due_day(*told), method.overdue_days(*told))


def dated_leg(leg: Leg) -> method.Leg:
    """Return a leg as the rules of counting take it: moments become days."""
    pauses = tuple(_stretch(pause) for pause in leg.pauses.all())
    asked = tuple(_stretch(asking) for asking in leg.askings.all())
    accepted = day_of(leg.accepted_at) if leg.accepted_at else None
    ended = day_of(leg.ended_at) if leg.ended_at else None
    return method.Leg(leg.level, day_of(leg.opened_at), accepted, ended, pauses, asked, leg.is_lead)


def _stretch(one: Pause | Asking) -> tuple[date, date | None]:
    return day_of(one.from_at), day_of(one.to_at) if one.to_at else None


def age_of(matter: Matter, legs: Iterable[Leg], days: Calendar) -> int:
    """Return how many working days a matter was open in all; those between its close and its reopening do not count.

    legs  of the matter, in order of opening
    """
    closed = day_of(matter.closed_at) if matter.closed_at else None
    whole = method.age(day_of(matter.raised_at), closed, days.today, days.holidays, days.makeup)
    leads = [leg for leg in legs if leg.is_lead]
    shut = 0
    for former, later in pairwise(leads):
        if former.end in (Leg.End.SOLVED, Leg.End.CLOSED) and former.ended_at is not None:
            shut += days.between(day_of(former.ended_at), min(day_of(later.opened_at), days.today))
    return whole - shut


def climb_of(clock: LegClock, ladder: Iterable[Rung], days: Calendar) -> Climb | None:
    """Return the next rung of the ladder for an open leg; None at its top."""
    for rung in above(ladder, clock.leg.level):
        if rung.step > clock.leg.rung:
            day = days.after(clock.due, rung.after_days)
            return Climb(rung, day, days.between(days.today, day))
    return None


def overdue(days: Calendar) -> Q:
    """Return the condition on legs: open, accepted or not, and over their limit today. Asks three things at once.

    Which legs cannot be in time is said by the day of opening alone; only those whose clock ever stood still are
    counted out one by one.
    """
    limits = Leg.objects.open().values_list("limit_days", flat=True).distinct().order_by("limit_days")
    late = Q(pk__in=[])
    for limit in limits:
        first_in_time = days.after(days.today + ONE_DAY, -(limit + 1))
        late |= Q(limit_days=limit, opened_at__lt=_midnight(first_in_time))
    late = Q(ended_at=None) & late
    stood_still = stilled(Leg.objects.filter(late))
    counted = [leg.pk for leg in stood_still.prefetch_related(*STILL) if leg_clock(leg, days).overdue == 0]
    return late & ~Q(pk__in=counted)


def stilled(legs: LegQuerySet) -> LegQuerySet:
    """Return those legs whose clock ever stood still."""
    return legs.filter(
        Exists(Pause.objects.filter(leg=OuterRef("pk"))) | Exists(Asking.objects.filter(leg=OuterRef("pk")))
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, settings.OFFICE_ZONE)
