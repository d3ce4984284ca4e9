"""Where the network is still thin: what is missing in a district or a street today, each with its list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.civic.platforms.models import Platform
from gongjian.civic.registry.models import Area, Office, Organisation, OrganisationQuerySet, Role
from gongjian.civic.registry.queries.coverage import seated, units_in
from gongjian.civic.registry.queries.register import in_force

ENOUGH = 3  # members, for a party branch


@dataclass(frozen=True)
class Kind:
    """Something that may be missing: what it is called, why it matters, and the rows that lack it."""

    title: str | Promise
    measure: str | Promise
    why: str | Promise
    rows: Callable[[str, date], QuerySet[Any]]
    is_of_units: bool = True


@dataclass(frozen=True)
class Gap:
    """One kind of gap in one place: how many, and where the list is."""

    kind: Kind
    number: int
    url: str


def without_party(path: str, on: date) -> OrganisationQuerySet:
    """Return the units without a party organisation."""
    return units_in(path).filter(party_type="")


def ready_for_party(path: str, on: date) -> OrganisationQuerySet:
    """Return the units that have members enough for a branch and no party organisation."""
    return without_party(path, on).filter(member_count__gte=ENOUGH)


def outside_committees(path: str, on: date) -> OrganisationQuerySet:
    """Return the units that hold no seat on any committee."""
    units = units_in(path)
    return units.exclude(pk__in=seated(units, on).values("pk"))


def without_superior(path: str, on: date) -> OrganisationQuerySet:
    """Return the units of which nobody noted the superior party organisation."""
    return units_in(path).filter(superior=None)


def communities(path: str, on: date) -> QuerySet[Area]:
    """Return the communities of a subtree, by code."""
    found = Area.objects.filter(level=Area.Level.COMMUNITY, path__startswith=path, valid_to=None)
    return found.order_by("code", "pk")


def without_committee(path: str, on: date) -> QuerySet[Area]:
    """Return the communities that have no regional committee."""
    kept = Platform.objects.filter(kind=Platform.Kind.COMMITTEE, established_date__lte=on)
    return communities(path, on).exclude(pk__in=kept.values("area"))


def without_body(path: str, on: date) -> QuerySet[Area]:
    """Return the communities without a worker's post that is held, or without a party body."""
    held = Office.objects.filter(in_force(on), role=Role.COMMUNITY_WORKER, area__isnull=False)
    bodies = Organisation.objects.filter(governs__isnull=False, closed_date=None).exclude(party_type="")
    return communities(path, on).filter(~Q(pk__in=held.values("area")) | ~Q(pk__in=bodies.values("governs")))


KINDS = {
    "units-without-party": Kind(
        _("没有党组织的驻区单位"),
        _("家"),
        _("没有党组织，共建就没有固定的人接头。可以单独建、几家联合建，或先由社区党组织联系。"),
        without_party,
    ),
    "units-ready-for-party": Kind(
        _("有 3 名以上党员、还没有党组织的单位"),
        _("家"),
        _("党员满 3 名就可以成立党支部，可以先从这些单位谈起。"),
        ready_for_party,
    ),
    "units-outside": Kind(
        _("没有加入任何区域党委的驻区单位"),
        _("家"),
        _("不在区域党委里，周围商量什么就听不到。不是每家都要加入，先看较大的单位有没有漏。"),
        outside_committees,
    ),
    "units-without-superior": Kind(
        _("没有登记上级党组织的驻区单位"),
        _("家"),
        _("不知道上级是谁，评价结果和建议就没有地方通报。向单位问一声，补上就行。"),
        without_superior,
    ),
    "communities-without-committee": Kind(
        _("没有区域党委的社区"),
        _("个"),
        _("没有区域党委，社区和驻区单位就没有坐在一起商量的地方。由街道成立。"),
        without_committee,
        is_of_units=False,
    ),
    "communities-without-body": Kind(
        _("没有党务工作者在岗或没有党组织的社区"),
        _("个"),
        _("没有人在岗，任务没人确认，档案没人核对。"),
        without_body,
        is_of_units=False,
    ),
}


def gaps_of(area: Area, on: date) -> list[Gap]:
    """Return every kind of gap in a place with its number, in a fixed order."""
    return [
        Gap(kind, kind.rows(area.scope_path, on).count(), reverse("overview:list_gap", args=[area.pk, key]))
        for key, kind in KINDS.items()
    ]
