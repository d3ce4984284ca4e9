"""Days that are typed lie where somebody can have meant them; a slip of the hand is refused in words."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.ledger.action import Refused

MOST_DAYS_AHEAD, MOST_YEARS = 400, 5


def check_ahead(day: date, at: datetime) -> None:
    """Refuse a day on which something is to begin, if it lies further ahead than anybody plans."""
    if day > at.astimezone(settings.OFFICE_ZONE).date() + timedelta(days=MOST_DAYS_AHEAD):
        raise Refused(
            _("%(day)s太远了，最多写到今天以后 %(most)s 天。请核对年份。")
            % {"day": day.isoformat(), "most": MOST_DAYS_AHEAD}
        )


def check_term(day: date | None, since: date) -> None:
    """Refuse a day by which something decided is to be done, if it lies years after the meeting."""
    if day is not None and (day.year - MOST_YEARS, day.month, day.day) > (since.year, since.month, since.day):
        raise Refused(
            _("%(day)s太远了，最多写到会后 %(years)s 年。请核对年份。") % {"day": day.isoformat(), "years": MOST_YEARS}
        )
