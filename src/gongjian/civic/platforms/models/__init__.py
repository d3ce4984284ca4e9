"""What platforms store, by noun."""

from gongjian.civic.platforms.models.meetings import (
    LONGEST_MINUTES,
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    MeetingTemplate,
    Objection,
    Resolution,
)
from gongjian.civic.platforms.models.platforms import (
    ENDING_DAYS,
    TERM_YEARS,
    Criterion,
    MeetingRule,
    Platform,
    PlatformQuerySet,
    Seat,
    SeatReport,
)
from gongjian.civic.platforms.models.talks import Finding, Stage, StageOutput
from gongjian.civic.platforms.models.threads import Entry, Thread

__all__ = [
    "ENDING_DAYS",
    "LONGEST_MINUTES",
    "TERM_YEARS",
    "AgendaItem",
    "Attendance",
    "Criterion",
    "Entry",
    "Finding",
    "Invitation",
    "Meeting",
    "MeetingRule",
    "MeetingTemplate",
    "Objection",
    "Platform",
    "PlatformQuerySet",
    "Resolution",
    "Seat",
    "SeatReport",
    "Stage",
    "StageOutput",
    "Thread",
]
