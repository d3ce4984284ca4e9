"""The register of organisations on any day, and what held for each on that day.

Who may look is decided by today; what is shown, counted and narrowed is that day's. For today the organisation's own
row says it, for a past day its dated rows do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Q, Subquery

from gongjian.accounts.models import User
from gongjian.civic.registry.models import (
    Affiliation,
    Area,
    Organisation,
    OrganisationQuerySet,
    Profile,
    offices_of,
    reach,
)
from gongjian.civic.registry.queries.history import State, as_of, namings
from gongjian.civic.registry.queries.transfers import party_by

AXES = {
    "sector": Affiliation.Axis.SECTOR,
    "superior": Affiliation.Axis.SUPERIOR,
    "host": Affiliation.Axis.HOST,
}
GOVERNING = (
    Organisation.Kind.DISTRICT,
    Organisation.Kind.STREET,
    Organisation.Kind.COMMUNITY,
    Organisation.Kind.PARTY,
)
UNITS = Q(is_resident_unit=True)
OTHERS = Q(is_resident_unit=False) & ~Q(kind__in=GOVERNING)
SCOPES = {"": UNITS, "others": OTHERS, "all": Q()}


# Seats and agreements belong to later rooms: they are asked for by the name of the relation, nothing is imported.
def in_force(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": day})
    )


def members(units: OrganisationQuerySet, on: date) -> OrganisationQuerySet:
    """Return those of the units that held a seat on a platform on a day."""
    return units.filter(in_force(on, "seats__")).distinct()


def bound(units: OrganisationQuerySet, on: date) -> OrganisationQuerySet:
    """Return those of the units that were party to an agreement in force on a day."""
    ended = Q(parties__agreement__ended_at=None) | Q(parties__agreement__ended_at__date__gt=on)
    return units.filter(
        ended,
        party_by(on, "parties__"),
        parties__agreement__in_force_at__date__lte=on,
        parties__agreement__to_date__gt=on,
    ).distinct()


def places(user: User | AnonymousUser, on: date, then: date | None = None) -> list[Area]:
    """Return the areas right below those of the user's offices: streets for the district, communities for a street.

    A sector department has units in all streets.

    then  a past day: as they were and were called on it
    """
    own = reach(user, on)
    below = Q(level=Area.Level.STREET) if own.sectors else Q(parent__path__in=own.paths)
    there = Q(valid_to=None) if then is None else in_force(then)
    found = list(Area.objects.filter(below, there).order_by("path"))
    names = {} if then is None else namings([area.pk for area in found], then)
    for area in found:
        area.name, area.code = names.get(area.pk, (area.name, area.code))
    return found


def own_area(user: User | AnonymousUser, on: date) -> Area | None:
    """Return the widest area over which the user holds an office, the place where new organisations are added."""
    return next((office.area for office in offices_of(user, on) if office.area), None)


def departments() -> list[Organisation]:
    """Return the district's departments, each of which has a sector."""
    found = Organisation.objects.filter(kind=Organisation.Kind.DISTRICT, closed_date=None)
    return list(found.order_by("pk"))


def described(units: OrganisationQuerySet, said: Q, then: date | None) -> OrganisationQuerySet:
    """Return those of the organisations whose name, kind and heads were so on a past day, or (None) are so today."""
    if then is None:
        return units.filter(said, closed_date=None)
    return units.filter(pk__in=Profile.objects.on(then).filter(said).values("organisation"))


def placed(units: OrganisationQuerySet, path: str, then: date | None) -> OrganisationQuerySet:
    """Return those of the organisations that lay in a subtree on a past day, or (None) lie there today."""
    return units.filter(path__startswith=path) if then is None else units.located(path, on=then)


