"""Every write of activities."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.activities.models import Activity, Side, Step
from gongjian.civic.matters.models import Group
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import Refused, WithParts, action, digest_of

MOST_VISITS, MOST_DAYS = 24, 92


@action
def plan_activity(
    actor: User,
    area: Area,
    /,
    *,
    kind: str,
    title: str,
    starts_at: datetime,
    theme: str = "",
    is_required: bool = False,
    group: Group | None = None,
    at: datetime,
) -> Activity:
    """Plan an activity in an area."""
    return Activity.objects.create(
        area=area, kind=kind, title=title, theme=theme, starts_at=starts_at, is_required=is_required, group=group
    )


@action
def plan_site_visits(
    actor: User, group: Group, /, *, title: str, first: datetime, every_days: int, times: int, at: datetime
) -> WithParts[Group]:
    """Plan visits of a group on site, one after another, so many days apart."""
    if not title.strip():
        raise Refused(_("请写看什么，例如“看安置房 3 号楼进度”。"))
    if not (1 <= times <= MOST_VISITS and 1 <= every_days <= MOST_DAYS):
        raise Refused(
            _("一次最多安排 %(times)s 回，两回相隔 1 到 %(days)s 天。") % {"times": MOST_VISITS, "days": MOST_DAYS}
        )
    if first < at:
        raise Refused(_("第一回要在现在以后。"))
    for number in range(times):
        plan_activity(
            actor,
            group.area,
            kind=Activity.Kind.SITE_VISIT,
            title=title.strip(),
            starts_at=first + timedelta(days=number * every_days),
            group=group,
            at=at,
        )
    return WithParts(group, {"visits": [None, times], "every_days": [None, every_days]})


@action
def hold_activity(
    actor: User,
    activity: Activity,
    /,
    *,
    sides: Sequence[dict[str, Any]] = (),
    steps: Sequence[str] = (),
    at: datetime,
) -> WithParts[Activity]:
    """Enter what was held: sides are {organisation, audience, headcount, is_at_least}, steps their titles in order."""
    if len({side["organisation"].pk for side in sides}) < len(sides):
        raise Refused(_("参加的单位里有一家写了两次，请合成一行。"))
    Side.objects.bulk_create(Side(activity=activity, **side) for side in sides)
    Step.objects.bulk_create(
        Step(activity=activity, position=number, title=title) for number, title in enumerate(steps, 1)
    )
    activity.held_at = at
    activity.save(update_fields=["held_at"])
    said = [(side["organisation"].pk, side["audience"], side.get("headcount")) for side in sides]
    return WithParts(activity, {"sides": digest_of(said), "steps": digest_of(list(steps))})


@action
def relocate_activity(actor: User, activity: Activity, /, *, area: Area, at: datetime) -> Activity:
    """Let a planned activity be held by the area that replaces its own."""
    activity.area = area
    activity.save(update_fields=["area"])
    return activity
