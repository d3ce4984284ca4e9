"""The calendar of working days: which years have a table, what it says, what a notice would change in it."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from gongjian.civic.registry.models import Holiday
from gongjian.ledger.action import digest_of
from gongjian.methods.clocks import SATURDAY
from gongjian.methods.notices import Notice

AHEAD = timedelta(days=60)
WEEKS = Calendar(firstweekday=0)

Row = tuple[date, bool, str]


@dataclass(frozen=True)
class Square:
    """A day of a drawn month: OFF for a holiday, WORK for a day made up, REST for a weekend, else nothing."""

    day: date
    kind: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month as it hangs on the wall: weeks from Monday to Sunday, None where another month is."""

    first: date
    weeks: list[list[Square | None]]


@dataclass(frozen=True)
class Feast:
    """A holiday of a table: its weekdays off, and the weekend days worked for it."""

    title: str
    off: list[date]
    worked: list[date]


@dataclass(frozen=True)
class YearTable:
    """The days of a year that differ from their weekday, in order."""

    year: int
    rows: list[Row]

    @property
    def off(self) -> int:
        """How many weekdays are off."""
        return sum(not is_worked for _day, is_worked, _title in self.rows)

    @property
    def worked(self) -> int:
        """How many weekend days are worked."""
        return len(self.rows) - self.off

    @cached_property
    def feasts(self) -> list[Feast]:
        """The holidays in the order of their first day off."""
        found = []
        for title, rows in groupby(sorted(self.rows, key=lambda row: row[2]), key=lambda row: row[2]):
            kept = list(rows)
            found.append(Feast(title, [one[0] for one in kept if not one[1]], [one[0] for one in kept if one[1]]))
        return sorted(found, key=lambda feast: (feast.off or feast.worked)[0])

    @cached_property
    def months(self) -> list[Month]:
        """The months in which a day differs from its weekday."""
        known = {row[0]: row for row in self.rows}
        firsts = sorted({day.replace(day=1) for day in known})
        return [Month(first, _weeks(first, known)) for first in firsts]


@dataclass(frozen=True)
class Preview:
    """What a notice says, beside what the table of its year says now."""

    notice: Notice
    table: YearTable
    added: list[Row]
    dropped: list[Row]
    is_first: bool

    @property
    def seen(self) -> str:
        """What tells this reading from any other."""
        return str(digest_of(self.notice.rows)[1])


def _weeks(first: date, known: dict[date, Row]) -> list[list[Square | None]]:
    return [
        [_square(day, known) if day.month == first.month else None for day in week]
        for week in WEEKS.monthdatescalendar(first.year, first.month)
    ]


def _square(day: date, known: dict[date, Row]) -> Square:
    if day in known:
        _day, is_worked, title = known[day]
        return Square(day, "WORK" if is_worked else "OFF", title)
    return Square(day, "REST" if day.weekday() >= SATURDAY else "", "")


def holiday_years() -> list[int]:
    """Return the years that have a table, in order."""
    return [day.year for day in Holiday.objects.dates("date", "year")]


def year_table(year: int) -> YearTable:
    """Return the table of a year; without rows where there is none."""
    return YearTable(year, _rows([year]))


def preview_of(notice: Notice) -> Preview:
    """Return what a notice would change."""
    now = _rows([notice.year])
    known = {row[:2] for row in (*now, *_rows([notice.year - 1]))}
    read = {row[:2] for row in notice.rows}
    return Preview(
        notice=notice,
        table=YearTable(notice.year, notice.rows),
        added=[row for row in notice.rows if row[:2] not in known],
        dropped=[row for row in now if row[:2] not in read],
        is_first=not now,
    )


def holidays_to_set(notice: Notice) -> list[dict[str, Any]]:
    """Return the days to enter for a notice. Where its New Year begins in December, that year's table is kept."""
    rows = notice.rows
    if any(day.year < notice.year for day, _worked, _title in rows):
        said = {day for day, _worked, _title in rows}
        rows = [*(row for row in _rows([notice.year - 1]) if row[0] not in said), *rows]
    return [{"date": day, "is_workday": is_worked, "title": title} for day, is_worked, title in rows]


def provisional_years(on: date) -> list[int]:
    """Return which of this year and the next have no table, so that their days are provisional."""
    known = holiday_years()
    return [year for year in (on.year, on.year + 1) if year not in known]


def holiday_gap(today: date) -> int | None:
    """Return the year whose table is missing by now, or None: this year, or the next one within 60 days of it."""
    lacking = provisional_years(today)
    is_near = date(today.year + 1, 1, 1) - today <= AHEAD
    return next((year for year in lacking if year == today.year or is_near), None)


def _rows(years: Iterable[int]) -> list[Row]:
    return list(
        Holiday.objects.filter(date__year__in=list(years)).order_by("date").values_list("date", "is_workday", "title")
    )
