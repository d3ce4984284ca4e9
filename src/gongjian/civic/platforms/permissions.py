"""Who may do what on a platform."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Attendance, Meeting
from gongjian.civic.registry.permissions import acts_for, is_clock, is_lead, is_local, is_street
from gongjian.ledger.may import Ask, predicate


@predicate(_("到会情况已经登记过了。"))
def is_not_held(user: User, ask: Ask) -> bool:
    return ask.subject.held_at is None


@predicate(_("会议还没有开。"))
def has_begun(user: User, ask: Ask) -> bool:
    return ask.subject.starts_at <= ask.at


@predicate(_("这个席位已经到期了。"))
def is_in_force(user: User, ask: Ask) -> bool:
    return ask.subject.valid_to is None or ask.subject.valid_to > ask.today


keeps_seats = is_street | acts_for("secretary")


rules.add_perm("platforms.establish_platform", is_street)
rules.add_perm("platforms.set_criterion", keeps_seats)
rules.add_perm("platforms.admit", keeps_seats)
rules.add_perm("platforms.end_seat", (is_street | acts_for("platform.secretary")) & is_in_force)
rules.add_perm("platforms.carry_seats", is_lead)
rules.add_perm("platforms.move_seat", is_lead & is_in_force)
rules.add_perm("platforms.change_secretary", is_lead)
rules.add_perm("platforms.move_meeting", is_lead & is_not_held)


@predicate(_("只有党群恳谈会才分看、谈、评、议四个环节。"))
def is_talk(user: User, ask: Ask) -> bool:
    return bool(ask.subject.kind == Meeting.Kind.TALK)


@predicate(_("恳谈会还没有开，或者已经取消。开了再写。"))
def is_talk_day(user: User, ask: Ask) -> bool:
    return ask.subject.cancelled_at is None and ask.subject.day <= ask.today


@predicate(_("这次恳谈会的纪要已经确认，不能再改。"))
def is_talk_unconfirmed(user: User, ask: Ask) -> bool:
    return ask.subject.confirmed_at is None


@predicate(_("这一条已经定了怎么办。"))
def is_unsettled(user: User, ask: Ask) -> bool:
    return ask.subject.settled_at is None


@predicate(_("只有兼职委员才需要述职。"))
def is_part_time(user: User, ask: Ask) -> bool:
    return bool(ask.subject.is_part_time)


@predicate(_("会议已经评议过这份述职了。"))
def is_not_appraised(user: User, ask: Ask) -> bool:
    return ask.subject.appraised_at is None


keeps_talk = is_local & is_talk & is_talk_day & is_talk_unconfirmed

rules.add_perm("platforms.open_thread", acts_for(""))
rules.add_perm("platforms.write_entry", acts_for(""))
rules.add_perm("platforms.write_stage", keeps_talk)
rules.add_perm("platforms.note_finding", keeps_talk)
rules.add_perm("platforms.settle_finding", is_local & is_unsettled)
rules.add_perm("platforms.report_seat", acts_for("organisation") & is_part_time)
rules.add_perm("platforms.appraise_report", acts_for("seat.platform.secretary") & is_not_appraised)


@predicate(_("纪要已经送成员看，议程、讨论和议定事项不能再改。确实要改，先收回纪要。"))
def is_unwritten(user: User, ask: Ask) -> bool:
    return _meeting(ask.subject).circulated_at is None


@predicate(_("会议已经取消。"))
def is_not_called_off(user: User, ask: Ask) -> bool:
    return _meeting(ask.subject).cancelled_at is None


@predicate(_("纪要还没有送成员看。"))
def is_circulated(user: User, ask: Ask) -> bool:
    return _meeting(ask.subject).circulated_at is not None


@predicate(_("纪要已经确认、封存，不能再改。"))
def is_unsealed(user: User, ask: Ask) -> bool:
    return _meeting(ask.subject).confirmed_at is None


@predicate(_("提意见的是到会的单位，这次会议贵单位没有到会。"))
def came(user: User, ask: Ask) -> bool:
    return bool(ask.subject.state == Attendance.State.PRESENT)


@predicate(_("提意见的期限已经过了。"))
def is_in_time_to_object(user: User, ask: Ask) -> bool:
    last = _meeting(ask.subject).object_by_date
    return last is not None and ask.today <= last


@predicate(_("这条意见已经答复过了。"))
def is_unanswered(user: User, ask: Ask) -> bool:
    return ask.subject.answered_at is None


def _meeting(subject: Any) -> Meeting:
    return subject if isinstance(subject, Meeting) else subject.meeting


@predicate(_("还没有登记到会，登记的时候照签到表填就行。"))
def is_held(user: User, ask: Ask) -> bool:
    return ask.subject.held_at is not None


keeps_meeting = is_local | acts_for("platform.secretary")
keeps_item = is_local | acts_for("meeting.platform.secretary")
is_draft = is_not_called_off & is_unwritten
is_before_the_members = is_circulated & is_unsealed

rules.add_perm("platforms.put_on_agenda", (is_clock | keeps_meeting) & is_draft)
rules.add_perm("platforms.move_item", keeps_meeting & is_draft)
rules.add_perm("platforms.override_quorum", keeps_meeting & is_draft)
rules.add_perm("platforms.withdraw_item", keeps_item & is_draft)
rules.add_perm("platforms.write_discussion", keeps_item & is_draft)
rules.add_perm("platforms.adopt_resolution", keeps_item & is_draft)
rules.add_perm("platforms.return_to_agenda", is_clock | is_local | acts_for("item.meeting.platform.secretary"))
rules.add_perm("platforms.circulate_minutes", keeps_meeting & is_draft)
rules.add_perm("platforms.withdraw_minutes", keeps_meeting & is_before_the_members)
rules.add_perm(
    "platforms.raise_objection", acts_for("organisation") & came & is_before_the_members & is_in_time_to_object
)
rules.add_perm("platforms.answer_objection", keeps_item & is_before_the_members & is_unanswered)
rules.add_perm("platforms.confirm_minutes", keeps_meeting & is_before_the_members)


@predicate(_("会议已经开始，不能再答复。到会情况以签到表为准。"))
def is_ahead(user: User, ask: Ask) -> bool:
    return bool(ask.subject.meeting.starts_at > ask.at)


@predicate(_("这个模板已经停用了。"))
def is_not_retired(user: User, ask: Ask) -> bool:
    return ask.subject.retired_at is None


rules.add_perm("platforms.set_meeting_rule", keeps_seats)
rules.add_perm("platforms.plan_meeting", is_local | acts_for("secretary"))
rules.add_perm("platforms.cancel_meeting", keeps_meeting & is_not_held & is_not_called_off)
rules.add_perm("platforms.convene_meeting", keeps_meeting & is_not_held & is_not_called_off)
rules.add_perm("platforms.invite_observer", keeps_meeting & is_not_held & is_not_called_off)
rules.add_perm("platforms.transfer_invitation", is_lead & is_not_called_off & is_ahead)
rules.add_perm("platforms.reply_invitation", acts_for("organisation") & is_not_called_off & is_ahead)
rules.add_perm("platforms.hold_meeting", keeps_meeting & is_not_held & is_not_called_off & has_begun)
rules.add_perm("platforms.correct_attendance", keeps_meeting & is_draft & is_held)
rules.add_perm("platforms.save_template", is_street)
rules.add_perm("platforms.retire_template", is_street & is_not_retired)
