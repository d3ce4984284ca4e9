"""Reads across tasks: how one stands, its steps, and the register."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.accounts.models import User
from gongjian.civic.registry.models import reach
from gongjian.civic.tasks.models import Task, TaskQuerySet
from gongjian.ledger.models import Event

SOON = timedelta(days=7)
OUTCOMES = {10_000: "done", 5000: "half", 0: "undone"}


@dataclass(frozen=True)
class Standing:
    """How a task stands on a day: one of the shapes of the house, and a word."""

    kind: str
    word: str


@dataclass(frozen=True)
class Step:
    """One step of a task: done, now or next; `at` when it was done, `by` until when it is due."""

    state: str
    word: str
    at: datetime | None = None
    by: date | None = None


def standing(task: Task, on: date) -> Standing:
    """Return how a task stands on a day."""
    if task.cancelled_at is not None:
        return Standing("none", _("已取消"))
    if task.outcome_bp is not None:
        words = {"done": _("做到"), "half": _("做到一半"), "undone": _("没做到")}
        return Standing(OUTCOMES[task.outcome_bp], words[OUTCOMES[task.outcome_bp]])
    if task.delivered_at is not None:
        is_answer = task.kind == Task.Kind.CONSULTATION
        return Standing("done", _("已答复")) if is_answer else Standing("open", _("等接收方确认"))
    return _until(task.last_day, on)


def _until(last: date, on: date) -> Standing:
    days = (last - on).days
    if days < 0:
        return Standing("late", ngettext("逾期 %(days)s 天", "逾期 %(days)s 天", -days) % {"days": -days})
    if days == 0:
        return Standing("soon", _("今天到期"))
    word = ngettext("还有 %(days)s 天", "还有 %(days)s 天", days) % {"days": days}
    return Standing("soon" if days <= SOON.days else "open", word)


def steps_of(task: Task) -> list[Step]:
    """Return the steps of a task in order, the one that is waited for marked `now`; none is when it was cancelled."""
    found: list[tuple[str, datetime | None, date | None]] = [(_("交办"), task.assigned_at, None)]
    if task.kind == Task.Kind.CONSULTATION:
        found.append((_("答复"), task.delivered_at, task.last_day))
    else:
        found.append((_("接受"), task.accepted_at, None))
        found.append((_("报告完成"), task.delivered_at, task.last_day))
        found.append((_("接收方确认"), task.confirmed_at, None))
    is_waited_for = task.cancelled_at is None
    steps = []
    for word, at, by in found:
        state = "done" if at else "now" if is_waited_for else "next"
        is_waited_for = is_waited_for and at is not None
        steps.append(Step(state, word, at, None if at else by))
    return steps


_CONSULTATION = Q(kind=Task.Kind.CONSULTATION)
# Each takes the day. What is answered needs nobody's confirmation.
STATES: dict[str, Callable[[date], Q]] = {
    "open": lambda on: Q(delivered_at=None, confirmed_at=None, cancelled_at=None),
    "late": lambda on: STATES["open"](on) & (Q(agreed_due_date=None, due_date__lt=on) | Q(agreed_due_date__lt=on)),
    "waiting": lambda on: Q(delivered_at__isnull=False, confirmed_at=None, cancelled_at=None) & ~_CONSULTATION,
    "done": lambda on: Q(confirmed_at__isnull=False) | (_CONSULTATION & Q(delivered_at__isnull=False)),
    "cancelled": lambda on: Q(cancelled_at__isnull=False),
}


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    state: str = "",
    side: str = "",
    kind: str = "",
    organisation: int | None = None,
) -> TaskQuerySet:
    """Return the tasks that concern the user and fit what was said."""
    tasks = Task.objects.concerning(user, on=on).select_related("owner", "receiver")
    if q:
        tasks = tasks.filter(
            Q(title__icontains=q) | Q(owner__name__icontains=q) | Q(owner__initials__startswith=q.lower())
        )
    if state:
        tasks = tasks.filter(STATES[state](on))
    if side:
        tasks = tasks.filter(reach(user, on).covers(f"{side}__path", side))
    if kind:
        tasks = tasks.filter(kind=kind)
    if organisation:
        tasks = tasks.filter(Q(owner=organisation) | Q(receiver=organisation))
    return tasks


def counts(tasks: TaskQuerySet, *, on: date) -> dict[str, int]:
    """Return how many of the tasks are open, overdue, and waiting for the receiver's word, read at once."""
    asked = {name: Count("pk", filter=STATES[name](on)) for name in ("open", "late", "waiting")}
    return tasks.aggregate(**asked)


def is_told(task: Task, user: User | AnonymousUser, *, on: date) -> bool:
    """Return whether a reader gets words and marks too: those concerned at once, others with the year's results."""
    if Task.objects.concerning(user, on=on).filter(pk=task.pk).exists():
        return True
    return Event.objects.about(task).filter(lines__record__period__disclosed_at__isnull=False).exists()
