"""Reports of part-time members: who is to report on a year, who did, at which meeting it was spoken of."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from gongjian.civic.platforms.models import Attendance, Meeting, Platform, Seat, SeatReport

CAME = (Attendance.State.PRESENT, Attendance.State.OBSERVER)


@dataclass(frozen=True)
class Reporting:
    """A part-time seat of a year, and its report if there is one."""

    seat: Seat
    report: SeatReport | None


def reportings(platform: Platform, year: int) -> list[Reporting]:
    """Return the part-time seats in force in a year, by name, each with the report on that year."""
    held = Q(valid_to=None) | Q(valid_to__gt=date(year, 1, 1))
    seats = platform.seats.filter(held, is_part_time=True, valid_from__lt=date(year + 1, 1, 1))
    seats = seats.select_related("organisation", "platform__area", "platform__secretary")
    reports = SeatReport.objects.filter(seat__platform=platform, year=year).select_related(
        "meeting", "seat__platform__area", "seat__platform__secretary", "seat__organisation"
    )
    by_seat = {report.seat_id: report for report in reports}
    return [Reporting(seat, by_seat.get(seat.pk)) for seat in seats.order_by("organisation__sort_key", "pk")]


def meetings_for(report: SeatReport) -> QuerySet[Meeting, Any]:
    """Return the meetings that could speak of a report: of that year, held, the member was asked to come or came."""
    first, until = (
        datetime.combine(date(year, 1, 1), time(), settings.OFFICE_ZONE) for year in (report.year, report.year + 1)
    )
    member = report.seat.organisation_id
    asked = Q(invitations__organisation=member)
    came = Q(attendances__organisation=member, attendances__state__in=CAME)
    there = Meeting.objects.filter(asked | came).values("pk")
    meetings = report.seat.platform.meetings.filter(held_at__isnull=False, starts_at__gte=first, starts_at__lt=until)
    return meetings.filter(pk__in=there).order_by("-starts_at", "pk")


def years_of(seat: Seat, *, on: date) -> list[int]:
    """Return this year and the last, if the seat was in force in them and the meeting has not spoken of them."""
    spoken = set(seat.reports.filter(appraised_at__isnull=False).values_list("year", flat=True))
    return [
        year
        for year in (on.year, on.year - 1)
        if year not in spoken
        and seat.valid_from < date(year + 1, 1, 1)
        and (seat.valid_to is None or seat.valid_to > date(year, 1, 1))
    ]
