"""Which phase a programme year is in. Nothing else answers that question."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import pairwise
from typing import Generic, TypeVar

from gongjian.methods.refusals import Refused

Moment = TypeVar("Moment", date, datetime)


class Phase(Enum):
    """The phases of a programme year, in order."""

    PLANNED = "PLANNED"
    OPEN = "OPEN"
    FROZEN = "FROZEN"
    CLOSED = "CLOSED"


class DatesOutOfOrder(Refused):
    """A year that is frozen before it opens or closed before it is frozen; `expected` is the earlier date."""

    sentence = "{field} is {found}, but the step before it is {expected}."


@dataclass(frozen=True, slots=True)
class ProgrammeDates(Generic[Moment]):
    """When a programme year opens, freezes and closes; None: not decided yet, and neither is what follows.

    All three are days, or all three are instants.
    """

    opens: Moment | None = None
    freezes: Moment | None = None
    closes: Moment | None = None

    def __post_init__(self) -> None:
        """Refuse dates that are not in order."""
        steps = (("opens", self.opens), ("freezes", self.freezes), ("closes", self.closes))
        for (_, earlier), (name, later) in pairwise(steps):
            if later is not None and (earlier is None or later < earlier):
                raise DatesOutOfOrder(name, later, earlier)


def phase_at(dates: ProgrammeDates[Moment], at: Moment) -> Phase:
    """Return the phase of a programme year at a moment.

    dates   of the year; a phase begins on its date and ends before the next one
    at      a day for days, an instant for instants

    >>> year = ProgrammeDates(opens=date(2025, 1, 1), freezes=date(2025, 12, 16))
    >>> phase_at(year, date(2025, 12, 15)).name, phase_at(year, date(2025, 12, 16)).name
    ('OPEN', 'FROZEN')
    """
    if dates.closes is not None and dates.closes <= at:
        return Phase.CLOSED
    if dates.freezes is not None and dates.freezes <= at:
        return Phase.FROZEN
    if dates.opens is not None and dates.opens <= at:
        return Phase.OPEN
    return Phase.PLANNED
