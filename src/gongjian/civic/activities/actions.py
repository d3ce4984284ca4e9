"""Every write of activities."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.activities.models import Activity, Side, Step
from gongjian.civic.matters.models import Group
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import Refused, WithParts, action, digest_of


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
