"""Groups for a hard task: formed, lent people, given back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Group, GroupMember
from gongjian.civic.registry.models import Area, Organisation
from gongjian.ledger.action import Refused, WithParts, action, digest_of

SOURCE_LENGTH = 60


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
def relocate_group(actor: User, group: Group, /, *, area: Area, at: datetime) -> Group:
    """Let a group belong to the area that replaces its own."""
    group.area = area
    group.save(update_fields=["area"])
    return group


@action
def lend_people(
    actor: User,
    group: Group,
    /,
    *,
    source: str,
    headcount: int,
    since: date,
    organisation: Organisation | None = None,
    expertise: str = "",
    at: datetime,
) -> GroupMember:
    """Let a body lend people to the group from a day on: how many, who for; no names."""
    if headcount < 1:
        raise Refused(_("每个来源的人数至少是 1。"))
    if not source.strip() and organisation is None:
        raise Refused(_("请选派出单位，或者写明人从哪里来。"))
    if since < group.formed_date:
        raise Refused(_("不能早于工作组成立的 %(day)s。") % {"day": group.formed_date.isoformat()})
    if organisation is not None and organisation.closed_date is not None:
        raise Refused(_("“%(name)s”已经注销，不能再派人。") % {"name": organisation.name})
    name = source.strip() or (organisation.name if organisation else "")
    same = {"organisation": organisation} if organisation else {"organisation": None, "source": name}
    if GroupMember.objects.filter(group=group, valid_to=None, **same).exists():
        raise Refused(_("“%(name)s”已经派了人。人数有变，请先记下回去，再重新登记。") % {"name": name})
    return GroupMember.objects.create(
        group=group,
        source=name[:SOURCE_LENGTH],
        headcount=headcount,
        organisation=organisation,
        expertise=expertise.strip(),
        valid_from=since,
    )


@action
def release_people(
    actor: User, member: GroupMember, /, *, on: date, reason: str, at: datetime
) -> WithParts[GroupMember]:
    """Let the people go back from a day on, and say why."""
    if not reason.strip():
        raise Refused(_("请写明为什么回去，例如“图纸会审已经完成”。"))
    first = member.valid_from or member.group.formed_date
    if on < first:
        raise Refused(_("不能早于来的那天（%(day)s）。") % {"day": first.isoformat()})
    member.valid_to = on
    member.save(update_fields=["valid_to"])
    return WithParts(member, {"reason": [None, reason.strip()]})


@action
def transfer_people(
    actor: User, member: GroupMember, /, *, to: Organisation, on: date, at: datetime
) -> WithParts[GroupMember]:
    """Let the people count as lent by the successor of their body: this row ends, one follows or grows."""
    same = GroupMember.objects.filter(group=member.group_id, organisation=to, valid_to=None).first()
    said = {"to": to.name}
    first = member.valid_from or member.group.formed_date
    if first >= on and same is None:
        member.organisation = to
        member.save(update_fields=["organisation"])
        return WithParts(member, said)
    member.valid_to = max(on, first)
    member.save(update_fields=["valid_to"])
    if same is not None:
        same.headcount += member.headcount
        same.save(update_fields=["headcount"])
        return WithParts(member, said)
    GroupMember.objects.create(
        group_id=member.group_id,
        source=member.source,
        headcount=member.headcount,
        organisation=to,
        expertise=member.expertise,
        valid_from=on,
    )
    return WithParts(member, said)
