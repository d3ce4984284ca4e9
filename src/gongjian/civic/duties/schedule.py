"""What the clock does: whatever is due by now, in its own name. Asked again, it finds nothing more to do."""

from datetime import datetime

from django.conf import settings

from gongjian.accounts.models import User
from gongjian.civic.records.actions import deem_period, draft_period, file_record, lock_period
from gongjian.civic.records.models import Line, Period, Record
from gongjian.civic.registry.actions import catch_up
from gongjian.civic.registry.queries.behind import behind


def tick(at: datetime) -> int:
    """Let planned changes come into force, draft, file, deem and lock months; return how many were due.

    Counted are organisations that caught up with their dated rows, and months drafted or locked.
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
    return len(changed) + len(to_draft) + moved
