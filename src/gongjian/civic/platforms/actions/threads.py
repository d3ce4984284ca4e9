"""Threads: opened between two bodies, written in by either of them. The trace; never counted, never scored."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Entry, Thread
from gongjian.civic.platforms.queries.threads import counterparts, thread_between
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import Refused, action

MOST_LETTERS = 2000  # of one entry
MOST_WHO = 100


@action
def open_thread(actor: User, first: Organisation, /, *, with_: Organisation, at: datetime) -> Thread:
    """Open the thread of two bodies, for the first; the one they have already is returned again."""
    known = thread_between(first, with_)
    if known is not None:
        return known
    if first.pk == with_.pk:
        raise Refused(_("往来是两家之间的，请选另一家单位。"))
    if not counterparts(first, on=at.astimezone(settings.OFFICE_ZONE).date()).filter(pk=with_.pk).exists():
        raise Refused(
            _("“%(first)s”和“%(second)s”不在同一个平台，也没有属地或行业关系，不能直接开始往来。")
            % {"first": first.name, "second": with_.name}
        )
    before, after = sorted((first.pk, with_.pk))
    thread, _is_new = Thread.objects.get_or_create(first_id=before, second_id=after, defaults={"opened_at": at})
    thread.bodies.add(first, with_)
    return thread


@action
def write_entry(
    actor: User,
    author: Organisation,
    /,
    *,
    thread: Thread,
    kind: str,
    text: str,
    channel: str = "",
    day: date | None = None,
    who: str = "",
    answers: Entry | None = None,
    at: datetime,
) -> Entry:
    """Write a notice, a reply or a contact into a thread, for a body that takes part in it.

    A contact says with whom, when and how; a reply says which notice it answers. The day of both others is today.
    """
    today = at.astimezone(settings.OFFICE_ZONE).date()
    is_contact = kind == Entry.Kind.CONTACT
    if not thread.bodies.filter(pk=author.pk).exists():
        raise Refused(_("“%(name)s”不在这段往来里，不能在这里写。") % {"name": author.name})
    if kind not in Entry.Kind.values:
        raise Refused(_("请选是告知、答复，还是登记一次联系。"))
    if not text.strip():
        raise Refused(_("请写下内容，一两句话就够。"))
    if len(text.strip()) > MOST_LETTERS or len(who.strip()) > MOST_WHO:
        raise Refused(_("内容太长了。请写在 %(most)s 字以内，细节可以当面说。") % {"most": MOST_LETTERS})
    if is_contact:
        _check_contact(channel, day, who, today)
    if kind == Entry.Kind.REPLY:
        _check_answered(author, thread, answers)
    return Entry.objects.create(
        thread=thread,
        author=author,
        kind=kind,
        channel=channel if is_contact else "",
        day=day if is_contact and day else today,
        who=who.strip() if is_contact else "",
        text=text.strip(),
        answers=answers if kind == Entry.Kind.REPLY else None,
        written_at=at,
    )


def _check_contact(channel: str, day: date | None, who: str, today: date) -> None:
    if channel not in Entry.Channel.values:
        raise Refused(_("请选是怎么联系的：电话、当面，还是书面。"))
    if not who.strip():
        raise Refused(_("请写明和谁联系的，例如“办公室王主任”。"))
    if day is None:
        raise Refused(_("请填是哪天联系的。"))
    if day > today:
        raise Refused(_("联系的日子还没有到。联系过了再登记。"))


def _check_answered(author: Organisation, thread: Thread, answers: Entry | None) -> None:
    if answers is None or answers.thread_id != thread.pk or answers.kind != Entry.Kind.NOTICE:
        raise Refused(_("请选答复的是哪一条告知。"))
    if answers.author_id == author.pk:
        raise Refused(_("这条告知是“%(name)s”自己写的，要由对方答复。") % {"name": author.name})
