"""Resolutions: in hand, late, done, not carried; computed from their tasks and reviews, stored nowhere."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Resolution
from gongjian.civic.registry.models import reach

STATES = {
    "open": _("在办"),
    "late": _("逾期"),
    "review": _("等回头看"),
    "done": _("办结"),
    "waiting": _("待移交"),
    "handed": _("已移交"),
    "cancelled": _("取消"),
    "rejected": _("没有通过"),
}


def with_state(rows: QuerySet[Resolution, Any], *, on: date) -> QuerySet[Resolution, Any]:
    """Return the resolutions, each with `state`: what its task says, or whether it was looked at again."""
    last_day = Coalesce("task__agreed_due_date", "task__due_date")
    state = Case(
        When(is_carried=False, then=Value("rejected")),
        When(kind=Resolution.Kind.HAND_OVER, leg__isnull=False, then=Value("handed")),  # by name: of a later room
        When(kind=Resolution.Kind.HAND_OVER, then=Value("waiting")),
        When(task__cancelled_at__isnull=False, then=Value("cancelled")),
        When(task__confirmed_at__isnull=False, then=Value("done")),
        When(Q(task__isnull=False, task__delivered_at=None, last_day__lt=on), then=Value("late")),
        When(task__isnull=False, then=Value("open")),
        When(
            review_item__withdrawn_at=None,
            review_item__meeting__held_at__isnull=False,
            then=Value("done"),
        ),
        When(review_date__lte=on, then=Value("review")),
        default=Value("open"),
        output_field=CharField(),
    )
    return rows.annotate(last_day=last_day).annotate(state=state)


def resolutions(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    state: str = "",
    side: str = "",
    platform: int | None = None,
    organisation: int | None = None,
) -> QuerySet[Resolution, Any]:
    """Return the resolutions the user may see that fit what was said, each with its state."""
    found = with_state(Resolution.objects.visible_to(user, on=on), on=on)
    if q:
        found = found.filter(Q(text__icontains=q) | Q(item__title__icontains=q) | Q(owner__name__icontains=q))
    if state:
        found = found.filter(Q(("state", state)))
    own = reach(user, on)
    if side == "owner":
        bodies = Q(owner__in=own.organisations) | Q(owner__governs__path__in=own.governed)
        found = found.filter(bodies, is_carried=True)
    if side == "platform":
        found = found.filter(own.covers("item__meeting__platform__area__path", "item__meeting__platform__secretary"))
    if platform:
        found = found.filter(item__meeting__platform=platform)
    if organisation:
        found = found.filter(owner=organisation)
    return found.select_related("item__meeting__platform", "owner", "task")