def under(units: OrganisationQuerySet, axis: int, then: date | None, **target: Any) -> OrganisationQuerySet:
    """Return those of the organisations that belonged on an axis to such a target; then as in `described`."""
    if then is None:
        name = {number: field for field, number in AXES.items()}[Affiliation.Axis(axis)]
        return units.filter(**{f"{name}__{field}": value for field, value in target.items()})
    rows = Affiliation.objects.on(then).filter(axis=axis, **{f"target__{key}": value for key, value in target.items()})
    return units.filter(pk__in=rows.values("organisation"))


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    then: date | None = None,
    q: str = "",
    scope: str = "",
    place: str = "",
    grouping: str = "",
    kind: str = "",
    party: str = "",
    agreement: str = "",
    member: str = "",
    outside: str = "",
    sector: int | str | None = None,
    superior: int | str | None = None,
    host: int | str | None = None,
) -> OrganisationQuerySet:
    """Return the organisations within the user's reach of today that fit what was said; then: as they were on a day."""
    units = Organisation.objects.visible_to(user, on=on).select_related("area__parent", "superior", "sector", "host")
    day = then or on
    facts = SCOPES[scope] & Q(**{name: value for name, value in (("grouping", grouping), ("kind", kind)) if value})
    if party:
        facts &= Q(party_type="") if party == "none" else ~Q(party_type="")
    units = described(units, facts, then)
    if q:
        units = units.filter(_said(q, then))
    if place:
        units = placed(units, place, then)
    for name, target in (("sector", sector), ("superior", superior), ("host", host)):
        if target:
            units = under(units, AXES[name], then, pk=target)
    if outside:
        units = under(units, Affiliation.Axis.SUPERIOR, then, is_outside=True)
    for wanted, kept in ((member, members), (agreement, bound)):
        if wanted:
            keys = kept(Organisation.objects.all(), day).values("pk")
            units = units.filter(pk__in=keys) if wanted == "yes" else units.exclude(pk__in=keys)
    return _sortable(units, then)


def _said(q: str, then: date | None) -> Q:
    found = Q(search__says=q)
    if then is not None:
        found |= Q(pk__in=Profile.objects.on(then).filter(name__icontains=q).values("organisation"))
    return found


def _sortable(units: OrganisationQuerySet, then: date | None) -> OrganisationQuerySet:
    """Return the organisations with the place and the number of members by which the register sorts."""
    if then is None:
        return units.annotate(then_path=F("path"), then_members=F("member_count"))
    own = {"organisation": OuterRef("pk")}
    territory = Affiliation.objects.on(then).filter(axis=Affiliation.Axis.TERRITORY, **own)
    profile = Profile.objects.on(then).filter(**own)
    return units.annotate(
        then_path=Subquery(territory.values("area__path")[:1]),
        then_members=Subquery(profile.values("member_count")[:1]),
    )


def sizes(user: User | AnonymousUser, *, on: date, then: date | None = None) -> dict[str, int]:
    """Return how many organisations the user sees in each scope: "" units, "others", "all"."""
    own = Organisation.objects.visible_to(user, on=on)
    rows: Any = own.filter(closed_date=None)
    if then is not None:
        rows = Profile.objects.on(then).filter(organisation__in=own)
    found: dict[str, int] = rows.aggregate(
        units=Count("pk", filter=UNITS), others=Count("pk", filter=OTHERS), all=Count("pk")
    )
    return {"": found["units"], "others": found["others"], "all": found["all"]}


@dataclass(frozen=True)
class Row:
    """An organisation in the register, with what held on the day."""

    organisation: Organisation
    state: State
    is_member: bool
    agreement: str  # "in_force", "ending" within 60 days, "waiting" for signatures or ""


ENDING_DAYS = 60


def rows(units: list[Organisation], on: date, then: date | None = None) -> list[Row]:
    """Return the rows of one page of the register, as of today or as of a past day."""
    day = then or on
    found = Organisation.objects.prefetch_related("seats", "parties__agreement").in_bulk([unit.pk for unit in units])
    states = {unit.pk: present(unit, day) for unit in units} if then is None else as_of(units, then)
    return [
        Row(
            unit,
            states[unit.pk],
            any(seat.valid_from <= day and (seat.valid_to is None or seat.valid_to > day) for seat in kept.seats.all()),
            _agreement([one.agreement for one in kept.parties.all() if _joined(one, day)], day, is_today=then is None),
        )
        for unit, kept in ((unit, found[unit.pk]) for unit in units)
    ]


def present(organisation: Organisation, day: date) -> State:
    """Return what the organisation's own row says: its state of today, or the last it had."""
    return State(
        organisation.pk,
        day,
        organisation.name,
        organisation.kind,
        organisation.grouping,
        organisation.party_type,
        organisation.member_count,
        organisation.is_resident_unit,
        organisation.area,
        organisation.grid_code,
        organisation.sector,
        organisation.superior,
        organisation.host,
    )


def _agreement(agreements: Iterable[Any], day: date, *, is_today: bool) -> str:
    live = [one for one in agreements if (one.ended_at is None or _day(one.ended_at) > day) and one.to_date > day]
    ends = [one.to_date for one in live if one.in_force_at is not None and _day(one.in_force_at) <= day]
    if ends:
        return "in_force" if (max(ends) - day).days > ENDING_DAYS else "ending"
    return "waiting" if live and is_today else ""


def _joined(party: Any, day: date) -> bool:
    return party.signed_at is None or _day(party.signed_at) <= day


def _day(at: datetime) -> date:
    return at.astimezone(settings.OFFICE_ZONE).date()
