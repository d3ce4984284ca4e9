"""How far the committees reach, and which communities were given rooms: asked in one place, for any day.

As in the register, today is what the rows themselves say (`then` is None), a past day what the dated rows say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongjian.civic.registry.models import Affiliation, Area, Organisation, OrganisationQuerySet, Participation
from gongjian.civic.registry.queries.register import UNITS, described, in_force, placed
from gongjian.methods.scoring import half_up

FULL = 10_000


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    done: int
    total: int

    @property
    def share_bp(self) -> int | None:
        """The share in basis points; None of nothing."""
        return half_up(self.done * FULL, self.total) if self.total else None

    @property
    def rest(self) -> int:
        return self.total - self.done


def units_in(path: str, then: date | None = None) -> OrganisationQuerySet:
    """Return the resident units that lie in a subtree today, or lay there on a past day."""
    return placed(described(Organisation.objects.all(), UNITS, then), path, then)


def paths_of(units: OrganisationQuerySet, then: date | None = None) -> dict[int, str]:
    """Return where each of the units lies today, or lay on a past day, by key."""
    if then is None:
        return dict(units.values_list("pk", "path"))
    rows = Affiliation.objects.on(then).filter(axis=Affiliation.Axis.TERRITORY, organisation__in=units)
    return dict(rows.values_list("organisation", "area__path"))


# Seats, resources and platforms belong to later rooms: asked for by the name of the relation.
def seated(units: OrganisationQuerySet, day: date, *levels: str) -> OrganisationQuerySet:
    """Return those of the units that held a seat on a regional committee of one of these levels (of any if none)."""
    committees = Q(seats__platform__kind="COMMITTEE")
    if levels:
        committees &= Q(seats__platform__area__level__in=levels)
    members = Organisation.objects.filter(in_force(day, "seats__") & committees)
    return units.filter(pk__in=members.values("pk"))


def membership(path: str, *, on: date, then: date | None = None) -> Share:
    """Return how many of the resident units of a subtree hold a seat of a street's committee: the coverage."""
    units = units_in(path, then)
    return Share(seated(units, then or on, Area.Level.STREET).count(), units.count())


def taking_part(path: str, day: date) -> QuerySet[Area]:
    """Return the communities of a subtree that take part on a day, by code."""
    rows = Participation.objects.on(day).filter(area__path__startswith=path)
    return Area.objects.filter(pk__in=rows.values("area")).order_by("code", "pk")


def housed(areas: QuerySet[Area], day: date) -> QuerySet[Area]:
    """Return those of the areas that have premises free of charge on a day."""
    return areas.filter(pk__in=_given(day).values("pk"))


def premises_share(path: str, day: date, served: Mapping[int, int] | None = None) -> Share:
    """Return how many of the communities that take part have premises free of charge.

    served  of a past day: which area a resource served that serves another since, by key
    """
    communities = taking_part(path, day)
    if not served:
        return Share(housed(communities, day).count(), communities.count())
    there = {served.get(resource, area) for area, resource in _given(day).values_list("pk", "resources")}
    keys = set(communities.values_list("pk", flat=True))
    return Share(len(keys & there), len(keys))


def _given(day: date) -> QuerySet[Area]:
    """Return the areas with premises free of charge on a day, one row for each of the premises."""
    open_that_day = Q(resources__closes_date=None) | Q(resources__closes_date__gt=day)
    return Area.objects.filter(
        open_that_day, resources__kind="PREMISES", resources__is_free=True, resources__opens_date__lte=day
    )
