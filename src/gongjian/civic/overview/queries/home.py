"""What a role's home tells: who asks, three numbers of theirs, what happened lately."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.overview.queries.figures import Share, agreement_count, kept_sum, member_share, premises_share
from gongjian.civic.records.models import Record
from gongjian.civic.registry.models import Office, Organisation, Programme, Role
from gongjian.civic.tasks.models import Task
from gongjian.ledger.models import Event

SHOWN = 6
FULL = 10_000
NEWS = (
    "agreements.put_in_force",
    "tasks.confirm_task",
    "tasks.return_task",
    "platforms.hold_meeting",
    "records.dispute_line",
    "records.settle_dispute",
    "records.lock_period",
    "activities.hold_activity",
    "evaluations.record_inspection",
    "results.publish",
)


@dataclass(frozen=True)
class Figure:
    """A number with its unit, a reason and a way to its list; `squares` draws it as kept of so many."""

    label: str
    number: int
    unit: str
    why: str
    url: str
    squares: Share | None = None


def figures_of(office: Office, programme: Programme, today: date) -> list[Figure]:
    """Return the three numbers that matter to an office."""
    if office.organisation:
        return _of_unit(office.organisation, programme, today)
    return _of_territory(office, programme, today)


def _of_unit(unit: Organisation, programme: Programme, today: date) -> list[Figure]:
    year = Q(due_date__gte=programme.first_day, due_date__lt=programme.until_day, cancelled_at=None)
    promises = Task.objects.filter(year, owner=unit, kind=Task.Kind.PROMISE)
    kept, total = promises.filter(outcome_bp=FULL).count(), promises.count()
    due = promises.filter(due_date__lt=today, confirmed_at=None).count()
    asked = Task.objects.filter(year, owner=unit, kind=Task.Kind.CONSULTATION, due_date__lte=today)
    answered = asked.filter(delivered_at__isnull=False).count()
    given = Task.objects.filter(year, owner=unit, confirmed_at__isnull=False).count()
    got = Task.objects.filter(year, receiver=unit, confirmed_at__isnull=False).count()
    tasks = reverse("tasks:list_tasks")
    why = _("%(count)s项已到期还没确认") % {"count": due} if due else _("余下的都在期内")
    return [
        Figure(_("承诺兑现"), kept, _("项，本年约定%s项") % total, why, tasks, Share(kept, total)),
        Figure(_("答复征求意见"), answered, _("件，共%s件") % asked.count(), _("截至今天到期的"), tasks),
        Figure(_("给出与得到"), given, _("次给出，得到%s次") % got, _("双方确认过的"), tasks),
    ]


def _of_territory(office: Office, programme: Programme, today: date) -> list[Figure]:
    path = office.scope_path
    kept = kept_sum(path, programme, today)
    settled = Record.objects.filter(period__programme=programme, unit__path__startswith=path)
    done, all_records = settled.filter(settled_at__isnull=False).count(), settled.count()
    promise = Figure(
        _("承诺兑现"),
        kept.done,
        _("项，到期%s项") % kept.total,
        _("单位的承诺，全部做到的"),
        reverse("tasks:list_tasks"),
    )
    record = Figure(
        _("档案双方确认"), done, _("份，共%s份") % all_records, _("本年度已成稿的"), reverse("records:list_records")
    )
    if office.role == Role.DISTRICT_OFFICE:
        members, housed = member_share(path, today), premises_share(path, today)
        units = reverse("registry:list_organisations")
        return [
            Figure(_("加入区域党委"), members.done, _("家，共%s家") % members.total, "", units),
            Figure(_("共建协议"), agreement_count(path, today), _("份有效"), "", reverse("agreements:list_agreements")),
            Figure(_("无偿用房"), housed.done, _("个社区，共%s个") % housed.total, "", reverse("lists:list_premises")),
        ]
    signed = Figure(_("共建协议"), agreement_count(path, today), _("份有效"), "", reverse("agreements:list_agreements"))
    return [promise, record, signed]


def news_of(office: Office, until: datetime) -> list[Event]:
    """Return the latest events that concern an office: about its tasks and records, or in its territory."""
    events = Event.objects.filter(at__lte=until)
    if office.organisation:
        task, record = (ContentType.objects.get_for_model(model) for model in (Task, Record))
        own = Task.objects.filter(Q(owner=office.organisation) | Q(receiver=office.organisation)).values("pk")
        records = Record.objects.filter(unit=office.organisation).values("pk")
        events = events.filter(
            Q(subject_type=task, subject_id__in=own) | Q(subject_type=record, subject_id__in=records)
        ).exclude(verb="tasks.assign_task")
    else:
        events = events.filter(path__startswith=office.scope_path).filter(verb__in=NEWS)
    return list(events.order_by("-pk").prefetch_related("subject")[:SHOWN])
