"""The district's own view: the nine lines of the year, the months street by street, what is still blank."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.duties.queries import unsettled
from gongjian.civic.overview.queries.figures import Month, progress_of
from gongjian.civic.overview.queries.home import Figure
from gongjian.civic.records.models import Line
from gongjian.civic.registry.models import Organisation, Programme
from gongjian.civic.registry.queries.coverage import Share, membership, premises_share
from gongjian.civic.tasks.models import Task
from gongjian.web.words import share


@dataclass(frozen=True)
class Row:
    """One line: its name, a word of explanation, so many of so many, and where the list is."""

    label: str
    note: str
    share: Share
    url: str


@dataclass(frozen=True)
class Column:
    """One of the three: platforms, commitments, evaluations."""

    title: str
    note: str
    rows: list[Row]


@dataclass(frozen=True)
class Gap:
    """Something still blank: how many, in words, and where."""

    number: int
    words: str
    url: str


def columns(programme: Programme, today: date, months: list[Month], signed: int) -> list[Column]:
    """Return the three columns; the names of their lines are the programme's own."""
    found = progress_of(programme, today, months, signed)
    platforms, commitments, evaluations = (
        programme.labels(kind) for kind in ("platforms", "commitments", "evaluations")
    )
    meetings, tasks = reverse("platforms:list_meetings"), reverse("tasks:list_tasks")
    records, judged = reverse("records:list_records"), f"{reverse('evaluations:show_programme')}?year={programme.year}"
    notes = {
        "DISTRICT": _("专题会议"),
        "STREET": _("本季度联席会议"),
        "STREET_COMMUNITY": _("为单位办实事"),
        "UNIT": _("协议里的约定"),
        "MEMBER": _("认领的岗位"),
    }
    judged_notes = {
        "MUTUAL": _("最近一月，对方亲自答复的条目"),
        "BALLOT": _("街道已宣布"),
        "DISTRICT": _("督查过的单位"),
    }
    evaluated = {"MUTUAL": records, "BALLOT": judged, "DISTRICT": judged}
    return [
        Column(
            _("三级平台"),
            _("按规定召开"),
            [Row(platforms[key], notes[key], share, meetings) for key, share in found.meetings.items()],
        ),
        Column(
            _("三方承诺"),
            _("到期的已兑现"),
            [Row(commitments[key], notes[key], share, tasks) for key, share in found.promises.items()],
        ),
        Column(
            _("三类评价"),
            _("进度"),
            [
                Row(evaluations[key], judged_notes[key], share, evaluated[key])
                for key, share in found.evaluations.items()
            ],
        ),
    ]


def figures(path: str, today: date, signed: int) -> list[Figure]:
    """Return the district's three numbers."""
    members, housed = membership(path, on=today), premises_share(path, today)
    covered = _("共 %(total)s 家，占 %(share)s") % {"total": members.total, "share": share(members.share_bp)}
    seated = f"{reverse('registry:list_organisations')}?member=yes"
    return [
        Figure(_("加入区域党委"), members.done, _("家"), covered, seated),
        Figure(_("共建协议"), signed, _("份有效"), "", reverse("agreements:list_agreements")),
        Figure(_("无偿用房"), housed.done, _("个社区"), _("共 %s 个") % housed.total, reverse("lists:list_premises")),
    ]


def gaps(path: str, today: date) -> list[Gap]:
    """Return what is blank in the district, as counts that lead to their lists."""
    units = Organisation.objects.units().filter(path__startswith=path)
    organisations = reverse("registry:list_organisations")
    overdue = Q(agreed_due_date=None, due_date__lt=today) | Q(agreed_due_date__lt=today)
    tasks = (
        Task.objects.open()
        .filter(unsettled(today), owner__path__startswith=path)
        .aggregate(
            late=Count("pk", filter=overdue & Q(delivered_at=None)),
            waiting=Count("pk", filter=Q(delivered_at__isnull=False) & ~Q(kind=Task.Kind.CONSULTATION)),
        )
    )
    disputed = Line.objects.filter(state=Line.State.DISPUTED, record__path__startswith=path)
    found = [
        Gap(units.filter(party_type="").count(), _("家单位没有党组织"), f"{organisations}?party=none"),
        Gap(tasks["late"], _("件事过期还没有交付"), f"{reverse('tasks:list_tasks')}?state=late"),
        Gap(
            tasks["waiting"],
            _("件事等接收方确认"),
            f"{reverse('tasks:list_tasks')}?state=waiting",
        ),
        Gap(disputed.count(), _("条异议还没有定"), reverse("records:list_records")),
    ]
    return [gap for gap in found if gap.number]
