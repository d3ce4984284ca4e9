"""Reads across the registry."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import (
    Affiliation,
    Area,
    Holiday,
    Office,
    Organisation,
    OrganisationQuerySet,
    Role,
    reach,
)


def district() -> Area | None:
    """Return the district that this installation serves, or None before it is founded."""
    return Area.objects.filter(level=Area.Level.DISTRICT).order_by("pk").first()


def street_of(path: str, streets: dict[str, Area]) -> Area | None:
    """Return the street in whose territory a path lies; streets by path."""
    return streets.get("/".join(path.split("/")[:3]) + "/")


def streets_by_path() -> dict[str, Area]:
    """Return the streets of today by their path."""
    return {street.scope_path: street for street in Area.objects.filter(level=Area.Level.STREET, valid_to=None)}


def day_sets() -> tuple[frozenset[date], frozenset[date]]:
    """Return the holidays and the working days made up for them, as `methods.clocks` takes them."""
    rows = Holiday.objects.values_list("date", "is_workday")
    return (
        frozenset(day for day, is_workday in rows if not is_workday),
        frozenset(day for day, is_workday in rows if is_workday),
    )


# Seats and agreements belong to later rooms: they are asked for by the name of the relation, nothing is imported.
def _in_force(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": day})
    )


def members(units: OrganisationQuerySet, on: date) -> OrganisationQuerySet:
    """Return those of the units that hold a seat on a platform on a day."""
    return units.filter(_in_force(on, "seats__")).distinct()


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


SEES: dict[str, str | Promise] = {
    Role.DISTRICT_OFFICE: _("全区的进展、档案和评价，能定办法、审结果"),
    Role.SECTOR_DEPARTMENT: _("本部门承办和接收的事项"),
    Role.STREET_OFFICE: _("本街道的单位、协议、写实档案和异议"),
    Role.COMMUNITY_WORKER: _("本社区的单位和事项，送档案核对、确认结果"),
    Role.UNIT_LIAISON: _("本单位的承诺、任务和档案，报告完成、会签"),
    Role.UNIT_SECRETARY: _("与联络员相同，代表单位签协议"),
    Role.INSPECTOR: _("督查范围内的单位，登记发现的问题"),
    Role.SYSTEM_ADMINISTRATOR: _("看不到业务内容，只管系统"),
    Role.SECURITY_ADMINISTRATOR: _("看不到业务内容，只开账号、定岗位"),
    Role.AUDIT_ADMINISTRATOR: _("看不到业务内容，只查谁做过什么"),
}


@dataclass(frozen=True)
class Account:
    """An account of the demonstration: whose it is and what one sees with it."""

    username: str
    role: str
    whose: str
    sees: str | Promise


def _whose(office: Office) -> str:
    if office.organisation is not None:
        return f"{office.organisation.name}·{office.title or Role(office.role).label}"
    return office.area.short_name if office.area else ""


def accounts(on: date) -> list[Account]:
    """Return everybody who can sign in on a day, by role in the order of the roles and by place."""
    offices = (
        Office.objects.filter(_in_force(on), person__user__is_active=True)
        .select_related("person__user", "area__parent", "organisation")
        .order_by("area__code", "organisation", "pk")
    )
    order = list(Role)
    found = [Account(str(office.person.user), office.role, _whose(office), SEES[office.role]) for office in offices]
    return sorted(found, key=lambda account: order.index(Role(account.role)))
