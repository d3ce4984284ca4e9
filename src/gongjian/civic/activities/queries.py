"""Reads across activities."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet, Sum

from gongjian.accounts.models import User
from gongjian.civic.activities.models import Activity, Side


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
