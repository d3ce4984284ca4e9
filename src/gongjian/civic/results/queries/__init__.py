"""Reads of results: the page of a year, the page of a unit."""

from gongjian.civic.results.queries.unit import UnitPage, code_of, unit_page
from gongjian.civic.results.queries.year import (
    LISTED,
    Group,
    Kept,
    YearPage,
    exact_match,
    groups_of,
    kept_promises,
    listed,
    streets_of,
    year_page,
)

__all__ = [
    "LISTED",
    "Group",
    "Kept",
    "UnitPage",
    "YearPage",
    "code_of",
    "exact_match",
    "groups_of",
    "kept_promises",
    "listed",
    "streets_of",
    "unit_page",
    "year_page",
]
