"""The register of units, and what holds for each on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Affiliation, Area, Organisation, OrganisationQuerySet, reach


# Seats and agreements belong to later rooms: they are asked for by the name of the relation, nothing is imported.
def in_force(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": day})
    )


def members(units: OrganisationQuerySet, on: date) -> OrganisationQuerySet:
    """Return those of the units that hold a seat on a platform on a day."""
    return units.filter(in_force(on, "seats__")).distinct()


def bound(units: OrganisationQuerySet, on: date) -> OrganisationQuerySet:
    """Return those of the units that are party to an agreement in force on a day."""
    return units.filter(
        parties__agreement__in_force_at__isnull=False,
        parties__agreement__ended_at=None,
        parties__agreement__to_date__gt=on,
    ).distinct()


def places(user: User | AnonymousUser, on: date) -> list[Area]:
    """Return the areas right below those of the user's offices: streets for the district, communities for a street."""
    paths = reach(user, on).paths
    return list(Area.objects.filter(parent__path__in=paths, valid_to=None).order_by("path"))


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    place: str = "",
    grouping: str = "",
    party: str = "",
    agreement: str = "",
) -> OrganisationQuerySet:
    """Return the resident units within the user's reach that fit what was said."""
    units = Organisation.objects.visible_to(user, on=on).units().select_related("area__parent")
    if q:
        units = units.filter(
            Q(name__icontains=q) | Q(initials__startswith=q.lower()) | Q(credit_code__startswith=q.upper())
        )
    if place:
        units = units.filter(path__startswith=place)
    if grouping:
        units = units.filter(grouping=grouping)
    if party:
        units = units.filter(party_type="") if party == "none" else units.exclude(party_type="")
    if agreement:
        kept = bound(Organisation.objects.all(), on).values("pk")
        units = units.filter(pk__in=kept) if agreement == "yes" else units.exclude(pk__in=kept)
    return units


@dataclass(frozen=True)
class Row:
    """A unit in the register, with what holds on the day."""

    organisation: Organisation
    is_member: bool
    agreement: str  # "in_force", "ending" within 60 days, "waiting" for signatures or ""


ENDING_DAYS = 60


def rows(units: list[Organisation], on: date) -> list[Row]:
    """Return the rows of one page of the register."""
    found = Organisation.objects.prefetch_related("seats", "parties__agreement").in_bulk([unit.pk for unit in units])
    return [
        Row(
            unit,
            any(seat.valid_from <= on and (seat.valid_to is None or seat.valid_to > on) for seat in kept.seats.all()),
            _agreement([party.agreement for party in kept.parties.all()], on),
        )
        for unit, kept in ((unit, found[unit.pk]) for unit in units)
    ]


def _agreement(agreements: list[Any], on: date) -> str:
    live = [one for one in agreements if one.ended_at is None and one.to_date > on]
    ends = [one.to_date for one in live if one.in_force_at is not None]
    if ends:
        return "in_force" if (max(ends) - on).days > ENDING_DAYS else "ending"
    return "waiting" if live else ""


def superiors(organisation: Organisation, on: date) -> dict[int, Organisation]:
    """Return the organisations it belongs to on a day, by axis: sector, superior party organisation."""
    dated = Affiliation.objects.on(on).filter(organisation=organisation, target__isnull=False).select_related("target")
    return {row.axis: row.target for row in dated if row.target is not None}
