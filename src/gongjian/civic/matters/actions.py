"""Every write of matters."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Group, GroupMember, Segment
from gongjian.civic.projects.models import Part
from gongjian.civic.registry.models import Area, Organisation
from gongjian.ledger.action import Refused, WithParts, action, digest_of


@action
def form_group(
    actor: User,
    area: Area,
    /,
    *,
    kind: str,
    title: str,
    purpose: str,
    since: date,
    members: Sequence[tuple[str, int]] = (),
    parent: Group | None = None,
    at: datetime,
) -> WithParts[Group]:
    """Form a group; members are (source, headcount)."""
    if any(headcount < 1 for _source, headcount in members):
        raise Refused(_("每个来源的人数至少是 1。"))
    if len({source for source, _headcount in members}) < len(members):
        raise Refused(_("同一个来源写了两次，请合成一行。"))
    group = Group.objects.create(area=area, parent=parent, kind=kind, title=title, purpose=purpose, formed_date=since)
    GroupMember.objects.bulk_create(
        GroupMember(group=group, source=source, headcount=headcount) for source, headcount in members
    )
    return WithParts(group, {"members": digest_of([tuple(member) for member in members])})


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
def relocate_group(actor: User, group: Group, /, *, area: Area, at: datetime) -> Group:
    """Let a group belong to the area that replaces its own."""
    group.area = area
    group.save(update_fields=["area"])
    return group
