"""Reads across roads: the segments of one, in order, with what was found there; its chiefs; all roads."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Matter, RoadChief, Segment, SiteCheck
from gongjian.civic.projects.models import Part
from gongjian.civic.registry.models import Area, Organisation, OrganisationQuerySet


def segments_of(area: Area, road: str, on: date) -> list[Segment]:
    """Return the segments of a road on a day, in order, with who looks after them and under which theme."""
    today = Q(valid_to=None) | Q(valid_to__gt=on)
    rows = Segment.objects.filter(today, area=area, road=road, valid_from__lte=on)
    return list(rows.select_related("taker", "part__project", "area").order_by("position"))


def chiefs_of(area: Area, road: str, on: date) -> list[RoadChief]:
    """Return the chiefs of a road on a day, the first first."""
    rows = RoadChief.objects.on(on).filter(area=area, road=road)
    return list(rows.select_related("chief", "area").order_by("rank"))


@dataclass
class Piece:
    """A segment with what was found on it: still open, and put right."""

    segment: Segment
    open: list[Matter] = field(default_factory=list)
    fixed: list[Matter] = field(default_factory=list)


def pieces_of(segments: list[Segment], user: User | AnonymousUser, *, on: date) -> list[Piece]:
    """Return segments with their findings this reader may see, latest first, each with its latest check on site."""
    pieces = {(one.road, one.position, one.area_id): Piece(one) for one in segments}
    places = {(one.road, one.area_id) for one in segments}
    here = Q(pk__in=[])
    for road, area in places:
        here |= Q(segment__road=road, segment__area=area)
    checks = Prefetch("checks", SiteCheck.objects.order_by("-day", "-pk"))
    found = Matter.objects.visible_to(user, on=on).filter(here).select_related("segment").prefetch_related(checks)
    for matter in found.order_by("-raised_at", "-pk"):
        segment = matter.segment
        piece = pieces.get((segment.road, segment.position, segment.area_id)) if segment else None
        if piece is not None:
            (piece.open if matter.closed_at is None else piece.fixed).append(matter)
    return list(pieces.values())


@dataclass
class Road:
    """A road in a place: how many segments are looked after, by how many bodies; its chiefs."""

    area: Area
    name: str
    segments: int = 0
    takers: set[int] = field(default_factory=set)
    chiefs: list[RoadChief] = field(default_factory=list)


def roads_on(on: date) -> list[Road]:
    """Return all roads that somebody looks after or is chief of on a day, by place and name."""
    found: dict[tuple[int, str], Road] = {}
    today = Q(valid_to=None) | Q(valid_to__gt=on)
    for segment in Segment.objects.filter(today, valid_from__lte=on).select_related("area__parent"):
        row = found.setdefault((segment.area_id, segment.road), Road(segment.area, segment.road))
        row.segments += 1
        row.takers.add(segment.taker_id)
    for chief in RoadChief.objects.on(on).select_related("area__parent", "chief").order_by("rank"):
        found.setdefault((chief.area_id, chief.road), Road(chief.area, chief.road)).chiefs.append(chief)
    return sorted(found.values(), key=lambda road: (road.area.scope_path, road.name))


def takers_in(area: Area) -> OrganisationQuerySet:
    """Return who may look after a segment: the units and merchants of the place."""
    found = Organisation.objects.filter(path__startswith=area.scope_path, governs=None, closed_date=None)
    return found.order_by("sort_key", "pk")


def chiefs_for(area: Area) -> OrganisationQuerySet:
    """Return which bodies may be chief of a road in a place: those that govern it or lie in it, and departments."""
    above = [int(part) for part in area.scope_path.split("/") if part]
    bodies = Q(governs__in=above) | Q(governs__path__startswith=area.scope_path)
    found = Organisation.objects.filter(bodies | Q(kind=Organisation.Kind.DISTRICT), closed_date=None)
    return found.order_by("path", "sort_key", "pk")


def parts_in(area: Area) -> QuerySet[Part]:
    """Return the themes of the projects of a place and of those above it."""
    above = [int(part) for part in area.scope_path.split("/") if part]
    found = Part.objects.filter(project__area__in=above, project__finished_at=None)
    return found.select_related("project").order_by("project", "position")
