"""What somebody finds by a few characters: places and organisations, never persons."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, IntegerField, QuerySet, When

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Organisation

SHOWN = 20
EXACT, STARTS, OTHERS = range(3)


@dataclass(frozen=True)
class Found:
    """The first rows of one group, and how many there are."""

    rows: list[Any]
    total: int

    @property
    def is_more(self) -> bool:
        return self.total > len(self.rows)


def found_places(user: User | AnonymousUser, said: str, *, on: date) -> QuerySet[Area]:
    """Return the places of today whose page the user may open and that fit what was said."""
    places = Area.objects.visible_to(user, on=on).filter(valid_to=None, search__says=said).select_related("parent")
    return best_first(places, said)


def best_first(places: QuerySet[Area], said: str) -> QuerySet[Area]:
    """Return places in the order of the page: that very name, names that begin so, all others, each by code."""
    return places.annotate(fit=_fit(said)).order_by("fit", "code", "pk")


def found_organisations(user: User | AnonymousUser, said: str, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations whose page the user may open and that fit what was said."""
    organisations = (
        Organisation.objects.visible_to(user, on=on).filter(search__says=said).select_related("area__parent")
    )
    still_there = F("closed_date").asc(nulls_first=True)
    return organisations.annotate(fit=_fit(said)).order_by("fit", still_there, "sort_key", "pk")


def first(rows: QuerySet[Any]) -> Found:
    """Return the first rows of a group, as the page of both shows them; counts only where there are more."""
    shown = list(rows[: SHOWN + 1])
    return Found(shown[:SHOWN], len(shown) if len(shown) <= SHOWN else rows.count())


def _fit(said: str) -> Case:
    name = said.strip()
    return Case(
        When(name=name, then=EXACT),
        When(name__startswith=name, then=STARTS),
        default=OTHERS,
        output_field=IntegerField(),
    )
