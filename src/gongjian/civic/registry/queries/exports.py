"""What goes out as a workbook: the cells of units and of areas."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, OrganisationQuerySet, reach
from gongjian.civic.registry.workbook import area_row, unit_row

UNIT_FIELDS = (
    "name", "credit_code", "kind", "area__level", "area__name", "area__parent__name", "grid_code", "party_type",
    "member_count", "is_resident_unit", "superior__name", "sector__name", "host__name", "founded_date", "pk",
)  # fmt: skip
AREA_FIELDS = ("level", "name", "code", "parent__code", "parent__name", "pk")


def unit_rows(units: OrganisationQuerySet) -> Iterator[list[Any]]:
    """Yield the cells of units as they are today, in the order of the query."""
    found = units.select_related(None).values_list(*UNIT_FIELDS)
    return (unit_row(number, row) for number, row in enumerate(found.iterator(chunk_size=2000), 1))


def exported_areas(user: User | AnonymousUser, *, on: date) -> QuerySet[Area]:
    """Return the areas below those of the user's offices, from above to below."""
    below = Area.objects.none()
    for path in reach(user, on).paths:
        below = below | Area.objects.filter(path__startswith=path).exclude(path=path)
    return below.filter(valid_to=None).order_by("path")


def area_rows(areas: QuerySet[Area]) -> Iterator[list[Any]]:
    """Yield the cells of areas."""
    return (area_row(row) for row in areas.values_list(*AREA_FIELDS).iterator(chunk_size=2000))
