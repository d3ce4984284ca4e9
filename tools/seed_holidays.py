"""Write the demonstration's table of holidays: python tools/seed_holidays.py

Reads chinesecalendar, which follows the yearly notices of the State Council on public holidays; the product itself
never imports it. Only days that differ from their weekday are kept: weekdays off, and weekend days worked.
"""

import csv
from datetime import date
from pathlib import Path

from chinese_calendar import Holiday, constants

YEARS = (2025, 2026)
TARGET = Path(__file__).resolve().parent.parent / "src/gongjian/cli/demo/facts/holidays.csv"
SATURDAY = 5
TITLES = {day.value: day.chinese for day in Holiday}


def rows() -> list[tuple[str, int, str]]:
    """Return (day, 1 if worked, name of the holiday) for every day that differs from its weekday."""
    off = [(day, 0, name) for day, name in constants.holidays.items() if day.weekday() < SATURDAY]
    worked = [(day, 1, name) for day, name in constants.workdays.items() if day.weekday() >= SATURDAY]
    kept = sorted((day, is_workday, TITLES[name]) for day, is_workday, name in off + worked if day.year in YEARS)
    return [(day.isoformat(), is_workday, title) for day, is_workday, title in kept]


def main() -> None:
    """Write the table, refusing a year without a notice."""
    found = rows()
    for year in YEARS:
        if not any(date.fromisoformat(day).year == year for day, _is_workday, _title in found):
            raise SystemExit(f"chinesecalendar knows no holidays of {year}; install a newer one")
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["date", "is_workday", "title"])
        table.writerows(found)


if __name__ == "__main__":
    main()
