"""Working days, and the days of the monthly record. Days only: the hour plays no part.

Two sets tell what a calendar year's notice says: `holidays`, weekdays off, and `makeup`, weekend days worked.
A year with no day in either has no notice yet: only weekends are off then, and whatever follows is provisional.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.methods.refusals import Refused

DAY = timedelta(days=1)
SATURDAY = 5
LONGEST = 366  # days in a row without a working day: no calendar has so many


class ClockRefused(Refused):
    """A calendar that cannot be worked with."""


class DayOutOfRange(ClockRefused):
    """A day of the month, or a number of days, outside what a rule may say; `expected` is (least, most)."""

    sentence = "{field} is {found}, but must lie within {expected[0]} and {expected[1]}."


class NoWorkdays(ClockRefused):
    """A calendar in which nobody works for a year on end."""

    sentence = "There is no working day within a year of {found}."


def is_workday(day: date, holidays: Collection[date] = (), makeup: Collection[date] = ()) -> bool:
    """Return whether people work on this day: a weekday that is no holiday, or a weekend day made up for one.

    >>> is_workday(date(2025, 10, 1), holidays={date(2025, 10, 1)}), is_workday(date(2025, 9, 28))
    (False, False)
    """
    return day in makeup or (day.weekday() < SATURDAY and day not in holidays)


def is_provisional(year: int, holidays: Collection[date] = (), makeup: Collection[date] = ()) -> bool:
    """Return whether a calendar year has no notice yet, so that its working days are only weekdays."""
    return all(day.year != year for day in (*holidays, *makeup))


def add_workdays(day: date, number: int, holidays: Collection[date] = (), makeup: Collection[date] = ()) -> date:
    """Return the working day that is so many after a day, or before it if the number is below zero.

    day     any day; it is not counted itself
    number  of working days; 0 returns the day as it is
    raises  NoWorkdays

    >>> add_workdays(date(2025, 1, 3), 1)
    datetime.date(2025, 1, 6)
    """
    step = DAY if number > 0 else -DAY
    for _ in range(abs(number)):
        day = _next_workday(day + step, step, holidays, makeup)
    return day


def _next_workday(day: date, step: timedelta, holidays: Collection[date], makeup: Collection[date]) -> date:
    """Return the first working day from a day on, that day included, in steps of a day forwards or back."""
    found = day
    for _ in range(LONGEST):
        if is_workday(found, holidays, makeup):
            return found
        found += step
    raise NoWorkdays("day", day)


def workdays_between(start: date, end: date, holidays: Collection[date] = (), makeup: Collection[date] = ()) -> int:
    """Return how many working days come after the start, up to the end and with it.

    So `workdays_between(day, add_workdays(day, n)) == n`. Below zero if the end comes before the start:
    then it is minus the working days after the end, up to the start and with it.

    >>> workdays_between(date(2025, 1, 3), date(2025, 1, 7)), workdays_between(date(2025, 1, 7), date(2025, 1, 3))
    (2, -2)
    """
    if end < start:
        return -workdays_between(end, start, holidays, makeup)
    days = (start + number * DAY for number in range(1, (end - start).days + 1))
    return sum(is_workday(day, holidays, makeup) for day in days)


@dataclass(frozen=True, slots=True)
class RecordRules:
    """When the monthly record is drafted, filed, answered and locked; settings of a programme.

    draft_day                         day of the month, 1 to 28, on which the draft is made
    answer_workdays                   working days after filing within which it is answered
    lock_workday                      the working day after filing at whose end it is locked; later than the last answer
    early_month                       the month that closes early, 1 to 12; 0 for none
    early_draft_day, early_file_day   days of that month
    """

    draft_day: int = 25
    answer_workdays: int = 5
    lock_workday: int = 6
    early_month: int = 12
    early_draft_day: int = 5
    early_file_day: int = 8

    def __post_init__(self) -> None:
        """Refuse settings that no month can follow."""
        limits = {
            "draft_day": (1, 28),
            "answer_workdays": (1, 60),
            "lock_workday": (self.answer_workdays + 1, 61),
            "early_month": (0, 12),
            "early_draft_day": (1, 28),
            "early_file_day": (self.early_draft_day, 28),
        }
        for name, (least, most) in limits.items():
            if not least <= getattr(self, name) <= most:
                raise DayOutOfRange(name, getattr(self, name), (least, most))


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """The days of one monthly record. Each deadline holds to the end of its day.

    drafted_on      the draft is made
    filed_by        last day to file
    answered_by     last day to accept or dispute a line
    locked_on       at the end of this day the record is locked
    is_provisional  a year among these days has no notice of holidays yet
    """

    drafted_on: date
    filed_by: date
    answered_by: date
    locked_on: date
    is_provisional: bool


def month_calendar(
    year: int,
    month: int,
    rules: RecordRules | None = None,
    holidays: Collection[date] = (),
    makeup: Collection[date] = (),
) -> MonthCalendar:
    """Return the days of the monthly record of a month.

    year, month  of the record, month 1 to 12
    rules        settings; None for the usual ones
    returns      the days; the early month is filed by its early day, any other by its last working day, or on the
                 day of the draft if that comes later
    raises       DayOutOfRange for a month that is none

    >>> month_calendar(2025, 3).filed_by, month_calendar(2025, 12).locked_on
    (datetime.date(2025, 3, 31), datetime.date(2025, 12, 16))
    """
    rules = rules or RecordRules()
    if not 1 <= month <= 12:
        raise DayOutOfRange("month", month, (1, 12))
    if month == rules.early_month:
        drafted_on, filed_by = date(year, month, rules.early_draft_day), date(year, month, rules.early_file_day)
    else:
        drafted_on = date(year, month, rules.draft_day)
        last_day = date(year + month // 12, month % 12 + 1, 1) - DAY
        filed_by = max(drafted_on, _next_workday(last_day, -DAY, holidays, makeup))
    answered_by = add_workdays(filed_by, rules.answer_workdays, holidays, makeup)
    locked_on = add_workdays(filed_by, rules.lock_workday, holidays, makeup)
    years = {day.year for day in (drafted_on, filed_by, answered_by, locked_on)}
    provisional = any(is_provisional(one, holidays, makeup) for one in years)
    return MonthCalendar(drafted_on, filed_by, answered_by, locked_on, provisional)
