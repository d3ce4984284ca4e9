"""Minutes go to the members, are objected to and answered, and are confirmed under a seal."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions.agenda import check_held
from gongjian.civic.platforms.models import (
    Attendance,
    Finding,
    Meeting,
    Objection,
    Platform,
    Resolution,
    Stage,
    StageOutput,
)
from gongjian.civic.platforms.queries.agenda import live_items
from gongjian.civic.platforms.queries.quorum import quorum_of
from gongjian.civic.platforms.queries.seals import leaves_of
from gongjian.ledger.action import Refused, WithParts, action
from gongjian.ledger.models import Seal
from gongjian.methods.seals import merkle_root

LONGEST_DAYS = 60  # to object within: longer is a slip of the hand
TEXT_LENGTH = 500


@action
def circulate_minutes(actor: User, meeting: Meeting, /, *, object_by: date, at: datetime) -> WithParts[Meeting]:
    """Send the minutes to the members, who may object until a day; they get their number now."""
    check_held(meeting)
    today = _day(at)
    if object_by <= today:
        raise Refused(_("提意见的期限要在今天以后，给成员留出看的时间。"))
    if object_by > today + timedelta(days=LONGEST_DAYS):
        raise Refused(_("提意见的期限最多 %(days)s 天。") % {"days": LONGEST_DAYS})
    _check_complete(meeting)
    platform = Platform.objects.select_for_update().select_related("secretary").get(pk=meeting.platform_id)
    meeting.minutes_number = _next_number(platform, today.year)
    meeting.circulated_at, meeting.object_by_date = at, object_by
    meeting.save(update_fields=["minutes_number", "circulated_at", "object_by_date"])
    return WithParts(meeting, {"issuer": platform.secretary.name})


@action
def withdraw_minutes(actor: User, meeting: Meeting, /, *, reason: str, at: datetime) -> WithParts[Meeting]:
    """Take circulated minutes back to mend them; what was objected to and answered stays."""
    if not reason.strip():
        raise Refused(_("请写明为什么收回，成员会看到。"))
    meeting.minutes_number = meeting.circulated_at = meeting.object_by_date = None
    meeting.save(update_fields=["minutes_number", "circulated_at", "object_by_date"])
    return WithParts(meeting, {"reason": reason.strip()})


@action
def raise_objection(actor: User, attendance: Attendance, /, *, text: str, at: datetime) -> Objection:
    """Object to the minutes as a body that came, and say what is wrong in them."""
    text = text.strip()
    if not text:
        raise Refused(_("请写明纪要哪里与会上说的不一样。"))
    if len(text) > TEXT_LENGTH:
        raise Refused(_("意见最多 %(most)s 字。") % {"most": TEXT_LENGTH})
    if attendance.meeting.objections.filter(organisation=attendance.organisation_id, text=text).exists():
        raise Refused(_("贵单位已经提过同样的意见了。"))
    return Objection.objects.create(
        meeting=attendance.meeting, organisation=attendance.organisation, text=text, raised_at=at
    )


@action
def answer_objection(actor: User, objection: Objection, /, *, answer: str, at: datetime) -> Objection:
    """Answer an objection as the secretary; both stand in the minutes."""
    answer = answer.strip()
    if not answer:
        raise Refused(_("请写答复：改了什么，或者为什么不改。"))
    if len(answer) > TEXT_LENGTH:
        raise Refused(_("答复最多 %(most)s 字。") % {"most": TEXT_LENGTH})
    objection.answer, objection.answered_at = answer, at
    objection.save(update_fields=["answer", "answered_at"])
    return objection


@action
def confirm_minutes(actor: User, meeting: Meeting, /, *, at: datetime) -> Meeting:
    """Confirm the minutes once nobody can object any more, and seal them: nothing in them changes from now on."""
    if meeting.object_by_date is None or _day(at) <= meeting.object_by_date:
        raise Refused(_("成员在 %(day)s 以前还可以提意见，过了这一天才能确认。") % {"day": meeting.object_by_date})
    if not meeting.override_reason and not quorum_of(meeting).is_quorate:
        raise Refused(_("到会没有达到规定，纪要不能确认。请先收回纪要，写明人数不够仍然议事的理由。"))
    open_objections = meeting.objections.filter(answered_at=None).count()
    if open_objections:
        raise Refused(_("还有 %(count)s 条意见没有答复。都答复了才能确认。") % {"count": open_objections})
    if meeting.kind == Meeting.Kind.TALK:
        _check_talk(meeting)
    leaves = leaves_of(meeting)
    meeting.seal = Seal.objects.create(
        path=meeting.scope_path, kind=Seal.Kind.MINUTES, size=len(leaves), root=merkle_root(leaves).hex(), at=at
    )
    meeting.confirmed_at = at
    meeting.save(update_fields=["confirmed_at", "seal"])
    return meeting


def _check_complete(meeting: Meeting) -> None:
    items = live_items(meeting)
    if not items and meeting.kind != Meeting.Kind.TALK:
        raise Refused(_("议程还是空的，没有可以写成纪要的。请先写上会议议了什么。"))
    decided = set(Resolution.objects.filter(item__in=items).values_list("item", flat=True))
    for number, item in enumerate(items, start=1):
        if not item.discussion and item.pk not in decided:
            raise Refused(
                _("第 %(number)s 项“%(title)s”还没有写讨论，也没有议定事项。没有议的，请从议程撤下。")
                % {"number": number, "title": item.title}
            )


def _check_talk(meeting: Meeting) -> None:
    written = set(StageOutput.objects.filter(meeting=meeting).values_list("stage", flat=True))
    missing = [str(stage.label) for stage in Stage if stage not in written]
    if missing:
        raise Refused(_("恳谈会还有环节没有写得出什么：%(stages)s。") % {"stages": _("、").join(missing)})
    unsettled = Finding.objects.filter(meeting=meeting, settled_at=None).count()
    if unsettled:
        raise Refused(_("还有 %(count)s 条反映没有定怎么办。都定了才能确认。") % {"count": unsettled})


def _next_number(platform: Platform, year: int) -> int:
    days = (date(year, 1, 1), date(year, 12, 31))
    used = platform.meetings.filter(circulated_at__date__range=days).aggregate(last=Max("minutes_number"))["last"]
    return (used or 0) + 1


def _day(moment: datetime) -> date:
    return moment.astimezone(settings.OFFICE_ZONE).date()
