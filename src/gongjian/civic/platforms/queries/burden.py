"""What a new meeting would cost its members: long, soon after another, in a week that is full (若干规定 2024)."""

from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from gongjian.civic.platforms.models import LONGEST_MINUTES, Meeting, Seat
from gongjian.civic.platforms.queries.duties import rule_on

CLOSE_DAYS = 14
MEETINGS_A_WEEK = 2
FEW_BODIES = 2  # that are called often in one week, before somebody is asked to think again


def warnings(meeting: Meeting) -> list[str]:
    """Return what whoever planned a meeting should think over, as questions; nothing is forbidden."""
    found = []
    if meeting.length_minutes > LONGEST_MINUTES:
        found.append(
            _("预计 %(minutes)s 分钟，超过半天。能不能少几个议题，或者把材料会前发下去看？")
            % {"minutes": meeting.length_minutes}
        )
    near = _near(meeting)
    if near is not None:
        found.append(
            _("前后 14 天里，这个平台还有“%(title)s”（%(day)s）。能不能合成一次开？")
            % {"title": near.title, "day": near.day}
        )
    busy = _busy_members(meeting)
    if busy > FEW_BODIES:
        found.append(_("这一周，有 %(count)s 家成员单位已经有两次以上会议。能不能换一周？") % {"count": busy})
    return found


def late_notice(meeting: Meeting, *, on: date) -> str:
    """Return a sentence if the notice is shorter than the platform's rule asks for, else an empty one."""
    rule, days = rule_on(meeting.platform, meeting.day), (meeting.day - on).days
    if rule is None or days >= rule.notice_days:
        return ""
    return _("规则是提前 %(rule)s 天通知，现在只剩 %(days)s 天。不急的话，能不能往后推？") % {
        "rule": rule.notice_days,
        "days": days,
    }


def _near(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same platform that lies nearest, if it is near."""
    span = timedelta(days=CLOSE_DAYS)
    others = Meeting.objects.filter(
        platform=meeting.platform_id,
        cancelled_at=None,
        starts_at__gt=meeting.starts_at - span,
        starts_at__lt=meeting.starts_at + span,
    ).exclude(pk=meeting.pk)
    return min(others, key=lambda other: abs(other.starts_at - meeting.starts_at), default=None)


def _busy_members(meeting: Meeting) -> int:
    """Return how many members have been called to other meetings often enough in the week of this one."""
    monday = meeting.day - timedelta(days=meeting.day.weekday())
    week = Meeting.objects.filter(
        cancelled_at=None, starts_at__date__gte=monday, starts_at__date__lt=monday + timedelta(days=7)
    ).exclude(pk=meeting.pk)
    members = Seat.objects.on(meeting.day).filter(platform=meeting.platform_id)
    called = Count("platform__meetings", filter=Q(platform__meetings__in=week), distinct=True)
    rows = Seat.objects.on(meeting.day).filter(organisation__in=members.values("organisation"))
    return len(rows.values("organisation").annotate(called=called).filter(called__gte=MEETINGS_A_WEEK))
