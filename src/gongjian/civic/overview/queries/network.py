"""The network of a street: its work committee, the party bodies of its communities, the units that are partners."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.queries.coverage import paths_of, seated, units_in
from gongjian.civic.registry.queries.history import named, namings
from gongjian.civic.registry.queries.register import bound
from gongjian.web.charts.network import Base, Node


@dataclass(frozen=True)
class Network:
    """What is drawn, and how many there are of each."""

    core: Node
    bases: list[Base]
    bound: int
    seated: int
    others: int


def network_of(street: Area, *, on: date, then: date | None = None) -> Network:
    """Return the network of a street on a day: units with an agreement, and those that only have a seat."""
    day = then or on
    areas = _areas(street, day)
    bodies = {body.governs_id: body for body in Organisation.objects.filter(governs__in=[street, *areas])}
    units = units_in(street.scope_path, then)
    paths = paths_of(units, then)
    signed = set(bound(units, day).values_list("pk", flat=True))
    partners = signed | set(seated(units, day).values_list("pk", flat=True))
    rows = list(Organisation.objects.filter(pk__in=partners).order_by("sort_key", "pk"))
    if then is not None:
        named([*rows, *bodies.values()], then)
        _rename([street, *areas], then)
    bases = [
        Base(_hub(area, bodies), [_node(unit, signed) for unit in rows if paths[unit.pk] == area.scope_path])
        for area in [street, *areas]
    ]
    kept = [
        base
        for base, area in zip(bases, [street, *areas], strict=True)
        if base.nodes or area.level == Area.Level.COMMUNITY
    ]
    return Network(_core(street, bodies), kept, len(signed), len(partners) - len(signed), len(paths.keys() - partners))


def _areas(street: Area, day: date) -> list[Area]:
    standing = Q(valid_to=None) | Q(valid_to__gt=day)
    return list(street.children.filter(standing, valid_from__lte=day).order_by("code", "pk"))


def _rename(areas: list[Area], day: date) -> None:
    kept = namings([area.pk for area in areas], day)
    for area in areas:
        area.name, area.code = kept.get(area.pk, (area.name, area.code))


def _core(street: Area, bodies: dict[int | None, Organisation]) -> Node:
    body = bodies.get(street.pk)
    if body is None:
        return Node(street.short_name, street.get_absolute_url(), street.name)
    return Node(body.name, body.get_absolute_url(), _("核心：%(name)s") % {"name": body.name})


def _hub(area: Area, bodies: dict[int | None, Organisation]) -> Node:
    if area.level == Area.Level.STREET:
        return Node(_("街道直接联系"), area.get_absolute_url(), area.name)
    body = bodies.get(area.pk)
    if body is None:
        told = _("%(name)s还没有党组织") % {"name": area.short_name}
        return Node(area.short_name, area.get_absolute_url(), told)
    return Node(body.name, area.get_absolute_url(), _("基础：%(name)s") % {"name": body.name})


def _node(unit: Organisation, signed: set[int]) -> Node:
    is_bound = unit.pk in signed
    told = _("%(name)s：有生效的共建协议") if is_bound else _("%(name)s：有席位，还没有协议")
    return Node(unit.name, unit.get_absolute_url(), told % {"name": unit.name}, is_bound)


def lists_of(street: Area, then: date | None) -> dict[str, str]:
    """Return the lists that the page's numbers count: units bound, seated only, and (of today) in no committee."""
    day = {"on": then.isoformat()} if then else {}
    register, place = reverse("registry:list_organisations"), {"place": street.scope_path}
    return {
        "bound_url": f"{register}?{urlencode(place | {'agreement': 'yes'} | day)}",
        "seated_url": f"{register}?{urlencode(place | {'member': 'yes', 'agreement': 'no'} | day)}",
        "others_url": "" if then else reverse("overview:list_gap", args=[street.pk, "units-outside"]),
    }
