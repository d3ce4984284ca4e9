"""Road segments: taken, handed on, given up."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Segment
from gongjian.civic.projects.models import Part
from gongjian.civic.registry.models import Area, Organisation
from gongjian.ledger.action import Refused, WithParts, action


@action
def take_segment(
    actor: User,
    area: Area,
    /,
    *,
    road: str,
    position: int,
    taker: Organisation,
    since: date,
    part: Part | None = None,
    at: datetime,
) -> Segment:
    """Give one segment of a road to a unit or merchant."""
    if Segment.objects.filter(area=area, road=road, position=position, valid_to=None).exists():
        raise Refused(_("%(road)s第 %(position)s 段已经有人包了。") % {"road": road, "position": position})
    return Segment.objects.create(area=area, road=road, position=position, taker=taker, part=part, valid_from=since)


@action
def transfer_segment(
    actor: User, segment: Segment, /, *, taker: Organisation, area: Area, on: date, at: datetime
) -> WithParts[Segment]:
    """Let a successor look after the segment, or the area that replaces its own hold it: this row ends, one follows."""
    said = {"to": taker.name}
    if segment.valid_from >= on:
        segment.taker, segment.area = taker, area
        segment.save(update_fields=["taker", "area"])
        return WithParts(segment, said)
    segment.valid_to = on
    segment.save(update_fields=["valid_to"])
    Segment.objects.create(
        area=area,
        road=segment.road,
        position=segment.position,
        part_id=segment.part_id,
        taker=taker,
        valid_from=on,
    )
    return WithParts(segment, said)


@action
def end_segment(actor: User, segment: Segment, /, *, reason: str, on: date, at: datetime) -> WithParts[Segment]:
    """Say that nobody looks after the segment from a day on, and why."""
    if not reason.strip():
        raise Refused(_("不再包段要写明理由。"))
    segment.valid_to = max(on, segment.valid_from)
    segment.save(update_fields=["valid_to"])
    return WithParts(segment, {"reason": [None, reason.strip()]})
