"""Meetings are planned, called, answered and held."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Attendance, Meeting, Platform
from gongjian.ledger.action import Refused, WithParts, action, digest_of


@action
def plan_meeting(
    actor: User, platform: Platform, /, *, kind: str, title: str, starts_at: datetime, place: str = "", at: datetime
) -> Meeting:
    """Plan a meeting of the platform."""
    return Meeting.objects.create(platform=platform, kind=kind, title=title, starts_at=starts_at, place=place)


@action
def hold_meeting(
    actor: User, meeting: Meeting, /, *, attendance: Mapping[int, str], at: datetime
) -> WithParts[Meeting]:
    """Enter attendance from the signed sheet: organisation → PRESENT, LEAVE or ABSENT, for every seat of the day."""
    due = set(meeting.platform.seats.on(meeting.day).values_list("organisation_id", flat=True))
    if due != set(attendance):
        raise Refused(
            _("到会登记要与席位一致：应有 %(due)s 家，登记了 %(found)s 家。")
            % {"due": len(due), "found": len(attendance)}
        )
    rows = sorted(attendance.items())
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, organisation_id=organisation, state=Attendance.State(state))
        for organisation, state in rows
    )
    meeting.held_at = at
    meeting.save(update_fields=["held_at"])
    return WithParts(meeting, {"attendance": digest_of(rows)})


@action
def move_meeting(actor: User, meeting: Meeting, /, *, platform: Platform, at: datetime) -> WithParts[Meeting]:
    """Let a planned meeting be held by the platform of the area that replaces this one."""
    meeting.platform = platform
    meeting.save(update_fields=["platform"])
    return WithParts(meeting, {"to": platform.title})
