"""What each person has to do next, computed from the rows of all rooms; nothing stores a to-do."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.agreements.models import Party
from gongjian.civic.duties.queries.duty import Duty
from gongjian.civic.duties.queries.matters import climbed_to, duties_of_matters
from gongjian.civic.duties.queries.meetings import duties_of_meetings, duty_to_meet, duty_to_report, holiday_table
from gongjian.civic.duties.queries.terms import duties_of_terms
from gongjian.civic.evaluations.models import Scheme
from gongjian.civic.lists.models import ListCheck
from gongjian.civic.platforms.models import Invitation, Meeting
from gongjian.civic.records.models import Line, Record
from gongjian.civic.registry.models import Office, Organisation, Role
from gongjian.civic.service.models import Claim
from gongjian.civic.tasks.models import Task

AHEAD = timedelta(days=45)
PATIENCE = timedelta(days=30)
MOST = 6


def duties_of(office: Office, today: date) -> list[Duty]:
    """Return an office's duties of the next weeks, most urgent first."""
    found = [*business_of(office, today), *duties_of_terms(office, today)]
    return sorted(found, key=lambda duty: (duty.due or date.max, duty.title))


def business_of(office: Office, today: date, most: int | None = MOST) -> list[Duty]:
    """Return what the business of all rooms asks of an office; of each kind the first ones, or all (None)."""
    if office.organisation:
        return [*_of_body(office.organisation, today, most), *_of_unit(office.organisation, today, most)]
    if office.role == Role.COMMUNITY_WORKER:
        return [*_of_governing(office, today, most), *_of_community(office, today, most)]
    if office.role == Role.STREET_OFFICE:
        return [*_of_governing(office, today, most), *_of_street(office, today, most)]
    return list(_of_district(office, today, most)) if office.role == Role.DISTRICT_OFFICE else []


def unsettled(today: date) -> Q:
    """Return the condition: not judged for good yet. A question unanswered for a month, and last year's rest, are."""
    last_month, this_year = today - PATIENCE, date(today.year, 1, 1)
    asked = Q(kind=Task.Kind.CONSULTATION)
    return (asked & Q(due_date__gte=last_month)) | (~asked & Q(due_date__gte=this_year))


def _of_governing(office: Office, today: date, most: int | None) -> Iterator[Duty]:
    body = Organisation.objects.filter(governs=office.area_id).first()
    if body is not None:
        yield from _of_body(body, today, most)
    if office.area is not None:
        yield from duties_of_meetings(office.area, today, most)
        yield from duty_to_meet(office.area, today)


def _of_body(body: Organisation, today: date, most: int | None) -> Iterator[Duty]:
    """What any body has to do with tasks: deliver its own, confirm what it received."""
    own = Task.objects.open().filter(unsettled(today), owner=body, delivered_at=None, due_date__lte=today + AHEAD)
    words = {
        Task.Kind.PROMISE: (_("交付承诺：%s"), _("报告完成")),
        Task.Kind.TASK: (_("完成任务：%s"), _("报告完成")),
        Task.Kind.CONSULTATION: (_("答复征求意见：%s"), _("写答复")),
    }
    for task in own.select_related("receiver").order_by("due_date", "pk")[:most]:
        title, button = words[Task.Kind(task.kind)]
        yield Duty(title % task.title, task.receiver.name, task.get_absolute_url(), button, task.last_day)
    waiting = Task.objects.open().filter(receiver=body, delivered_at__isnull=False).exclude(kind=Task.Kind.CONSULTATION)
    for task in waiting.select_related("owner").order_by("delivered_at", "pk")[:most]:
        yield Duty(_("确认：%s") % task.title, task.owner.name, task.get_absolute_url(), _("去确认"), None)
    asked = Invitation.objects.filter(organisation=body, reply="", meeting__held_at=None, meeting__cancelled_at=None)
    asked = asked.filter(meeting__starts_at__date__gte=today).select_related("meeting__platform")
    for invitation in asked.order_by("meeting__starts_at", "pk")[:most]:
        meeting, page = invitation.meeting, reverse("platforms:reply_invitation", args=[invitation.pk])
        yield Duty(_("答复来不来：%s") % meeting.title, meeting.platform.title, page, _("去答复"), meeting.day)
    yield from duties_of_matters(body, today, most)


