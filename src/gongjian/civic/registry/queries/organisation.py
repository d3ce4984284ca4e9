"""One organisation on any day: what it was, where it belonged since when, who held its posts, what it gave."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.civic.registry.models import (
    Affiliation,
    Area,
    Naming,
    Office,
    Organisation,
    OrganisationQuerySet,
    Profile,
    Role,
)
from gongjian.civic.registry.queries.history import State
from gongjian.civic.registry.queries.register import AXES, in_force, present, under
from gongjian.civic.registry.queries.transfers import OWNER, SERVED, keys_on, party_by

SPEAKING = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE, Role.COMMUNITY_WORKER)  # of those over an area
MOST_TENANTS = 24


@dataclass(frozen=True)
class Tie:
    """Where an organisation belonged on one axis, from a day to a day, under the names of that time."""

    row: Affiliation
    area: Area | None
    target: Organisation | None

    @property
    def axis(self) -> Affiliation.Axis:
        return Affiliation.Axis(self.row.axis)


@dataclass(frozen=True)
class Place:
    """One line of where it belongs: an axis, what stands there (or nothing), and since when."""

    axis: Affiliation.Axis
    word: str  # as in an address: place, sector, superior, host
    area: Area | None
    target: Organisation | None
    grid_code: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Below:
    """Who belongs to an organisation on one axis: how many the reader sees, and the word of the register."""

    axis: Affiliation.Axis
    word: str
    count: int


class Dossier:
    """The dated rows of one organisation, read once: its state and its ties on any day follow from them."""

    def __init__(self, organisation: Organisation, today: date) -> None:
        self.organisation, self.today = organisation, today
        self.profiles = list(organisation.profiles.order_by("-valid_from"))
        self._rows = list(organisation.affiliations.select_related("area__parent", "target").order_by("-valid_from"))
        areas = [place for row in self._rows if row.area for place in (row.area, row.area.parent) if place]
        self._namings = _by(Naming.objects.filter(area__in={area.pk for area in areas}), "area_id")
        targets = {row.target_id for row in self._rows if row.target_id}
        self._names = _by(Profile.objects.filter(organisation__in=targets), "organisation_id")

    def state(self, day: date) -> State | None:
        """Return what the organisation was on a day; None before it began and after it ended."""
        profile = next((row for row in self.profiles if _holds(row, day)), None)
        if profile is None:
            return None
        ties = {tie.axis: tie for tie in self.ties(day)}
        place = ties.get(Affiliation.Axis.TERRITORY)
        above = [tie.target if (tie := ties.get(axis)) else None for axis in AXES.values()]
        return State(
            self.organisation.pk,
            day,
            profile.name,
            profile.kind,
            profile.grouping,
            profile.party_type,
            profile.member_count,
            profile.is_resident_unit,
            place.area if place else None,
            place.row.grid_code if place else "",
            *above,
        )

    def ties(self, day: date) -> list[Tie]:
        """Return where it belonged on a day, in the order of the axes, under the names of that day."""
        found = [self._tie(row, day) for row in self._rows if _holds(row, day)]
        return sorted(found, key=lambda tie: tie.axis)

    def history(self, until: date | None) -> list[Tie]:
        """Return all ties up to a day, newest first, each under the names of its own last day."""
        rows = [row for row in self._rows if until is None or row.valid_from <= until]
        return [self._tie(row, self._last_day(row, until or self.today)) for row in rows]

    def earlier_names(self, until: date | None) -> list[Profile]:
        """Return what it was up to a day, newest first."""
        return [row for row in self.profiles if until is None or row.valid_from <= until]

    def _last_day(self, row: Affiliation, until: date) -> date:
        last = row.valid_to - timedelta(days=1) if row.valid_to else until
        return max(row.valid_from, min(last, until))

    def _tie(self, row: Affiliation, day: date) -> Tie:
        area, target = _own(row.area), _own(row.target)
        if area is not None:
            area.parent = _own(area.parent)
            for place in filter(None, (area, area.parent)):
                if named := _on(self._namings.get(place.pk, []), day):
                    place.name, place.code = named.name, named.code
        if target is not None and (profile := _on(self._names.get(target.pk, []), day)):
            target.name = profile.name
        return Tie(row, area, target)


class Sheet:
    """The page of an organisation on a day: `then` is a past day, or None for today."""

    def __init__(self, organisation: Organisation, user: User | AnonymousUser, *, on: date, then: date | None) -> None:
        self.organisation, self.user, self.on, self.then = organisation, user, on, then
        closed = organisation.closed_date
        last = closed - timedelta(days=1) if closed is not None and closed <= on else on
        self.day = then or last
        self.dossier = Dossier(organisation, on)

    @cached_property
    def state(self) -> State | None:
        """What it was on the day; of today the organisation's own row says so."""
        return present(self.organisation, self.day) if self.then is None else self.dossier.state(self.then)

    @property
    def query(self) -> str:
        """What the address of another page of that day ends with."""
        return f"?on={self.then.isoformat()}" if self.then else ""

    @property
    def first_day(self) -> date | None:
        """The first day of which anything is known."""
        return self.dossier.profiles[-1].valid_from if self.dossier.profiles else self.organisation.founded_date

    @property
    def has_moved(self) -> bool:
        """Whether anything about where it belongs has changed."""
        return len(self.history) > len(self.ties)

    @property
    def is_closed(self) -> bool:
        closed = self.organisation.closed_date
        return closed is not None and closed <= (self.then or self.on)

    @cached_property
    def ties(self) -> list[Tie]:
        return self.dossier.ties(self.day)

    @property
    def places(self) -> list[Place]:
        """Where it belongs on each axis, also on those where it belongs to nobody."""
        ties = {tie.axis: tie for tie in self.ties}
        own = self.state
        found = [Place(Affiliation.Axis.TERRITORY, "place", own.area if own else None, None)]
        found += [Place(axis, word, None, None) for word, axis in AXES.items()]
        return [_known(place, ties.get(place.axis)) for place in found]

    @cached_property
    def history(self) -> list[Tie]:
        return self.dossier.history(self.then)

    @cached_property
    def profiles(self) -> list[Profile]:
        return self.dossier.earlier_names(self.then)

    @cached_property
    def offices(self) -> list[Office]:
        """Who holds its posts on the day, and before: in it, or over the area that it governs."""
        own = Q(organisation=self.organisation)
        if self.organisation.governs_id:
            own |= Q(area=self.organisation.governs_id, role__in=SPEAKING)
        found = Office.objects.filter(own, valid_from__lte=self.day).select_related("person", "area", "organisation")
        return list(found.order_by("-valid_from", "pk"))

    @property
    def held(self) -> list[Office]:
        return sorted((one for one in self.offices if _holds(one, self.day)), key=lambda one: (one.role, one.pk))

    @property
    def former(self) -> list[Office]:
        return [one for one in self.offices if not _holds(one, self.day)]

    # Seats, resources and agreements belong to later rooms: asked for by the name of the relation.
    @cached_property
    def seats(self) -> list[Any]:
        found = self.organisation.seats.filter(in_force(self.day))
        return list(found.select_related("platform", "organisation", "criterion").order_by("pk"))

    @cached_property
    def resources(self) -> list[Any]:
        """What it offers on the day; an entry carried into the next year gives way to that."""
        owners, served = keys_on(self.day, OWNER, SERVED) if self.day < self.on else ({}, {})
        own = Q(owner=self.organisation) & ~Q(pk__in=owners)
        own |= Q(pk__in=[key for key, owner in owners.items() if owner == self.organisation.pk])
        open_ = Q(closes_date=None) | Q(closes_date__gt=self.day)
        found = self.organisation.resources.model.objects.filter(own, open_, opens_date__lte=self.day)
        found = found.exclude(next__opens_date__lte=self.day).select_related("area__parent", "owner")
        listed = list(found.order_by("kind", "pk"))
        areas = Area.objects.select_related("parent").in_bulk({served[one.pk] for one in listed if one.pk in served})
        for one in listed:
            one.owner = self.organisation
            one.area = areas[served[one.pk]] if one.pk in served else one.area
        return listed

    @property
    def premises(self) -> list[Any]:
        return [one for one in self.resources if one.kind == "PREMISES"]

    @property
    def offers(self) -> list[Any]:
        return [one for one in self.resources if one.kind != "PREMISES"]

    @cached_property
    def agreements(self) -> list[Any]:
        """The agreements in force on the day that it is party to."""
        ended = Q(agreement__ended_at=None) | Q(agreement__ended_at__date__gt=self.day)
        parties = self.organisation.parties.filter(
            ended,
            party_by(self.day),
            agreement__in_force_at__date__lte=self.day,
            agreement__to_date__gt=self.day,
        )
        return [party.agreement for party in parties.select_related("agreement").order_by("agreement__to_date", "pk")]

    @cached_property
    def below(self) -> list[Below]:
        """Who belongs to it, of those whom the reader sees: units of a sector, organisations under it, tenants."""
        seen = Organisation.objects.visible_to(self.user, on=self.on)
        rows = Affiliation.objects.on(self.day).filter(target=self.organisation, organisation__in=seen)
        counts: dict[int, int] = dict(rows.order_by().values_list("axis").annotate(Count("pk")))
        return [Below(axis, word, counts[axis]) for word, axis in AXES.items() if counts.get(axis)]

    @cached_property
    def tenants(self) -> list[Organisation]:
        """The first tenants of a complex, of those whom the reader sees."""
        if not any(one.axis == Affiliation.Axis.HOST for one in self.below):
            return []
        seen: OrganisationQuerySet = Organisation.objects.visible_to(self.user, on=self.on)
        found = under(seen, Affiliation.Axis.HOST, self.day, pk=self.organisation.pk)
        return list(found.order_by("sort_key", "pk")[:MOST_TENANTS])

    @cached_property
    def predecessors(self) -> list[Organisation]:
        return list(self.organisation.replaces.order_by("pk"))

    @cached_property
    def successors(self) -> list[Organisation]:
        return list(self.organisation.replaced_by.order_by("pk"))


def _known(place: Place, tie: Tie | None) -> Place:
    if tie is None:
        return place
    return Place(place.axis, place.word, tie.area, tie.target, tie.row.grid_code, tie.row.valid_from)


def _holds(row: Any, day: date) -> bool:
    return bool(row.valid_from <= day and (row.valid_to is None or row.valid_to > day))


def _on(rows: Iterable[Any], day: date) -> Any:
    return next((row for row in rows if _holds(row, day)), None)


def _by(rows: QuerySet[Any], key: str) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _own(row: Any) -> Any:
    """Return a row of its own, since the same place may stand twice under different names."""
    return copy(row) if row is not None else None
