"""How the days of a matter divide among those who had it.

A matter passes from one lead body to the next; the time one body has it is a leg. A leg opened on a day is counted
from the working day after it, up to the day on which it ends and with it; the next leg opens on that same day. So no
working day is counted twice and none is lost: the spells of a leg add up to the leg, the legs to the age of the matter.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongjian.methods.clocks import add_workdays, workdays_between
from gongjian.methods.clocks import is_provisional as is_provisional_year
from gongjian.methods.refusals import Refused

WAIT, WORK, PAUSE, ASK = KINDS = ("WAIT", "WORK", "PAUSE", "ASK")

Stretch = tuple[date, date | None]


class LegRefused(Refused):
    """A leg whose days cannot be."""


class DaysOutOfOrder(LegRefused):
    """A day that comes before the one it must follow; `expected` is that one."""

    sentence = "{field} is {found}, but cannot come before {expected}."


class NoSuchLimit(LegRefused):
    """A limit of days below zero."""

    sentence = "{field} is {found}: a limit cannot be below 0 days."


@dataclass(frozen=True, slots=True)
class Leg:
    """The time that one body had a matter.

    level     of the body, in any words
    opened    the day on which it was given the matter
    accepted  the day on which it took the matter up; None: not yet
    ended     the day on which the matter left it; None: it has it still
    pauses    stretches in which its clock stands still: (day, day of going on or None)
    asked     stretches in which the raiser is asked whether the matter is solved: (day, day of the answer or None)
    is_lead   whether the matter was its own to solve, and not to help with
    """

    level: str
    opened: date
    accepted: date | None
    ended: date | None
    pauses: tuple[Stretch, ...] = ()
    asked: tuple[Stretch, ...] = ()
    is_lead: bool = True

    def __post_init__(self) -> None:
        """Refuse days that are not in order."""
        later = {"accepted": self.accepted, "ended": self.ended}
        for name, day in later.items():
            if day is not None and day < self.opened:
                raise DaysOutOfOrder(name, day, self.opened)
        _check("pauses", self.pauses)
        _check("asked", self.asked)


@dataclass(frozen=True, slots=True)
class Spell:
    """A part of a leg in which nothing changed.

    kind         "WAIT" not taken up yet, "WORK", "PAUSE" or "ASK" the raiser is asked
    first, last  where it begins and ends; the next spell begins where it ends
    days         working days after the first, up to the last and with it
    """

    kind: str
    first: date
    last: date
    days: int


def _check(name: str, stretches: Iterable[Stretch]) -> None:
    for begins, ends in stretches:
        if ends is not None and ends < begins:
            raise DaysOutOfOrder(name, ends, begins)


def spells(leg: Leg, today: date, holidays: Collection[date] = (), makeup: Collection[date] = ()) -> list[Spell]:
    """Return the spells of a leg in order, from its opening to its end or to today, without gap or overlap.

    leg      its pauses and askings may reach beyond it: only what lies within counts
    today    the day as of which is told; what comes later has not happened yet
    returns  a pause goes before an asking, both go before work and waiting; a leg that ends on the day it opened
             is one spell without a day; none for a leg opened after today

    >>> leg = Leg("STREET", date(2026, 3, 2), date(2026, 3, 4), None, pauses=((date(2026, 3, 5), None),))
    >>> [(spell.kind, spell.days) for spell in spells(leg, date(2026, 3, 9))]
    [('WAIT', 2), ('WORK', 1), ('PAUSE', 2)]
    """
    if today < leg.opened:
        return []
    last = min(leg.ended or today, today)
    stretches = (*leg.pauses, *leg.asked, (leg.opened, leg.accepted))
    cuts = {min(max(day or last, leg.opened), last) for stretch in stretches for day in stretch}
    bounds = sorted(cuts | {leg.opened, last})
    if len(bounds) == 1:
        return [Spell(_kind(leg, last, last), last, last, 0)]
    found: list[tuple[str, date, date]] = []
    for first, until in pairwise(bounds):
        kind = _kind(leg, first, until)
        begins = found.pop()[1] if found and found[-1][0] == kind else first
        found.append((kind, begins, until))
    return [Spell(kind, first, until, workdays_between(first, until, holidays, makeup)) for kind, first, until in found]


def _kind(leg: Leg, first: date, until: date) -> str:
    """Return how a leg stood between two neighbouring days on which anything changed."""
    if _covers(leg.pauses, first, until):
        return PAUSE
    if _covers(leg.asked, first, until):
        return ASK
    return WORK if leg.accepted is not None and leg.accepted <= first else WAIT


def _covers(stretches: Iterable[Stretch], first: date, until: date) -> bool:
    return any(begins <= first and (ends is None or until <= ends) for begins, ends in stretches)


def days_by_kind(
    legs: Iterable[Leg], today: date, holidays: Collection[date] = (), makeup: Collection[date] = ()
) -> dict[str, dict[str, int]]:
    """Return the working days of a matter by level and kind, over its lead legs.

    legs     of one matter, in any order; those that only help are left out, so no day is counted twice
    returns  every kind for every level that had a lead leg, in the order of the legs. Where each lead leg opens on the
             day the former ended, the sum over all is the age of the matter

    >>> days_by_kind([Leg("STREET", date(2026, 3, 2), date(2026, 3, 4), None)], date(2026, 3, 9))
    {'STREET': {'WAIT': 2, 'WORK': 3, 'PAUSE': 0, 'ASK': 0}}
    """
    found: dict[str, dict[str, int]] = {}
    for leg in legs:
        if leg.is_lead and leg.opened <= today:
            days = found.setdefault(leg.level, dict.fromkeys(KINDS, 0))
            for spell in spells(leg, today, holidays, makeup):
                days[spell.kind] += spell.days
    return found


def age(
    raised: date,
    closed: date | None,
    today: date,
    holidays: Collection[date] = (),
    makeup: Collection[date] = (),
) -> int:
    """Return how many working days a matter has been open: after it was raised, up to its close or today and with it.

    >>> age(date(2026, 3, 2), None, date(2026, 3, 9)), age(date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 9))
    (5, 1)
    """
    return max(0, workdays_between(raised, min(closed or today, today), holidays, makeup))


def due_day(
    opened: date,
    limit_days: int,
    pauses: Iterable[Stretch],
    asked: Iterable[Stretch],
    today: date,
    holidays: Collection[date] = (),
    makeup: Collection[date] = (),
) -> date:
    """Return the last day of a leg's limit: each working day of standing still so far moves it on by one.

    opened         the day on which the leg was opened; it is not counted itself
    limit_days     working days given
    pauses, asked  stretches in which the clock stands still; days that lie in both count once
    today          the day as of which is told, or the day the leg ended; a stretch still open lasts until today
    raises         NoSuchLimit, DaysOutOfOrder

    >>> due_day(date(2026, 3, 2), 5, [(date(2026, 3, 3), date(2026, 3, 5))], [], date(2026, 3, 9))
    datetime.date(2026, 3, 11)
    """
    if limit_days < 0:
        raise NoSuchLimit("limit_days", limit_days)
    leg = Leg("", opened, opened, None, tuple(pauses), tuple(asked))
    still = sum(spell.days for spell in spells(leg, today, holidays, makeup) if spell.kind in (PAUSE, ASK))
    return add_workdays(opened, limit_days + still, holidays, makeup)


def overdue_days(
    opened: date,
    limit_days: int,
    pauses: Iterable[Stretch],
    asked: Iterable[Stretch],
    today: date,
    holidays: Collection[date] = (),
    makeup: Collection[date] = (),
) -> int:
    """Return how many working days a leg is over its limit; 0 up to the due day and with it.

    The arguments are those of `due_day`. While the clock stands still the number does not grow.

    >>> overdue_days(date(2026, 3, 2), 5, [], [], date(2026, 3, 9)), overdue_days(
    ...     date(2026, 3, 2), 5, [], [], date(2026, 3, 11))
    (0, 2)
    """
    last = due_day(opened, limit_days, pauses, asked, today, holidays, makeup)
    return max(0, workdays_between(last, today, holidays, makeup))


def is_provisional(days: Iterable[date], holidays: Collection[date] = (), makeup: Collection[date] = ()) -> bool:
    """Return whether any of these days lies in a year that has no notice of holidays yet.

    >>> is_provisional([date(2026, 12, 30), date(2027, 1, 4)], holidays={date(2026, 1, 1)})
    True
    """
    return any(is_provisional_year(year, holidays, makeup) for year in {day.year for day in days})
