"""Reads across the registry."""

from gongjian.civic.registry.queries.accounts import SEES, Account, accounts
from gongjian.civic.registry.queries.choices import candidates, settling_places
from gongjian.civic.registry.queries.history import State, as_of, called
from gongjian.civic.registry.queries.holidays import holiday_gap, holiday_years, provisional_years
from gongjian.civic.registry.queries.organisation import Below, Dossier, Sheet, Tie
from gongjian.civic.registry.queries.places import day_sets, district, street_of, streets_by_path
from gongjian.civic.registry.queries.register import (
    AXES,
    Row,
    bound,
    departments,
    members,
    own_area,
    places,
    present,
    register,
    rows,
    sizes,
)

__all__ = [
    "AXES",
    "SEES",
    "Account",
    "Below",
    "Dossier",
    "Row",
    "Sheet",
    "State",
    "Tie",
    "accounts",
    "as_of",
    "bound",
    "called",
    "candidates",
    "day_sets",
    "departments",
    "district",
    "holiday_gap",
    "holiday_years",
    "members",
    "own_area",
    "places",
    "present",
    "provisional_years",
    "register",
    "rows",
    "settling_places",
    "sizes",
    "street_of",
    "streets_by_path",
]
