"""Meetings are planned, called, answered and held."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions.agenda import put_on_agenda
from gongjian.civic.platforms.actions.days import check_ahead
from gongjian.civic.platforms.models import Attendance, Invitation, Meeting, MeetingTemplate, Platform, Resolution
from gongjian.civic.platforms.queries.quorum import quorum_of
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import Refused, WithParts, action, digest_of
from gongjian.methods.meetings import is_carried

State = Attendance.State
OF_A_SEAT, OF_AN_OBSERVER = {State.PRESENT, State.LEAVE, State.ABSENT}, {State.OBSERVER, State.ABSENT}


@action
def plan_meeting(
    actor: User,
    platform: Platform,
    /,
    *,
    kind: str,
    title: str,
    starts_at: datetime,
    place: str = "",
    length_minutes: int = 120,
    template: MeetingTemplate | None = None,
    at: datetime,
) -> WithParts[Meeting]:
    """Plan a meeting of the platform; a template writes the items that always come on its agenda."""
    if not title.strip():
        raise Refused(_("请写会议名称。"))
    meeting = Meeting(platform=platform, kind=kind, title=title.strip(), starts_at=starts_at, place=place)
    if meeting.day < platform.established_date:
        raise Refused(
            _("“%(title)s”%(day)s才成立，会议不能早于这一天。")
            % {"title": platform.title, "day": platform.established_date}
        )
    check_ahead(meeting.day, at)
    same = platform.meetings.filter(starts_at=starts_at, cancelled_at=None).first()
    if same is not None:
        raise Refused(_("这个时间已经定了“%(title)s”，不用再定。要另开一次，请换个时间。") % {"title": same.title})
    meeting.length_minutes = length_minutes
    meeting.save()
    if template is None:
        return WithParts(meeting, {})
    if template.retired_at is not None or not platform.scope_path.startswith(template.scope_path):
        raise Refused(_("“%(title)s”这个模板已经停用，或者不是这里的。请换一个。") % {"title": template.title})
    for said in template.items:
        put_on_agenda(actor, meeting, title=said, at=at)
    return WithParts(meeting, {"template": template.title})


@action
def cancel_meeting(actor: User, meeting: Meeting, /, *, reason: str, at: datetime) -> Meeting:
    """Call a meeting off before it was held, and say why."""
    if not reason.strip():
        raise Refused(_("请写明为什么取消，收到通知的单位会看到。"))
    if meeting.stages.exists() or meeting.findings.exists():
        raise Refused(_("恳谈会已经写下了环节结果或者群众反映，开过的会不能取消。请登记到会。"))
    meeting.cancelled_at, meeting.cancel_reason = at, reason.strip()
    meeting.save(update_fields=["cancelled_at", "cancel_reason"])
    return meeting


@action
def convene_meeting(
    actor: User, meeting: Meeting, /, *, observers: Sequence[Organisation] = (), at: datetime
) -> WithParts[Meeting]:
    """Ask every seat of the day to come, and the observers chosen. Repeated, it asks whoever was not asked yet."""
    if meeting.starts_at <= at:
        raise Refused(_("会议已经开始，通知发不出去了。可以直接按签到表登记到会。"))
    seats = list(meeting.platform.seats.on(meeting.day).order_by("organisation").values_list("organisation", flat=True))
    if not seats:
        raise Refused(
            _("“%(title)s”当天没有席位，没有单位可以通知。请先纳入单位。") % {"title": meeting.platform.title}
        )
    asked = set(meeting.invitations.values_list("organisation", flat=True))
    guests = sorted({one.pk for one in observers} - set(seats) - asked)
    missing = [key for key in seats if key not in asked]
    if not missing and not guests:
        raise Refused(_("应到的单位都已经通知过了。"))
    Invitation.objects.bulk_create(
        [Invitation(meeting=meeting, organisation_id=key) for key in missing]
        + [Invitation(meeting=meeting, organisation_id=key, is_observer=True) for key in guests]
    )
    meeting.convened_at = meeting.convened_at or at
    meeting.save(update_fields=["convened_at"])
    return WithParts(meeting, {"invitations": digest_of(missing), "observers": digest_of(guests)})


@action
def invite_observer(actor: User, meeting: Meeting, /, *, organisation: Organisation, at: datetime) -> Invitation:
    """Ask an organisation without a seat to sit in; possible until the sheet is entered."""
    if meeting.platform.seats.on(meeting.day).filter(organisation=organisation).exists():
        raise Refused(_("“%(name)s”在这个平台有席位，算应到，不用列席。") % {"name": organisation.name})
    if meeting.invitations.filter(organisation=organisation).exists():
        raise Refused(_("已经请过“%(name)s”了。") % {"name": organisation.name})
    return Invitation.objects.create(meeting=meeting, organisation=organisation, is_observer=True)


@action
def reply_invitation(
    actor: User, invitation: Invitation, /, *, reply: str, delegate: str = "", reason: str = "", at: datetime
) -> Invitation:
    """Say whether one comes, and who speaks for it, or why not. A later reply replaces the earlier one."""
    is_coming = reply == Invitation.Reply.COMING
    if is_coming and not delegate.strip():
        raise Refused(_("请写明派谁来。"))
    if not is_coming and not reason.strip():
        raise Refused(_("请写明为什么请假。"))
    invitation.reply, invitation.replied_at = Invitation.Reply(reply), at
    invitation.delegate = delegate.strip() if is_coming else None
    invitation.reason = "" if is_coming else reason.strip()
    invitation.save(update_fields=["reply", "replied_at", "delegate", "reason"])
    return invitation


@action
def hold_meeting(
    actor: User,
    meeting: Meeting,
    /,
    *,
    attendance: Mapping[int, str],
    delegates: Mapping[int, str] | None = None,
    chair_post: str = "",
    at: datetime,
) -> WithParts[Meeting]:
    """Enter attendance from the signed sheet: organisation → PRESENT, LEAVE or ABSENT, for every seat of the day.

    Invited observers are OBSERVER, or ABSENT: of those no row is kept, since nobody waited for them.
    """
    due = set(meeting.platform.seats.on(meeting.day).values_list("organisation_id", flat=True))
    observers = set(meeting.invitations.filter(is_observer=True).values_list("organisation_id", flat=True)) - due
    if due | observers != set(attendance):
        raise Refused(
            _("到会登记要与席位一致：应有 %(due)s 家，登记了 %(found)s 家。")
            % {"due": len(due | observers), "found": len(attendance)}
        )
    for organisation, state in attendance.items():
        if state not in (OF_A_SEAT if organisation in due else OF_AN_OBSERVER):
            raise Refused(_("有席位的单位登记出席、请假或缺席；列席的单位登记列席或没来。"))
    kept = sorted(
        (organisation, state) for organisation, state in attendance.items() if organisation in due or state != "ABSENT"
    )
    here = {State.PRESENT, State.OBSERVER}
    said = {key: who.strip() for key, who in (delegates or {}).items() if who.strip()}
    rows = [
        Attendance(
            meeting=meeting,
            organisation_id=organisation,
            state=State(state),
            delegate=said.get(organisation) if state in here else None,
        )
        for organisation, state in kept
    ]
    Attendance.objects.bulk_create(rows)
    meeting.held_at, meeting.chair_post = at, chair_post.strip()
    meeting.save(update_fields=["held_at", "chair_post"])
    parts = {"attendance": digest_of(kept)}
    if any(row.delegate for row in rows):  # who they are stays in the rows, the event can only check it
        names = [(row.organisation_id, row.commit("delegate", row.delegate)) for row in rows if row.delegate]
        parts["delegates"] = digest_of(names)
    return WithParts(meeting, parts)


@action
def correct_attendance(
    actor: User, meeting: Meeting, /, *, organisation: Organisation, state: str, reason: str, at: datetime
) -> WithParts[Meeting]:
    """Mend one line of the sheet that was entered wrongly, and say why; votes have to fit who came afterwards too."""
    if not reason.strip():
        raise Refused(_("请写明为什么改，会议的经过里会写上。"))
    row = meeting.attendances.filter(organisation=organisation).exclude(state=State.OBSERVER).first()
    if row is None or state not in OF_A_SEAT:
        raise Refused(_("只能更正应到单位的登记：出席、请假或缺席。"))
    was = State(row.state)
    if was == state:
        raise Refused(
            _("“%(name)s”本来就登记的是%(state)s，不用改。") % {"name": organisation.name, "state": was.label}
        )
    row.state = State(state)
    if state != State.PRESENT:
        row.delegate = None
    row.save(update_fields=["state", "delegate"])
    _check_decided(meeting)
    said = {"organisation": organisation.name, "state": [was.value, state], "reason": reason.strip()}
    return WithParts(meeting, said)


def _check_decided(meeting: Meeting) -> None:
    """Refuse a sheet by which votes that were written down would exceed who came, or would have ended otherwise."""
    quorum = quorum_of(meeting)
    for one in Resolution.objects.filter(item__meeting=meeting).order_by("pk"):
        votes = one.votes_for + one.votes_against + one.votes_abstained
        if votes > quorum.present or is_carried(one.votes_for, quorum.present, quorum.majority_bp) != one.is_carried:
            raise Refused(
                _("改了以后到会 %(present)s 家，与“%(text)s”记下的表决对不上，不能改。请在讨论里写明。")
                % {"present": quorum.present, "text": one.text}
            )


@action
def move_meeting(actor: User, meeting: Meeting, /, *, platform: Platform, at: datetime) -> WithParts[Meeting]:
    """Let a planned meeting be held by the platform of the area that replaces this one."""
    meeting.platform = platform
    meeting.save(update_fields=["platform"])
    return WithParts(meeting, {"to": platform.title})


@action
def transfer_invitation(
    actor: User, invitation: Invitation, /, *, to: Organisation, at: datetime
) -> WithParts[Invitation]:
    """Ask the successor of an invited body to come in its stead; it replies for itself."""
    if invitation.meeting.invitations.filter(organisation=to).exists():
        raise Refused(_("已经请过“%(name)s”了。") % {"name": to.name})
    invitation.organisation = to
    invitation.reply, invitation.delegate, invitation.reason, invitation.replied_at = "", None, "", None
    invitation.save(update_fields=["organisation", "reply", "delegate", "reason", "replied_at"])
    return WithParts(invitation, {"to": to.name})
