"""Groups for a hard task."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Group, GroupMember
from gongjian.civic.registry.models import Area
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
def relocate_group(actor: User, group: Group, /, *, area: Area, at: datetime) -> Group:
    """Let a group belong to the area that replaces its own."""
    group.area = area
    group.save(update_fields=["area"])
    return group
