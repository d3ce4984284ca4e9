"""When a meeting may decide, when a resolution is carried, and whether a body met as often as it must.

Only whether a duty was met is told, never how often a body met: more meetings are not better ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.methods.refusals import Refused

FULL = 10_000
MONTHS = (1, 2, 3, 4, 6, 12)  # the lengths that fill a calendar year
DAY = timedelta(days=1)


class MeetingRefused(Refused):
    """A meeting, or a duty to meet, that cannot be worked with."""


class NumberBelowZero(MeetingRefused):
    """A number of seats or votes below zero."""

    sentence = "{field} is {found}: nothing can be counted less than 0 times."


class MoreVotesThanPresent(MeetingRefused):
    """More votes than seats present."""

    sentence = "{found} votes were counted, but only {expected} are present."


class ShareNeverExceeded(MeetingRefused):
    """A share that nobody can exceed, or one below nothing; `expected` is (least, most)."""

    sentence = "{field} is {found}, but must lie within {expected[0]} and {expected[1]}."


class MonthsDoNotFillTheYear(MeetingRefused):
    """A length of period that leaves a remainder in the calendar year; `expected` are the lengths that do not."""

    sentence = "{field} is {found}, but must be one of {expected}."


def is_quorate(present: int, due: int, quorum_bp: int) -> bool:
    """Return whether enough seats are present to decide.

    present    seats that are present, by a delegate too; observers are not counted
    due        seats on the day of the meeting; of none, nothing is ever enough
    quorum_bp  the share to be exceeded, basis points
    raises     NumberBelowZero, ShareNeverExceeded
    source     the rules of the platform; half of those due are not yet more than half

    >>> is_quorate(5, 10, 5000), is_quorate(6, 10, 5000), is_quorate(0, 0, 0)
    (False, True, False)
    """
    _check_counts(present=present, due=due)
    _check_share("quorum_bp", quorum_bp)
    return present * FULL > due * quorum_bp


def is_carried(votes_for: int, present: int, majority_bp: int) -> bool:
    """Return whether a resolution is carried by those present.

    votes_for    votes in favour
    present      seats that are present, however they voted
    majority_bp  the share to be exceeded, basis points
    raises       NumberBelowZero, MoreVotesThanPresent, ShareNeverExceeded
    source       the rules of the platform; an abstention counts like a vote against

    >>> is_carried(3, 6, 5000), is_carried(4, 6, 5000)
    (False, True)
    """
    check_votes(votes_for, 0, 0, present)
    _check_share("majority_bp", majority_bp)
    return votes_for * FULL > present * majority_bp


def check_votes(votes_for: int, votes_against: int, votes_abstained: int, present: int) -> None:
    """Refuse votes that those present cannot have cast.

    votes_for, votes_against, votes_abstained  as counted; fewer than are present is in order: some cast none
    present                                    seats that are present
    raises                                     NumberBelowZero, MoreVotesThanPresent

    >>> check_votes(4, 1, 1, 6)
    """
    _check_counts(votes_for=votes_for, votes_against=votes_against, votes_abstained=votes_abstained, present=present)
    votes = votes_for + votes_against + votes_abstained
    if votes > present:
        raise MoreVotesThanPresent("votes", votes, present)


def _check_counts(**counts: int) -> None:
    for name, count in counts.items():
        if count < 0:
            raise NumberBelowZero(name, count)


def _check_share(name: str, share_bp: int) -> None:
    if not 0 <= share_bp < FULL:
        raise ShareNeverExceeded(name, share_bp, (0, FULL - 1))


@dataclass(frozen=True, slots=True)
class Duty:
    """A period in which a body must meet at least once.

    first_day, last_day  of the period, both within it
    state                "DONE" it met; "DUE" it has until the last day; "OVERDUE" it did not; "NEXT" yet to begin
    """

    first_day: date
    last_day: date
    state: str


def duties(every_months: int, first_day: date, until_day: date, held_days: Iterable[date], today: date) -> list[Duty]:
    """Return the periods in which a body must meet, and whether it did.

    every_months  length of a period: 1, 2, 3, 4, 6 or 12; periods are those of the calendar, the first from 1 January
    first_day     on which the duty begins
    until_day     before which it ends
    held_days     on which the body met, in any order; a day after today is not held yet
    today         the day as of which is told
    returns       the periods in order. The duty may begin or end within a period: only the days under the duty
                  count then, and if they are less than half of the period, no meeting is asked for in it
    raises        MonthsDoNotFillTheYear
    source        the rules of the platform

    >>> [duty.state for duty in duties(6, date(2026, 1, 1), date(2027, 1, 1), [date(2026, 3, 9)], date(2026, 8, 1))]
    ['DONE', 'DUE']
    """
    if every_months not in MONTHS:
        raise MonthsDoNotFillTheYear("every_months", every_months, MONTHS)
    held = [day for day in held_days if day <= today]
    found = []
    start = date(first_day.year, (first_day.month - 1) // every_months * every_months + 1, 1)
    while start < until_day:
        following = _months_later(start, every_months)
        begins, ends = max(start, first_day), min(following, until_day)
        if (ends - begins) * 2 >= following - start and begins < ends:
            found.append(Duty(begins, ends - DAY, _state(begins, ends - DAY, held, today)))
        start = following
    return found


def _months_later(first: date, months: int) -> date:
    """Return the first day of the month so many months after a first day of a month."""
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1)


def _state(first: date, last: date, held: list[date], today: date) -> str:
    if today < first:
        return "NEXT"
    if any(first <= day <= last for day in held):
        return "DONE"
    return "OVERDUE" if last < today else "DUE"
