"""Reads across platforms: the register of meetings, who came to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Attendance, Meeting
from gongjian.civic.registry.models import Organisation

STATES: dict[str, dict[str, bool]] = {
    "held": {"held_at__isnull": False},
    "ahead": {"held_at__isnull": True, "cancelled_at__isnull": True},
    "cancelled": {"cancelled_at__isnull": False},
}


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    kind: str = "",
    state: str = "",
    organisation: int | None = None,
) -> QuerySet[Meeting, Any]:
    """Return the meetings the user may see that fit what was said; each with how many were due and came."""
    meetings = Meeting.objects.visible_to(user, on=on).select_related("platform")
    if q:
        meetings = meetings.filter(Q(title__icontains=q) | Q(platform__title__icontains=q))
    if kind:
        meetings = meetings.filter(kind=kind)
    if state:
        meetings = meetings.filter(**STATES[state])
    if organisation:
        meetings = meetings.filter(pk__in=Attendance.objects.filter(organisation=organisation).values("meeting"))
    came = Count("attendances", filter=Q(attendances__state=Attendance.State.PRESENT))
    seats = Count("attendances", filter=~Q(attendances__state=Attendance.State.OBSERVER))
    return meetings.annotate(due=seats, came=came).prefetch_related("stages")


@dataclass(frozen=True)
class Sheet:
    """The signed sheet: organisations by whether they came, in the order of their names."""

    present: Sequence[Organisation]
    on_leave: Sequence[Organisation]
    absent: Sequence[Organisation]
    observers: Sequence[Organisation]
    due: int


def sheet(meeting: Meeting) -> Sheet:
    """Return who came to a held meeting; for one that lies ahead, who is due."""
    rows = list(meeting.attendances.select_related("organisation").order_by("organisation__sort_key"))
    by = {state: [row.organisation for row in rows if row.state == state] for state in Attendance.State}
    observers = by[Attendance.State.OBSERVER]
    return Sheet(
        by[Attendance.State.PRESENT],
        by[Attendance.State.LEAVE],
        by[Attendance.State.ABSENT],
        observers,
        len(rows) - len(observers),
    )


def due(meeting: Meeting) -> list[Organisation]:
    """Return the organisations that have a seat on the day of the meeting, in the order of their names."""
    seats = meeting.platform.seats.on(meeting.day).select_related("organisation")
    return [seat.organisation for seat in seats.order_by("organisation__sort_key")]
