"""The calendar of a platform as a standard calendar program subscribes to it (RFC 5545): meetings, no persons."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vUri

from gongjian.civic.platforms.models import Platform
from gongjian.civic.platforms.queries.feed import FeedMeeting
from gongjian.web.documents.texts import plain

MIME = "text/calendar; charset=utf-8"
DOMAIN = "gongjian.invalid"  # RFC 2606: a name nobody owns; an address of the house may change, a UID may not
OFTEN = timedelta(hours=6)


def calendar_of(platform: Platform, meetings: Iterable[FeedMeeting], address: str) -> bytes:
    """Return the calendar; `address` is where the house stands, without a slash at its end."""
    title = plain(platform.title)
    name = _("%(title)s（演示数据）") % {"title": title} if settings.DEMO else title
    calendar = Calendar()
    calendar.add("prodid", "-//Gongjian//Gongjian//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", vDuration(OFTEN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(OFTEN))
    for one in meetings:
        calendar.add_component(_event(one, address))
    return bytes(calendar.to_ical())


def _event(one: FeedMeeting, address: str) -> Event:
    meeting, event = one.meeting, Event()
    title = plain(meeting.title)
    event.add("uid", f"meeting-{meeting.pk}@{DOMAIN}")
    event.add("dtstamp", _moment(one.changed_at))
    event.add("last-modified", _moment(one.changed_at))
    event.add("sequence", one.revisions)
    event.add("status", one.status)
    event.add("summary", _("已取消：%(title)s") % {"title": title} if meeting.cancelled_at else title)
    event.add("dtstart", _moment(meeting.starts_at))
    event.add("dtend", _moment(meeting.starts_at + timedelta(minutes=meeting.length_minutes)))
    if meeting.place:
        event.add("location", plain(meeting.place))
    event.add("description", _("%(kind)s。议题和答复见共建。") % {"kind": meeting.get_kind_display()})
    event.add("url", vUri(f"{address}{meeting.get_absolute_url()}"))
    return event


def _moment(at: datetime) -> datetime:
    """In UTC and whole seconds, which every program understands without a table of time zones."""
    return at.astimezone(UTC).replace(microsecond=0)
