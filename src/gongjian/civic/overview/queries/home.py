"""What a role's home tells: who asks, three numbers of theirs, what happened lately."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.ballots.models import Session
from gongjian.civic.lists.models import Resource
from gongjian.civic.overview.queries.figures import agreement_count, kept_sum
from gongjian.civic.records.models import Record
from gongjian.civic.registry.models import Office, Organisation, Programme, Role
from gongjian.civic.registry.queries.coverage import Share
from gongjian.civic.tasks.models import Task
from gongjian.ledger.models import Event
from gongjian.ledger.telling import told

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
NEWS_OF_BALLOTS = ("ballots.plan_session", "ballots.declare")


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
    if office.organisation and office.role == Role.SECTOR_DEPARTMENT:
        return _of_sector(office.organisation, programme, today)
    if office.organisation:
        return _of_unit(office.organisation, programme, today)
    if office.role == Role.SCRUTINEER:
        return _of_ballots(office, programme)
    return _of_territory(office, programme, today)


def _of_unit(unit: Organisation, programme: Programme, today: date) -> list[Figure]:
    year = Q(due_date__gte=programme.first_day, due_date__lt=programme.until_day, cancelled_at=None)
    promise, question = Q(owner=unit, kind=Task.Kind.PROMISE), Q(owner=unit, kind=Task.Kind.CONSULTATION)
    confirmed, due = Q(confirmed_at__isnull=False), Q(due_date__lte=today)
    found = Task.objects.filter(year & (Q(owner=unit) | Q(receiver=unit))).aggregate(
        kept=Count("pk", filter=promise & Q(outcome_bp=FULL)),
        total=Count("pk", filter=promise),
        late=Count("pk", filter=promise & Q(due_date__lt=today, confirmed_at=None)),
        asked=Count("pk", filter=question & due),
        answered=Count("pk", filter=question & due & Q(delivered_at__isnull=False)),
        given=Count("pk", filter=Q(owner=unit) & confirmed),
        got=Count("pk", filter=Q(receiver=unit) & confirmed),
    )
    tasks = reverse("tasks:list_tasks")
    why = _("%(count)s项已到期还没确认") % {"count": found["late"]} if found["late"] else _("余下的都在期内")
    return [
        Figure(
            _("承诺兑现"),
            found["kept"],
            _("项，本年约定%s项") % found["total"],
            why,
            tasks,
            Share(found["kept"], found["total"]),
        ),
        Figure(_("答复征求意见"), found["answered"], _("件，共%s件") % found["asked"], _("截至今天到期的"), tasks),
        Figure(_("给出与得到"), found["given"], _("次给出，得到%s次") % found["got"], _("双方确认过的"), tasks),
    ]


def _of_sector(department: Organisation, programme: Programme, today: date) -> list[Figure]:
    units = Organisation.objects.units().filter(sector=department)
    offered = Resource.objects.current(today).filter(owner__sector=department)
    year = Task.objects.filter(due_date__gte=programme.first_day, due_date__lt=programme.until_day, cancelled_at=None)
    tasks = year.filter(Q(owner=department) | Q(receiver=department)).aggregate(
        all=Count("pk"), confirmed=Count("pk", filter=Q(confirmed_at__isnull=False))
    )
    streets = len({unit.street_path for unit in units.only("path")})
    return [
        Figure(
            _("本行业的单位"),
            units.count(),
            _("家"),
            _("分在%s个街道") % streets,
            reverse("registry:list_organisations"),
        ),
        Figure(
            _("它们拿出的资源"),
            offered.count(),
            _("项"),
            _("现在开放的，各街道都算"),
            reverse("lists:list_resources"),
        ),
        Figure(
            _("本部门的任务"),
            tasks["confirmed"],
            _("项已确认，共%s项") % tasks["all"],
            _("本年度承办和接收的"),
            reverse("tasks:list_tasks"),
        ),
    ]


def _of_ballots(office: Office, programme: Programme) -> list[Figure]:
    sessions = list(Session.objects.filter(programme=programme, area__path__startswith=office.scope_path))
    declared = sum(session.declared_at is not None for session in sessions)
    url = sessions[0].get_absolute_url() if len(sessions) == 1 else ""
    return [Figure(_("民主评议"), declared, _("场已宣布结果，共%s场") % len(sessions), "", url)]


def _of_territory(office: Office, programme: Programme, today: date) -> list[Figure]:
    path = office.scope_path
    agreements = Figure(
        _("共建协议"), agreement_count(path, today), _("份有效"), "", reverse("agreements:list_agreements")
    )
    kept = kept_sum(path, programme, today)
    records = Record.objects.filter(period__programme=programme, path__startswith=path).aggregate(
        all=Count("pk"), settled=Count("pk", filter=Q(settled_at__isnull=False))
    )
    return [
        Figure(
            _("承诺兑现"),
            kept.done,
            _("项，到期%s项") % kept.total,
            _("单位的承诺，全部做到的"),
            reverse("tasks:list_tasks"),
        ),
        Figure(
            _("档案双方确认"),
            records["settled"],
            _("份，共%s份") % records["all"],
            _("本年度已成稿的"),
            reverse("records:list_records"),
        ),
        agreements,
    ]


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
        verbs = NEWS_OF_BALLOTS if office.role == Role.SCRUTINEER else NEWS
        events = events.filter(path__startswith=office.scope_path).filter(verb__in=verbs)
    return told(events.order_by("-pk")[:SHOWN])
