"""The meetings in the calendar of a platform, and who may read it without signing in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Meeting, Platform
from gongjian.ledger.models import Access, Event

BACK = timedelta(days=366)
SALT = "platforms.feed"
TOKEN = re.compile(r"([0-9]{1,15})-[0-9a-f]{40}", re.ASCII)


@dataclass(frozen=True)
class FeedMeeting:
    """A meeting, how often and when at last it was changed."""

    meeting: Meeting
    revisions: int
    changed_at: datetime

    @property
    def status(self) -> str:
        """How sure it is, in the words of RFC 5545."""
        if self.meeting.cancelled_at:
            return "CANCELLED"
        return "CONFIRMED" if self.meeting.convened_at or self.meeting.held_at else "TENTATIVE"


def feed_meetings(user: User, platform: Platform, *, on: date) -> Iterator[FeedMeeting]:
    """Yield the meetings of the last year and all that lie ahead, earliest first."""
    visible = Meeting.objects.visible_to(user, on=on).filter(platform=platform, starts_at__date__gte=on - BACK)
    meetings = list(visible.order_by("starts_at", "pk"))
    about = Event.objects.filter(
        subject_type=ContentType.objects.get_for_model(Meeting), subject_id__in=[meeting.pk for meeting in meetings]
    )
    changes = {
        row["subject_id"]: (row["count"], row["last"])
        for row in about.values("subject_id").annotate(count=Count("pk"), last=Max("at"))
    }
    for meeting in meetings:
        count, last = changes.get(meeting.pk, (1, meeting.convened_at or meeting.starts_at))
        yield FeedMeeting(meeting, count - 1, last)


def feed_token(platform: Platform, user: User) -> str:
    """Return the key by which this user's calendar program opens this calendar; a new password makes it a new one."""
    seal = salted_hmac(SALT, f"{platform.pk}:{user.pk}:{user.password}", algorithm="sha256").hexdigest()
    return f"{user.pk}-{seal[:40]}"


def reader_of(platform_pk: int, token: str) -> User | None:
    """Return the user whose key this is; None if it opens nothing, or no longer."""
    found = TOKEN.fullmatch(token)
    user = User.objects.filter(pk=int(found[1]), is_active=True, locked_at=None).first() if found else None
    if user is None or not constant_time_compare(token, feed_token(Platform(pk=platform_pk), user)):
        return None
    return user


def feed_name(platform: Platform) -> str:
    """Return what the log of accesses calls this calendar."""
    return _("会议日历：%(title)s") % {"title": platform.title}


def was_read_on(user: User, platform: Platform, *, on: date) -> bool:
    """Return whether the log tells already that this user's program fetched the calendar that day."""
    noted = Access.objects.filter(user=user, kind=Access.Kind.EXPORT, at__date=on)
    return noted.filter(subject=feed_name(platform)).exists()
