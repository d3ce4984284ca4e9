"""What is due: legs over their limit and where they climb, silence that counts, what a meeting handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery

from gongjian.civic.matters.models import Leg, Matter, Rung
from gongjian.civic.matters.queries.rules import rulebook, rungs
from gongjian.civic.platforms.models import Resolution
from gongjian.civic.registry.queries import day_sets
from gongjian.methods.clocks import add_workdays, workdays_between
from gongjian.methods.legs import due_day, overdue_days

Stretch = tuple[date, date | None]


@dataclass(frozen=True)
class Timed:
    """A leg with the last day of its limit, and how many working days it is over it."""

    leg: Leg
    due: date
    overdue: int


def running_legs() -> QuerySet[Leg, Any]:
    """Return the legs that somebody has in hand: not ended, and nobody waits for the raiser's word."""
    found = Leg.objects.open().filter(matter__closed_at=None, matter__asked_at=None)
    return found.select_related("matter", "owner").prefetch_related("pauses", "askings").order_by("opened_at", "pk")


def timed(legs: Iterable[Leg], today: date) -> list[Timed]:
    """Return legs with their due days, in the order given; pauses and askings are read with them."""
    days = day_sets()
    found = []
    for leg in legs:
        said = (_day(leg.opened_at), leg.limit_days, _stretches(leg.pauses.all()), _stretches(leg.askings.all()))
        found.append(Timed(leg, due_day(*said, today, *days), overdue_days(*said, today, *days)))
    return found


def climbing(today: date) -> list[tuple[Leg, Rung]]:
    """Return the overdue legs that have to be shown to a higher step of the ladder, each with that step."""
    ladder = rungs(rulebook())
    if not ladder:
        return []
    # A leg that was opened later than this many days ago cannot be over any step, whatever the holidays.
    waiting = running_legs().filter(rung__lt=ladder[-1].step, opened_at__date__lt=today - timedelta(days=1))
    found = []
    for one in timed(waiting, today):
        steps = [rung for rung in ladder if rung.step > one.leg.rung and one.overdue >= rung.after_days]
        if steps:
            found.append((one.leg, steps[-1]))
    return found


def silent_matters(today: date) -> list[Matter]:
    """Return the matters whose raiser was asked and did not answer within the days of the rules."""
    most, days = rulebook().silence_days, day_sets()
    asked = Matter.objects.filter(closed_at=None, asked_at__date__lt=today - timedelta(days=most)).order_by("pk")
    return [
        matter for matter in asked if matter.asked_at and workdays_between(_day(matter.asked_at), today, *days) > most
    ]


def answer_by(matter: Matter, silence_days: int, days: tuple[frozenset[date], frozenset[date]]) -> date | None:
    """Return until which day with it the raiser may answer, before silence counts; None if nobody asked."""
    return add_workdays(_day(matter.asked_at), silence_days, *days) if matter.asked_at else None


def handed_over() -> list[tuple[Leg, Resolution]]:
    """Return what a meeting handed to a body and nobody carried out, with the leg that leads now.

    A lead that took over after the decision overtook it; a matter that waits for the raiser waits with it.
    """
    lead = Leg.objects.open().filter(is_lead=True, matter__asked_at=None, matter=OuterRef("item__source__subject_id"))
    decided = (
        Resolution.objects.filter(
            kind=Resolution.Kind.HAND_OVER,
            is_carried=True,
            leg=None,
            owner__closed_date=None,
            item__source__subject_type__app_label="matters",
            item__source__subject_type__model="matter",
        )
        .annotate(lead=Subquery(lead.values("pk")[:1]), lead_owner=Subquery(lead.values("owner")[:1]))
        .annotate(lead_since=Subquery(lead.values("opened_at")[:1]))
        .filter(lead__isnull=False, lead_since__lte=F("adopted_at"))
        .exclude(lead_owner=F("owner"))
        .select_related("owner", "item__meeting__platform")
        .order_by("adopted_at", "pk")
    )
    found = {one.lead: one for one in decided}  # of two decisions about one matter the later one
    legs = Leg.objects.select_related("matter", "owner").in_bulk(list(found))
    return [(legs[key], resolution) for key, resolution in found.items()]


def _stretches(rows: Iterable[Any]) -> tuple[Stretch, ...]:
    return tuple((_day(row.from_at), _day(row.to_at) if row.to_at else None) for row in rows)


def _day(moment: datetime) -> date:
    return moment.astimezone(settings.OFFICE_ZONE).date()
