"""What will happen when: noted ahead, then lived through in order, each hour's deeds of one kind in one transaction."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from typing import Any

from django.conf import settings
from django.db import models

from gongjian.accounts.models import User
from gongjian.ledger.action import Action
from gongjian.methods.clocks import add_workdays, is_workday

Deed = tuple[User, models.Model, dict[str, Any]]
After = Callable[[Any], None]

HOURS = (8, 9, 10, 11, 14, 15, 16, 17)
DAY = timedelta(days=1)


class Diary:
    """The calendar of the demonstration: its working days, and what is noted for each moment."""

    def __init__(self, until: datetime, holidays: frozenset[date], makeup: frozenset[date]) -> None:
        self.until = until
        self.holidays, self.makeup = holidays, makeup
        self.now = datetime.min.replace(tzinfo=settings.OFFICE_ZONE)
        self.events = 0
        self._moments: list[datetime] = []
        self._deeds: dict[datetime, dict[Action[Any, Any, Any], list[tuple[Deed, After | None]]]] = {}
        self._thoughts: dict[datetime, list[Callable[[], None]]] = {}

    def is_workday(self, day: date) -> bool:
        """Return whether offices are open."""
        return is_workday(day, self.holidays, self.makeup)

    def workday(self, day: date, later: int = 0) -> date:
        """Return the day, or the next working day, and so many working days after it (or before, below zero)."""
        while not self.is_workday(day):
            day += DAY
        return add_workdays(day, later, self.holidays, self.makeup)

    def moment(self, day: date, hour: int) -> datetime:
        """Return a moment of a day: one of eight office hours, at minutes that differ from day to day."""
        minute = (day.toordinal() * 37 + hour * 11) % 55
        return datetime.combine(day, time(HOURS[hour], minute), settings.OFFICE_ZONE)

    def note(
        self,
        at: datetime,
        action: Action[Any, Any, Any],
        actor: User,
        subject: Any,
        after: After | None = None,
        **said: Any,
    ) -> None:
        """Note that somebody will do something; `after` is told the row. What lies behind the end never happens."""
        if at < self.now:
            raise ValueError(f"{action.verb} is noted for {at}, but it is {self.now} already")
        if at < self.until:
            self._open(at).setdefault(action, []).append(((actor, subject, said), after))

    def think(self, at: datetime, thought: Callable[[], None]) -> None:
        """Note that at a moment, after the deeds of that moment, something is to be planned."""
        if at < self.until:
            self._open(at)
            self._thoughts.setdefault(at, []).append(thought)

    def live(self, before: datetime) -> None:
        """Let everything happen that is noted for before a moment, and whatever follows from it."""
        while self._moments and self._moments[0] < before:
            self.now = at = heappop(self._moments)
            for action, deeds in self._deeds.pop(at, {}).items():
                self._do(action, deeds, at)
            for thought in self._thoughts.pop(at, ()):
                thought()

    def _do(self, action: Action[Any, Any, Any], deeds: list[tuple[Deed, After | None]], at: datetime) -> None:
        rows = action.each([deed for deed, _after in deeds], at=at)
        self.events += len(rows)
        for row, (_deed, after) in zip(rows, deeds, strict=True):
            if after is not None:
                after(row)

    def _open(self, at: datetime) -> dict[Action[Any, Any, Any], list[tuple[Deed, After | None]]]:
        if at not in self._deeds:
            heappush(self._moments, at)
            self._deeds[at] = {}
        return self._deeds[at]
