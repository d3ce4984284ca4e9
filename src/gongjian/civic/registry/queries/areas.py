"""One place on any day: what it was called, who looks after it, what there is in it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import FilteredRelation, Q, Sum
from django.urls import reverse

from gongjian.civic.registry.models import Area, Naming, Organisation, Profile, Reach
from gongjian.civic.registry.queries.coverage import (
    Share,
    membership,
    paths_of,
    premises_share,
    seated,
    units_in,
)
from gongjian.civic.registry.queries.history import named, namings
from gongjian.civic.registry.queries.transfers import PLACE, SERVED, keys_on

MOST_UNITS = 60


@dataclass(frozen=True)
class Child:
    """A place below, with its body and how many of its units hold a seat of the street's committee."""

    area: Area
    body: Organisation | None
    units: Share


class Place:
    """The page of a place on a day: `then` is a past day, or None for today."""

    def __init__(self, area: Area, own: Reach, *, on: date, then: date | None) -> None:
        self.area, self.on, self.then = area, on, then
        self.day = then or on
        self.is_over = bool(own.paths) and area.scope_path.startswith(own.paths)
        self.is_over_parent = area.parent is not None and area.parent.scope_path.startswith(own.paths or ("//",))
        if then is not None:
            self._rename([area, *([area.parent] if area.parent else [])])

    def _rename(self, areas: list[Area]) -> None:
        kept = namings([area.pk for area in areas], self.day)
        for area in areas:
            area.name, area.code = kept.get(area.pk, (area.name, area.code))

    @property
    def path(self) -> str:
        return self.area.scope_path

    @cached_property
    def names(self) -> list[Naming]:
        """What it was called up to the day, latest first."""
        return list(self.area.namings.filter(valid_from__lte=self.day).order_by("-valid_from", "-pk"))

    @cached_property
    def body(self) -> Organisation | None:
        """Its party body, under the name of the day."""
        found = Organisation.objects.filter(governs=self.area).select_related("area").first()
        if found is not None and self.then is not None:
            named([found], self.then)
        return found

    def listed(self, name: str, **narrowed: object) -> str:
        """Return the address of the list that a number of this page counts, on the same day."""
        said = narrowed | ({"on": self.then.isoformat()} if self.then else {})
        return f"{reverse(name)}?{urlencode(said)}"

    @property
    def urls(self) -> dict[str, str]:
        """The lists behind the numbers."""
        register, path = "registry:list_organisations", self.path
        return {
            "units": self.listed(register, place=path),
            "heads": self.listed(register, place=path, sort="-members"),
            "members": self.listed(register, place=path, member="yes"),
            "outside": self.listed(register, place=path, member="no"),
            "agreements": self.listed("agreements:list_agreements", area=self.area.pk),
            "premises": self.listed("lists:list_premises", area=self.area.pk),
        }

    # Platforms, agreements and resources belong to later rooms: asked for by the name of the relation.
    @cached_property
    def platforms(self) -> list[Any]:
        """The platforms of this very place on the day."""
        return list(self.area.platforms.filter(established_date__lte=self.day).order_by("pk"))

    @cached_property
    def members(self) -> Share:
        """How many of its units hold a seat of a street's committee."""
        return membership(self.path, on=self.on, then=self.then)

    @cached_property
    def heads(self) -> int:
        """How many party members its units have."""
        units = units_in(self.path, self.then)
        if self.then is None:
            return units.aggregate(all=Sum("member_count"))["all"] or 0
        profiles = Profile.objects.on(self.then).filter(organisation__in=units)
        return profiles.aggregate(all=Sum("member_count"))["all"] or 0

    @cached_property
    def moved(self) -> list[dict[int, int]]:
        """Where agreements and resources belonged on a past day that belong elsewhere since."""
        return keys_on(self.then, PLACE, SERVED) if self.then is not None else [{}, {}]

    @cached_property
    def agreements(self) -> int:
        """How many agreements of this place and below are in force; one relocated later counts where it was."""
        ended = Q(agreements__ended_at=None) | Q(agreements__ended_at__date__gt=self.day)
        begun = Q(agreements__in_force_at__date__lte=self.day, agreements__to_date__gt=self.day)
        running = ended & begun & Q(agreements__kind="AGREEMENT")
        moved, _served = self.moved
        areas = Area.objects.annotate(running=FilteredRelation("agreements", condition=running))
        found = areas.filter(Q(path__startswith=self.path) | Q(running__in=moved))
        rows = list(found.values_list("pk", "path", "running"))
        here = {area for area, path, _agreement in rows if path and path.startswith(self.path)}
        return sum(moved.get(agreement, area) in here for area, _path, agreement in rows if agreement is not None)

    @cached_property
    def premises(self) -> Share:
        """How many of its communities that take part have premises free of charge."""
        return premises_share(self.path, self.day, self.moved[1])

    @cached_property
    def takes_part(self) -> bool:
        """Whether the community takes part, or will from a later day on."""
        return self.area.participations.filter(Q(valid_to=None) | Q(valid_to__gt=self.day)).exists()

    @cached_property
    def children(self) -> list[Child]:
        """The places below, by division code."""
        standing = Q(valid_to=None) | Q(valid_to__gt=self.day)
        areas = list(self.area.children.filter(standing, valid_from__lte=self.day).order_by("code", "pk"))
        if self.then is not None:
            self._rename(areas)
        bodies = {body.governs_id: body for body in Organisation.objects.filter(governs__in=areas)}
        if self.then is not None:
            named(bodies.values(), self.then)
        units = units_in(self.path, self.then)
        paths = paths_of(units, self.then)
        done = set(seated(units, self.day, Area.Level.STREET).values_list("pk", flat=True))
        return [Child(area, bodies.get(area.pk), _share(area.scope_path, paths, done)) for area in areas]

    @cached_property
    def units(self) -> list[Organisation]:
        """The first units of a place without places below, by name."""
        found = list(units_in(self.path, self.then).order_by("sort_key", "pk")[:MOST_UNITS])
        if self.then is not None:
            named(found, self.then)
        return found

    @cached_property
    def seated_units(self) -> set[int]:
        """Which of its units hold a seat of any committee."""
        return set(seated(units_in(self.path, self.then), self.day).values_list("pk", flat=True))


def _share(path: str, paths: dict[int, str], done: set[int]) -> Share:
    there = [key for key, where in paths.items() if where.startswith(path)]
    return Share(len(done.intersection(there)), len(there))
