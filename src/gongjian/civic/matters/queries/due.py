"""What is due: legs over their limit and where they climb, silence that counts, what a meeting handed over."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from gongjian.civic.matters.models import Leg, Matter, Rung
from gongjian.civic.matters.queries.clocks import STILL, calendar, day_of, leg_clock
from gongjian.civic.matters.queries.rules import above, rulebook, rungs
from gongjian.civic.platforms.models import Resolution
from gongjian.civic.registry.models import Organisation


def running_legs() -> QuerySet[Leg, Any]:
    """Return the legs that somebody has in hand: not ended, and nobody waits for the raiser's word."""
    found = Leg.objects.open().filter(matter__closed_at=None, matter__asked_at=None)
    return found.select_related("matter", "owner").prefetch_related(*STILL).order_by("opened_at", "pk")


def climbing(today: date) -> list[tuple[Leg, Rung]]:
    """Return the overdue legs that have to be shown to a higher step of the ladder, each with that step."""
    ladder = rungs(rulebook())
    if not ladder:
        return []
    # A leg that was opened later than this many days ago cannot be over any step, whatever the holidays.
    waiting = running_legs().filter(rung__lt=ladder[-1].step, opened_at__date__lt=today - timedelta(days=1))
    days, found = calendar(today), []
    for leg in waiting:
        overdue = leg_clock(leg, days).overdue
        steps = [rung for rung in above(ladder, leg.level) if rung.step > leg.rung and overdue >= rung.after_days]
        if steps:
            found.append((leg, steps[-1]))
    return found


def silent_matters(today: date) -> list[Matter]:
    """Return the matters whose raiser was asked and did not answer within the days of the rules."""
    most, days = rulebook().silence_days, calendar(today)
    asked = Matter.objects.filter(closed_at=None, asked_at__date__lt=today - timedelta(days=most)).order_by("pk")
    return [matter for matter in asked if matter.asked_at and days.between(day_of(matter.asked_at), today) > most]


def handed_over() -> list[tuple[Leg, Resolution, Organisation]]:
    """Return what a meeting handed over and nobody carried out, with the leg that leads now and who shall lead.

    A lead that took over after the decision overtook it; a matter that waits for the raiser waits with it. In place of
    a body that was closed since then, its successor leads.
    """
    lead = Leg.objects.open().filter(is_lead=True, matter__asked_at=None, matter=OuterRef("item__source__subject_id"))
    decided = (
        Resolution.objects.filter(
            kind=Resolution.Kind.HAND_OVER,
            is_carried=True,
            leg=None,
            item__source__subject_type__app_label="matters",
            item__source__subject_type__model="matter",
        )
        .annotate(lead=Subquery(lead.values("pk")[:1]), lead_owner=Subquery(lead.values("owner")[:1]))
        .annotate(lead_since=Subquery(lead.values("opened_at")[:1]))
        .filter(lead__isnull=False, lead_since__lte=F("adopted_at"))
        .exclude(lead_owner=F("owner"))
        .select_related("owner", "item__meeting__platform")
        .prefetch_related("owner__replaced_by")
        .order_by("adopted_at", "pk")
    )
    found: dict[int, Resolution] = {}  # of two decisions about one matter the later one
    for one in decided:
        found[one.lead] = one  # type: ignore[attr-defined] # annotated above
    legs = Leg.objects.select_related("matter", "owner").in_bulk(list(found))
    goals = {key: next(iter(_alive(one.owner)), None) for key, one in found.items() if one.owner is not None}
    return [(legs[key], one, goal) for key, one in found.items() if (goal := goals[key]) and goal != legs[key].owner]


def _alive(body: Organisation) -> list[Organisation]:
    """Return the body itself, or those that took its place."""
    if body.closed_date is None:
        return [body]
    return [one for one in body.replaced_by.all() if one.closed_date is None]
