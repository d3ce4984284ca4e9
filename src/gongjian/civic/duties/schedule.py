"""What the clock does: whatever is due by now, in its own name. Asked again, it finds nothing more to do."""

from contextlib import suppress
from datetime import date, datetime

from django.conf import settings

from gongjian.accounts.models import User
from gongjian.civic.matters.actions import climb_leg, deem_matter, hand_on
from gongjian.civic.matters.queries.due import climbing, handed_over, silent_matters
from gongjian.civic.platforms.actions import return_to_agenda
from gongjian.civic.platforms.queries.agenda import returning
from gongjian.civic.records.actions import deem_period, draft_period, file_record, lock_period
from gongjian.civic.records.models import Line, Period, Record
from gongjian.civic.registry.actions import catch_up
from gongjian.civic.registry.queries.behind import behind
from gongjian.ledger.action import Refused

REASON = 300  # letters of a leg's reason


def tick(at: datetime) -> int:
    """Let planned changes come into force, months be drafted and locked, matters and reviews move on.

    Returns how many were due: organisations that caught up with their dated rows, months drafted or locked, matters
    handed over, deemed or shown to the next level, resolutions returned to an agenda.
    """
    clock, today = User.objects.clock(), at.astimezone(settings.OFFICE_ZONE).date()
    changed = list(behind(today).order_by("pk"))
    if changed:  # before the months are drafted: who belongs to a month is read from today's rows
        catch_up.each([(clock, organisation, {}) for organisation in changed], at=at)
    periods = Period.objects.filter(programme__closed_at=None, locked_at=None)
    to_draft = list(periods.filter(drafted_at=None, draft_date__lte=today).order_by("month", "area"))
    for period in to_draft:
        draft_period(clock, period, at=at)
    late = Record.objects.filter(period__in=periods, period__file_by_date__lt=today, filed_at=None)
    unfiled = list(late.filter(period__drafted_at__isnull=False).order_by("pk"))
    file_record.each([(clock, record, {}) for record in unfiled], at=at)
    answered = periods.filter(drafted_at__isnull=False, lock_date__lt=today).order_by("month", "area")
    moved = 0
    for period in answered:
        deem_period(clock, period, at=at)
        if not Line.objects.filter(
            record__period=period, state=Line.State.DISPUTED
        ).exists():  # else the street decides
            lock_period(clock, period, at=at)
            moved += 1
    return len(changed) + len(to_draft) + moved + _matters(clock, at, today) + _reviews(clock, at, today)


def _matters(clock: User, at: datetime, today: date) -> int:
    """Carry out what meetings handed over, let silence count, and show overdue legs to the next level."""
    handed = handed_over()
    hand_on.each(
        [(clock, leg, {"to": to, "reason": one.text[:REASON], "resolution": one}) for leg, one, to in handed], at=at
    )
    silent = silent_matters(today)
    deem_matter.each([(clock, matter, {}) for matter in silent], at=at)
    late = climbing(today)
    climb_leg.each([(clock, leg, {"step": rung.step, "to_level": rung.to_level}) for leg, rung in late], at=at)
    return len(handed) + len(silent) + len(late)


def _reviews(clock: User, at: datetime, today: date) -> int:
    """Put what is to be looked at again on the agenda of the next meeting; a full agenda waits for the one after."""
    number = 0
    for resolution in list(returning(at, today)):
        with suppress(Refused):
            return_to_agenda(clock, resolution, at=at)
            number += 1
    return number
