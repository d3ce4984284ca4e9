"""Agendas are written: items put on, moved, taken off, and what was said on each."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import AgendaItem, Meeting
from gongjian.civic.platforms.queries.agenda import is_about_hidden, live_items
from gongjian.ledger.action import Refused, WithParts, action
from gongjian.ledger.models import Event

MOST_ITEMS = 99  # more than that no meeting can talk about, nor can they be numbered on paper
TITLE_LENGTH, DISCUSSION_LENGTH = 200, 3000


@action
def put_on_agenda(
    actor: User,
    meeting: Meeting,
    /,
    *,
    title: str,
    source: Event | None = None,
    is_public: bool = True,
    at: datetime,
) -> AgendaItem:
    """Put a thing on the agenda, at its end; `source` is the earlier event of what it is about.

    What is about something hidden is never public, whatever was asked for.
    """
    title = " ".join(title.split())
    if not title:
        raise Refused(_("请写明议题。"))
    if len(title) > TITLE_LENGTH:
        raise Refused(_("议题最多 %(most)s 字。细节写在讨论里。") % {"most": TITLE_LENGTH})
    items = live_items(meeting)
    if len(items) >= MOST_ITEMS:
        raise Refused(_("一次会议最多 %(most)s 个议题。请放到下一次会议。") % {"most": MOST_ITEMS})
    for number, item in enumerate(items, start=1):
        if source is not None and _is_same(item.source, source):
            raise Refused(
                _("这件事已经在议程上了，是第 %(number)s 项“%(title)s”。") % {"number": number, "title": item.title}
            )
    position = max((item.position for item in items), default=0) + 1
    return AgendaItem.objects.create(
        meeting=meeting,
        position=position,
        title=title,
        source=source,
        is_public=is_public and not is_about_hidden(source),
    )


@action
def move_item(actor: User, meeting: Meeting, /, *, item: AgendaItem, is_up: bool, at: datetime) -> WithParts[Meeting]:
    """Let an item change places with the one before or after it. The meeting is held, so that two moves never cross."""
    items = live_items(meeting)
    keys = [one.pk for one in items]
    if item.pk not in keys:
        raise Refused(_("这个议题已经不在议程上了。"))
    place = keys.index(item.pk)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(items):
        raise Refused(_("“%(title)s”已经在最前面或最后面了。") % {"title": item.title})
    items[place], items[other] = items[other], items[place]
    for position, one in enumerate(items, start=1):
        one.position = position
    AgendaItem.objects.bulk_update(items, ["position"], batch_size=500)
    return WithParts(meeting, {"moved": item.title, "number": other + 1})


@action
def withdraw_item(actor: User, item: AgendaItem, /, *, at: datetime) -> AgendaItem:
    """Take an item off the agenda on which nothing was decided; its words stay in the history."""
    if item.withdrawn_at is not None:
        raise Refused(_("这个议题已经撤下了。"))
    if item.resolutions.exists():
        raise Refused(_("这个议题已经有议定事项，不能撤下。"))
    item.withdrawn_at = at
    item.save(update_fields=["withdrawn_at"])
    return item


@action
def write_discussion(actor: User, item: AgendaItem, /, *, text: str, at: datetime) -> AgendaItem:
    """Write what the meeting heard and said on an item; it stands in the minutes as it is written."""
    check_held(item.meeting)
    if item.withdrawn_at is not None:
        raise Refused(_("这个议题已经撤下了。"))
    text = text.replace("\r\n", "\n").strip()
    if len(text) > DISCUSSION_LENGTH:
        raise Refused(_("一个议题的讨论最多 %(most)s 字。") % {"most": DISCUSSION_LENGTH})
    item.discussion = text
    item.save(update_fields=["discussion"])
    return item


def check_held(meeting: Meeting) -> None:
    """Refuse what can only be said of a meeting that was held."""
    if meeting.held_at is None:
        raise Refused(_("还没有登记到会情况。先照签到表登记，再写讨论和议定事项。"))


def _is_same(one: Event | None, other: Event) -> bool:
    return one is not None and (one.subject_type_id, one.subject_id) == (other.subject_type_id, other.subject_id)
