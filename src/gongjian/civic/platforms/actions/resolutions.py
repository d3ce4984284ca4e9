"""Meetings decide: with enough seats present, by counts of votes, with an owner and a day."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions.agenda import check_held, put_on_agenda
from gongjian.civic.platforms.actions.days import check_term
from gongjian.civic.platforms.models import AgendaItem, Meeting, Resolution
from gongjian.civic.platforms.queries.agenda import concerns_a_matter, next_meeting, source_of
from gongjian.civic.platforms.queries.quorum import Quorum, quorum_of
from gongjian.civic.registry.models import Organisation
from gongjian.civic.tasks.actions import assign_task
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused, action
from gongjian.ledger.models import Event
from gongjian.methods.meetings import MeetingRefused, check_votes, is_carried

REASON_LENGTH, TEXT_LENGTH, TITLE_LENGTH = 300, 500, 200


@action
def override_quorum(actor: User, meeting: Meeting, /, *, reason: str, at: datetime) -> Meeting:
    """Let a meeting decide although too few came, and say why; the minutes print it."""
    check_held(meeting)
    if not reason.strip():
        raise Refused(_("请写明为什么人数不够仍然议事，纪要里会写上。"))
    if len(reason.strip()) > REASON_LENGTH:
        raise Refused(_("理由最多 %(most)s 字。") % {"most": REASON_LENGTH})
    if quorum_of(meeting).is_quorate:
        raise Refused(_("到会人数已经够了，不用写理由。"))
    meeting.override_reason = reason.strip()
    meeting.save(update_fields=["override_reason"])
    return meeting


@action
def adopt_resolution(
    actor: User,
    item: AgendaItem,
    /,
    *,
    kind: str,
    text: str,
    votes_for: int,
    votes_against: int = 0,
    votes_abstained: int = 0,
    owner: Organisation | None = None,
    due_date: date | None = None,
    review_date: date | None = None,
    at: datetime,
) -> Resolution:
    """Write down what was put to the vote on an item and whether it was carried; a carried task begins at once."""
    meeting, text = item.meeting, text.strip()
    quorum = _decidable(meeting, item)
    _check_text(item, text)
    _check_days(meeting, due_date, review_date)
    _check_owner(kind, item, owner, at)
    try:
        check_votes(votes_for, votes_against, votes_abstained, quorum.present)
    except MeetingRefused as fault:
        raise Refused(
            _("票数与到会对不上：到会 %(present)s 家，三项相加不能超过。") % {"present": quorum.present}
        ) from fault
    carried = is_carried(votes_for, quorum.present, quorum.majority_bp)
    if carried and due_date is None and review_date is None:
        raise Refused(_("请写办结期限，或者哪天回头看；没有日子的议定没有人会去落实。"))
    secretary = meeting.platform.secretary
    is_assigned = carried and kind == Resolution.Kind.TASK and owner is not None and owner.pk != secretary.pk
    task = _assign(actor, item, owner, secretary, text, due_date, at) if is_assigned and owner else None
    if carried and task is None and kind != Resolution.Kind.HAND_OVER:
        review_date = review_date or due_date  # nobody else would say whether it was done
    return Resolution.objects.create(
        item=item,
        kind=kind,
        text=text,
        owner=owner,
        due_date=due_date,
        review_date=review_date,
        votes_for=votes_for,
        votes_against=votes_against,
        votes_abstained=votes_abstained,
        is_carried=carried,
        task=task,
        adopted_at=at,
    )


@action
def return_to_agenda(actor: User, resolution: Resolution, /, *, at: datetime) -> Resolution:
    """Put a resolution whose review day has come on the agenda of the next meeting that its platform plans."""
    day = at.astimezone(settings.OFFICE_ZONE).date()
    if not resolution.is_carried or resolution.review_date is None or resolution.review_date > day:
        raise Refused(_("还没有到回头看的日子。"))
    kept = resolution.review_item
    if kept is not None and kept.withdrawn_at is None and kept.meeting.cancelled_at is None:
        raise Refused(_("已经在“%(title)s”的议程上了。") % {"title": kept.meeting.title})
    meeting = next_meeting(resolution.item.meeting.platform, at=at)
    if meeting is None:
        raise Refused(_("还没有定下一次会议。定了以后，它会自己排上议程。"))
    source = Event.objects.about(resolution).filter(verb="platforms.adopt_resolution").first()
    found = meeting.items.filter(source=source, withdrawn_at=None).first() if source else None
    resolution.review_item = found or put_on_agenda(
        actor,
        meeting,
        title=f"回头看：{resolution.text}"[:TITLE_LENGTH],
        source=source,
        is_public=resolution.item.is_public,
        at=at,
    )
    resolution.save(update_fields=["review_item"])
    return resolution


def _decidable(meeting: Meeting, item: AgendaItem) -> Quorum:
    check_held(meeting)
    if item.withdrawn_at is not None:
        raise Refused(_("这个议题已经撤下了。"))
    quorum = quorum_of(meeting)
    if not quorum.is_quorate and not meeting.override_reason:
        raise Refused(
            _(
                "应到 %(due)s 家，到会 %(present)s 家，至少要 %(needed)s 家才能议定。"
                "要议定，先写明人数不够仍然议事的理由。"
            )
            % {"due": quorum.due, "present": quorum.present, "needed": quorum.needed}
        )
    return quorum


def _check_text(item: AgendaItem, text: str) -> None:
    if not text:
        raise Refused(_("请写明议定什么。"))
    if len(text) > TEXT_LENGTH:
        raise Refused(_("一项议定最多 %(most)s 字，再多请分成几项。") % {"most": TEXT_LENGTH})
    if item.resolutions.filter(text=text).exists():
        raise Refused(_("这个议题已经记过同样的一项。"))


def _check_days(meeting: Meeting, due_date: date | None, review_date: date | None) -> None:
    if due_date is not None and due_date < meeting.day:
        raise Refused(_("办结期限不能早于开会那天（%(day)s）。") % {"day": meeting.day})
    if review_date is not None and review_date <= meeting.day:
        raise Refused(_("回头看的日子要晚于开会那天（%(day)s）。") % {"day": meeting.day})
    for day in (due_date, review_date):
        check_term(day, meeting.day)


def _check_owner(kind: str, item: AgendaItem, owner: Organisation | None, at: datetime) -> None:
    if kind not in Resolution.Kind.values:
        raise Refused(_("请选这一项是交办、移交难题，还是议定。"))
    if kind != Resolution.Kind.NOTE and owner is None:
        raise Refused(_("请选由哪家负责。"))
    day = at.astimezone(settings.OFFICE_ZONE).date()
    if owner is not None and owner.closed_date is not None and owner.closed_date <= day:
        raise Refused(_("“%(name)s”已经注销了，请另选一家。") % {"name": owner.name})
    if kind != Resolution.Kind.HAND_OVER:
        return
    if not concerns_a_matter(item):
        raise Refused(_("这个议题不是从难题来的，没有难题可以移交。请从难题的页面放进议程，或者改选交办。"))
    earlier = item.resolutions.filter(kind=kind, is_carried=True).select_related("owner").first()
    if earlier is not None and earlier.owner is not None:
        raise Refused(_("这个议题已经议定移交给“%(name)s”了。") % {"name": earlier.owner.name})


def _assign(
    actor: User,
    item: AgendaItem,
    owner: Organisation,
    secretary: Organisation,
    text: str,
    due_date: date | None,
    at: datetime,
) -> Task:
    if due_date is None:
        raise Refused(_("交办要写办结期限。"))
    try:
        return assign_task(
            actor,
            owner,
            receiver=secretary,
            kind=Task.Kind.TASK,
            title=text[:TITLE_LENGTH],
            result_wanted=text[:REASON_LENGTH],
            due_date=due_date,
            unit="项",
            source=source_of(item),
            at=at,
        )
    except NotAllowed as fault:
        raise Refused(
            _("“%(name)s”不在您管的地方，不能直接交办。可以改选议定，写明负责单位和回头看的日子。")
            % {"name": owner.name}
        ) from fault
