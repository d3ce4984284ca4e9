"""Reads across the registry."""

from gongjian.civic.registry.queries.accounts import SEES, Account, accounts
from gongjian.civic.registry.queries.places import day_sets, district, street_of, streets_by_path
from gongjian.civic.registry.queries.register import Row, bound, members, places, register, rows, superiors

__all__ = [
    "SEES",
    "Account",
    "Row",
    "accounts",
    "bound",
    "day_sets",
    "district",
    "members",
    "places",
    "register",
    "rows",
    "street_of",
    "streets_by_path",
    "superiors",
]
