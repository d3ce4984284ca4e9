"""Every write of tasks: assigned, accepted, delivered, confirmed, returned, extended, cancelled, handed on."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Organisation
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import Refused, WithParts, action
from gongjian.ledger.models import Event

OUTCOMES = (0, 5000, 10000)
MOST_TIMES = 10  # of what was agreed: more is a slip of the hand


@action
def assign_task(
    actor: User,
    owner: Organisation,
    /,
    *,
    receiver: Organisation,
    kind: str,
    title: str,
    due_date: date,
    result_wanted: str = "",
    quantity: int = 1,
    unit: str = "次",
    weight: int = 1,
    source: Event | None = None,
    at: datetime,
) -> Task:
    """Give an organisation a piece of work that another one receives."""
    if owner.pk == receiver.pk:
        raise Refused(_("承办和接收不能是同一家。请另选接收方，由对方来确认。"))
    if quantity < 1:
        raise Refused(_("数量至少是 1。"))
    return Task.objects.create(
        owner=owner,
        receiver=receiver,
        kind=kind,
        title=title,
        result_wanted=result_wanted or title,
        quantity=quantity,
        unit=unit,
        weight=weight,
        due_date=due_date,
        source=source,
        assigned_at=at,
    )


@action
def accept_task(actor: User, task: Task, /, *, at: datetime) -> Task:
    """Take the task on."""
    task.accepted_at = task.accepted_at or at
    task.save(update_fields=["accepted_at"])
    return task


@action
def deliver_task(actor: User, task: Task, /, *, achieved: int | None = None, note: str = "", at: datetime) -> Task:
    """Report the task as done; a consultation is answered by that."""
    if achieved is not None and achieved < 0:
        raise Refused(_("实际完成的数量不能小于 0。"))
    if achieved is not None and achieved > MOST_TIMES * task.quantity:
        raise Refused(
            _("约定 %(wanted)s，报了 %(found)s，像是多打了零。请核对数量。")
            % {"wanted": task.quantity, "found": achieved}
        )
    task.accepted_at = task.accepted_at or at
    task.delivered_at = at
    task.achieved = task.quantity if achieved is None else achieved
    task.note = note
    task.save(update_fields=["accepted_at", "delivered_at", "achieved", "note"])
    return task


@action
def confirm_task(actor: User, task: Task, /, *, outcome_bp: int, level: int | None = None, at: datetime) -> Task:
    """Confirm as the receiver: done 10 000, half done 5000, not done 0; and how satisfied, 1 best to 4."""
    if outcome_bp not in OUTCOMES:
        raise Refused(_("结果只有三种：做到、做到一半、没做到。"))
    if level is not None and level not in Task.Level.values:
        raise Refused(_("评价只有四档：好、较好、一般、差。"))
    if outcome_bp == OUTCOMES[-1] and task.achieved == 0:
        raise Refused(_("对方报的完成数量是 0，不能确认为做到。请选做到一半或没做到，或者退回。"))
    task.confirmed_at = at
    task.outcome_bp = outcome_bp
    task.level = level
    task.save(update_fields=["confirmed_at", "outcome_bp", "level"])
    return task


@action
def return_task(actor: User, task: Task, /, *, reason: str, at: datetime) -> Task:
    """Return the delivery with a reason; the owner delivers again."""
    if not reason.strip():
        raise Refused(_("退回要写明哪里还不够，好让对方补上。"))
    task.delivered_at = None
    task.achieved = None
    task.reason = reason
    task.save(update_fields=["delivered_at", "achieved", "reason"])
    return task


@action
def extend_task(actor: User, task: Task, /, *, until: date, reason: str, at: datetime) -> Task:
    """Agree to a later day; delivered by then counts as on time."""
    if until.year > task.due_date.year:
        raise Refused(_("延期不能跨到下一年。今年做不到的，请在明年的协议里另外约定。"))
    if until <= task.last_day:
        raise Refused(_("延期要晚于现在的期限 %(day)s。") % {"day": task.last_day.isoformat()})
    task.agreed_due_date = until
    task.reason = reason
    task.save(update_fields=["agreed_due_date", "reason"])
    return task


@action
def cancel_task(actor: User, task: Task, /, *, reason: str, at: datetime) -> Task:
    """Cancel as the receiver or the street, before delivery, with a reason that both read: it drops out of the sums."""
    if not reason.strip():
        raise Refused(_("取消要写明理由。"))
    task.cancelled_at = at
    task.reason = reason
    task.save(update_fields=["cancelled_at", "reason"])
    return task


@action
def transfer_task(
    actor: User, task: Task, /, *, organisation: Organisation, to: Organisation, at: datetime
) -> WithParts[Task]:
    """Let a successor take the place of an organisation that ends: as owner, as receiver. Days and quantities stay."""
    sides = [name for name in ("owner", "receiver") if getattr(task, f"{name}_id") == organisation.pk]
    if not sides:
        raise Refused(_("“%(title)s”已经不在“%(name)s”名下。") % {"title": task.title, "name": organisation.name})
    if to.pk in (task.owner_id, task.receiver_id):
        raise Refused(_("“%(title)s”的承办和接收成了同一家，不能再移过去。") % {"title": task.title})
    for name in sides:
        setattr(task, name, to)
    task.save(update_fields=sides)
    return WithParts(task, {"from": organisation.pk, "to": to.name})
