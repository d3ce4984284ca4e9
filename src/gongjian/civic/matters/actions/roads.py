"""Road segments: taken, handed on, given up; the chiefs of roads."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import RoadChief, Segment
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


@action
def name_road_chief(
    actor: User,
    area: Area,
    /,
    *,
    road: str,
    rank: int,
    chief: Organisation,
    post: str,
    every_days: int,
    since: date,
    at: datetime,
) -> RoadChief:
    """Name the body that is chief of a road, by which post, and how often it walks it."""
    if every_days < 1:
        raise Refused(_("请写几天巡一次，至少 1 天。"))
    if chief.closed_date is not None:
        raise Refused(_("“%(name)s”已经注销，不能再当路长单位。") % {"name": chief.name})
    if RoadChief.objects.filter(area=area, road=road, rank=rank, valid_to=None).exists():
        raise Refused(_("%(road)s已经有%(rank)s，请先记下卸任。") % {"road": road, "rank": RoadChief.Rank(rank).label})
    return RoadChief.objects.create(
        area=area, road=road, rank=rank, chief=chief, post=post.strip(), every_days=every_days, valid_from=since
    )


@action
def end_road_chief(actor: User, chief: RoadChief, /, *, reason: str, on: date, at: datetime) -> WithParts[RoadChief]:
    """Say that a body is no longer chief of a road from a day on, and why."""
    if not reason.strip():
        raise Refused(_("请写明为什么不再担任。"))
    chief.valid_to = max(on, chief.valid_from)
    chief.save(update_fields=["valid_to"])
    return WithParts(chief, {"reason": [None, reason.strip()]})


@action
def transfer_road_chief(
    actor: User, chief: RoadChief, /, *, to: Organisation, area: Area, on: date, at: datetime
) -> WithParts[RoadChief]:
    """Let a successor be chief, or the area that replaces its own hold the road: this row ends, one follows."""
    same = RoadChief.objects.filter(area=area, road=chief.road, rank=chief.rank, valid_to=None).exclude(pk=chief.pk)
    if same.exists():
        raise Refused(
            _("%(area)s的%(road)s已经有%(rank)s，不能再移过去。")
            % {"area": area.name, "road": chief.road, "rank": chief.get_rank_display()}
        )
    said = {"to": to.name}
    if chief.valid_from >= on:
        chief.chief, chief.area = to, area
        chief.save(update_fields=["chief", "area"])
        return WithParts(chief, said)
    chief.valid_to = on
    chief.save(update_fields=["valid_to"])
    RoadChief.objects.create(
        area=area,
        road=chief.road,
        rank=chief.rank,
        chief=to,
        post=chief.post,
        every_days=chief.every_days,
        valid_from=on,
    )
    return WithParts(chief, said)
