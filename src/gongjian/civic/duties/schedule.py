"""What the clock does: whatever is due by now, in its own name. Asked again, it finds nothing more to do."""

from datetime import datetime

from django.conf import settings

from gongjian.accounts.models import User
from gongjian.civic.records.actions import deem_period, draft_period, lock_period
from gongjian.civic.records.models import Period


def tick(at: datetime) -> int:
    """Draft, deem and lock the months whose day has come, and return how many were moved on."""
    clock, today = User.objects.clock(), at.astimezone(settings.OFFICE_ZONE).date()
    periods = Period.objects.filter(programme__closed_at=None, locked_at=None)
    to_draft = list(periods.filter(drafted_at=None, draft_date__lte=today).order_by("month", "area"))
    for period in to_draft:
        draft_period(clock, period, at=at)
    to_lock = list(periods.filter(drafted_at__isnull=False, lock_date__lt=today).order_by("month", "area"))
    for period in to_lock:
        deem_period(clock, period, at=at)
        lock_period(clock, period, at=at)
    return len(to_draft) + len(to_lock)