def _of_unit(unit: Organisation, today: date, most: int | None) -> Iterator[Duty]:
    yield from duty_to_report(unit, today)
    records = Record.objects.filter(
        unit=unit, filed_at__isnull=False, period__locked_at=None, period__answer_by_date__gte=today
    ).select_related("period", "unit")
    lines = Line.objects.filter(record__in=records, state=Line.State.DRAFTED).exclude(by=unit)
    waiting = dict(lines.values_list("record").annotate(Count("pk")))
    for record in records.filter(pk__in=waiting).order_by("month"):
        title = _("核对%(month)s月写实档案，%(count)s条等您会签") % {
            "month": record.month.month,
            "count": waiting[record.pk],
        }
        yield Duty(
            title, _("到期没有答复的视为同意"), record.get_absolute_url(), _("去核对"), record.period.answer_by_date
        )
    checks = ListCheck.objects.filter(
        organisation=unit, confirmed_at=None, due_date__lte=today + AHEAD, due_date__gte=today
    )
    for check in checks.order_by("due_date"):
        yield Duty(
            _("确认资源清单"),
            _("没有变化，一点就好"),
            reverse("lists:list_resources"),
            _("去确认"),
            check.due_date,
        )
    for party in (
        Party.objects.filter(organisation=unit, signed_at=None).select_related("agreement").order_by("pk")[:most]
    ):
        agreement = party.agreement
        yield Duty(
            _("签署：%s") % agreement.title,
            agreement.number,
            agreement.get_absolute_url(),
            _("去看协议"),
            agreement.from_date,
        )


def _of_community(office: Office, today: date, most: int | None) -> Iterator[Duty]:
    yield from _filing(office)
    claims = Claim.objects.filter(post__host__governs=office.area_id, confirmed_at=None, post__to_date__lt=today)
    for claim in claims.select_related("post", "organisation").order_by("pk")[:most]:
        yield Duty(
            _("登记守约人数：%s") % claim.post.title,
            claim.organisation.name,
            claim.post.get_absolute_url(),
            _("去登记"),
            None,
        )


def _of_street(office: Office, today: date, most: int | None) -> Iterator[Duty]:
    yield from _filing(office)
    yield from climbed_to(office, most)
    path = office.scope_path
    disputes = Line.objects.filter(record__period__area__path=path, state=Line.State.DISPUTED)
    for line in disputes.select_related("record__unit", "record__period").order_by("pk")[:most]:
        yield Duty(
            _("定一条异议：%s") % line.text,
            line.record.unit.name,
            line.record.get_absolute_url(),
            _("去看"),
            line.record.period.lock_date,
        )
    meetings = Meeting.objects.filter(
        platform__area__path__startswith=path,
        held_at=None,
        cancelled_at=None,
        starts_at__date__range=(today, today + AHEAD),
    )
    for meeting in meetings.select_related("platform").order_by("starts_at")[:most]:
        yield Duty(
            meeting.title, meeting.platform.title, meeting.get_absolute_url(), _("看会议"), meeting.starts_at.date()
        )


def _filing(office: Office) -> Iterator[Duty]:
    """Records that were drafted and wait to be sent to the other side, one duty a month."""
    records = Record.objects.filter(
        path__startswith=office.scope_path,
        filed_at=None,
        period__drafted_at__isnull=False,
        period__locked_at=None,
    )
    months = records.values("month").annotate(number=Count("pk"), due=Min("period__file_by_date")).order_by("month")
    for row in months:
        title = _("送%(month)s月档案去核对")
        detail = _("%(count)s家单位的档案已经成稿") % {"count": row["number"]}
        page = f"{reverse('records:list_records')}?month={row['month']:%Y-%m}"
        yield Duty(title % {"month": row["month"].month}, detail, page, _("去看"), row["due"], 10)


def _of_district(office: Office, today: date, most: int | None) -> Iterator[Duty]:
    body = Organisation.objects.filter(governs=office.area_id).first()
    if body is not None:
        yield from _of_body(body, today, most)
    if office.area is not None:
        yield from duties_of_meetings(office.area, today, most)
    yield from climbed_to(office, most)
    yield from holiday_table(today)
    schemes = Scheme.objects.filter(programme__area=office.area_id, programme__closed_at=None)
    rows = schemes.order_by("programme__year").values("programme__year", "frozen_at", "grading", "grading__adopted_at")
    for row in rows:
        year = row["programme__year"]
        page = f"{reverse('evaluations:show_programme')}?year={year}"
        if row["frozen_at"] is None:
            yield Duty(_("冻结%s年评价办法") % year, _("冻结以后谁也不能改权重"), page, _("去看"), None)
        if row["grading"] and row["grading__adopted_at"] is None:
            yield Duty(_("审定%s年评价结果") % year, _("先送单位看过，再审定"), page, _("去看"), None)
