"""Reads across roads: the segments of one, in order."""

from datetime import date

from django.db.models import Q

from gongjian.civic.matters.models import Segment
from gongjian.civic.registry.models import Area


def segments_of(area: Area, road: str, on: date) -> list[Segment]:
    """Return the segments of a road on a day, in order, with who looks after them and under which theme."""
    today = Q(valid_to=None) | Q(valid_to__gt=on)
    rows = Segment.objects.filter(today, area=area, road=road, valid_from__lte=on)
    return list(rows.select_related("taker", "part__project", "area").order_by("position"))
