"""Reads of the monthly record: what the month's events prove, the rows that are scored, the pages."""

from gongjian.civic.records.queries.evidence import Found, evidence
from gongjian.civic.records.queries.register import (
    Overview,
    Reading,
    StreetMonth,
    UnitMonth,
    address_of,
    overview_of,
    reading_of,
    street_months,
    unit_months,
    years_of,
)
from gongjian.civic.records.queries.rows import line_row, line_rows, month_number
from gongjian.civic.records.queries.standing import Entry, Sign, entries_of, lines_of, month_sign, side_of
from gongjian.civic.records.queries.windows import Window, month_end, unit_paths, windows_of
from gongjian.civic.records.queries.words import LEVELS, OUTCOMES, detail_words, result_words, source_words

__all__ = [
    "LEVELS",
    "OUTCOMES",
    "Entry",
    "Found",
    "Overview",
    "Reading",
    "Sign",
    "StreetMonth",
    "UnitMonth",
    "Window",
    "address_of",
    "detail_words",
    "entries_of",
    "evidence",
    "line_row",
    "line_rows",
    "lines_of",
    "month_end",
    "month_number",
    "month_sign",
    "overview_of",
    "reading_of",
    "result_words",
    "side_of",
    "source_words",
    "street_months",
    "unit_months",
    "unit_paths",
    "windows_of",
    "years_of",
]
