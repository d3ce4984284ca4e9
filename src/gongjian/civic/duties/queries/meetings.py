"""What meetings ask of who keeps a platform: enter who came, answer objections, confirm minutes, meet in time."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.duties.queries.duty import Duty
from gongjian.civic.platforms.models import Meeting, Platform, Seat
from gongjian.civic.platforms.queries.duties import standings
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.queries.holidays import holiday_gap

ENDING = timedelta(days=30)
NOTICE_FROM = 11  # the month in which the holidays of the next year are announced
REPORTS_FROM = 11  # the month from which part-time members report on the year


def duties_of_meetings(area: Area, today: date, most: int | None) -> Iterator[Duty]:
    """Return what the office of a place has to do about the meetings of its own platform."""
    open_objections = Count("objections", filter=Q(objections__answered_at=None))
    over = Q(held_at=None, cancelled_at=None, starts_at__date__lt=today)
    read = Q(circulated_at__isnull=False, confirmed_at=None)
    rows = Meeting.objects.filter(over | read, platform__area=area).annotate(unanswered=open_objections)
    for meeting in rows.order_by("starts_at", "pk")[:most]:
        duty = _of_meeting(meeting, today)
        if duty is not None:
            yield duty


def duty_to_meet(area: Area, today: date) -> Iterator[Duty]:
    """Return, shortly before a period ends, that nothing is planned in it; and what waits for the next meeting."""
    for standing in standings(Platform.objects.filter(area=area).select_related("area").order_by("pk"), on=today):
        platform, current = standing.platform, standing.current
        page = platform.get_absolute_url()
        if current and current.state == "DUE" and standing.planned is None and current.last_day <= today + ENDING:
            words = _("这一期到 %(day)s 为止") % {"day": current.last_day.isoformat()}
            yield Duty(_("还没有排会：%s") % platform.title, words, page, _("去排会"), current.last_day, 5)
        if standing.waiting:
            words = _("定下一次会议，它们会自己排上议程")
            yield Duty(_("有 %s 项议定等着回头看") % standing.waiting, words, page, _("去排会"), None, 5)


def _of_meeting(meeting: Meeting, today: date) -> Duty | None:
    unanswered: int = meeting.unanswered  # type: ignore[attr-defined] # annotated above
    if meeting.held_at is None:
        page = reverse("platforms:hold_meeting", args=[meeting.pk])
        return Duty(_("登记到会：%s") % meeting.title, _("照签到表勾选"), page, _("去登记"), meeting.day, 5)
    page = reverse("platforms:show_minutes", args=[meeting.pk])
    if unanswered:
        words = _("%s 条意见还没有答复") % unanswered
        return Duty(_("答复对纪要的意见：%s") % meeting.title, words, page, _("去答复"), meeting.object_by_date, 5)
    if meeting.object_by_date is not None and meeting.object_by_date < today:
        return Duty(_("确认纪要：%s") % meeting.title, _("提意见的期限已过"), page, _("去确认"), None)
    return None


def duty_to_report(body: Organisation, today: date) -> Iterator[Duty]:
    """Return, from November on, the seats that a body holds part-time and has not reported on."""
    if today.month < REPORTS_FROM:
        return
    seats = Seat.objects.on(today).filter(organisation=body, is_part_time=True).exclude(reports__year=today.year)
    for seat in seats.select_related("platform").order_by("pk"):
        page = reverse("platforms:report_seat", args=[seat.pk])
        words = _("兼职委员每年述职一次，几句话就好")
        yield Duty(_("述职：%s") % seat.platform.title, words, page, _("去写"), date(today.year, 12, 31), 10)


def holiday_table(today: date) -> Iterator[Duty]:
    """Return whether the table of holidays of a year is missing, by which all deadlines are counted."""
    year = holiday_gap(today) if today.month >= NOTICE_FROM else None
    if year is not None:
        words = _("没有录入以前，这一年的期限都只算周末，标为暂定")
        page = reverse("registry:list_holidays")
        yield Duty(_("录入%s年放假安排") % year, words, page, _("去录入"), None, 5)
