"""Reads across activities."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from gongjian.accounts.models import User
from gongjian.civic.activities.models import Activity, Side
from gongjian.civic.matters.models import Matter, SiteCheck
from gongjian.ledger.models import Event


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    kind: str = "",
    state: str = "",
    organisation: int | None = None,
    group: int | None = None,
) -> QuerySet[Activity, Any]:
    """Return the activities the user may see that fit what was said; each with its bodies and people."""
    activities = Activity.objects.visible_to(user, on=on).select_related("area")
    if q:
        activities = activities.filter(Q(title__icontains=q) | Q(theme__icontains=q))
    if kind:
        activities = activities.filter(kind=kind)
    if state:
        activities = activities.filter(held_at__isnull=state != "held")
    if organisation:
        activities = activities.filter(pk__in=Side.objects.filter(organisation=organisation).values("activity"))
    if group:
        activities = activities.filter(group=group)
    return activities.annotate(bodies=Count("sides"), people=Sum("sides__headcount"))


def findings_of(activity: Activity, user: User | AnonymousUser, *, on: date) -> tuple[Event | None, list[Matter]]:
    """Return the event that entered a visit on site, and what it found with the checks since, latest first."""
    if activity.kind != Activity.Kind.SITE_VISIT or activity.held_at is None:
        return None, []
    events = Event.objects.about(activity)
    held = events.filter(verb="activities.hold_activity").order_by("-pk").first()
    checks = Prefetch("checks", SiteCheck.objects.order_by("-day", "-pk"))
    found = Matter.objects.visible_to(user, on=on).filter(source__in=events.values("pk"))
    return held, list(found.prefetch_related(checks).order_by("-raised_at", "-pk"))
