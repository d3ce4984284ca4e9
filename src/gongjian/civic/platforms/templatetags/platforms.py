"""`{% load platforms %}`: what blocks of the pages of meetings and committees load themselves."""

from typing import Any

from django import template

from gongjian.civic.platforms.models import Attendance, Meeting, Platform
from gongjian.civic.platforms.queries.reports import Reporting, reportings
from gongjian.civic.platforms.queries.talks import Talk, talk_of
from gongjian.web.requests import Request

register = template.Library()


@register.simple_tag(takes_context=True, name="talk_of")
def talk_of_meeting(context: dict[str, Any], meeting: Meeting) -> Talk:
    """Return the four stages of an open talk as this reader may see them."""
    request: Request = context["request"]
    return talk_of(meeting, request.user, on=request.on)


@register.simple_tag(takes_context=True)
def reportings_of(context: dict[str, Any], platform: Platform) -> list[tuple[int, list[Reporting]]]:
    """Return this year and the last, each with the part-time seats and their reports; years without any left out."""
    request: Request = context["request"]
    years = [(year, reportings(platform, year)) for year in (request.on.year, request.on.year - 1)]
    return [(year, rows) for year, rows in years if rows]


@register.filter
def attendance_word(state: str) -> str:
    """Return the word for how an event says that somebody was there or not: PRESENT → 出席."""
    return str(Attendance.State(state).label)
