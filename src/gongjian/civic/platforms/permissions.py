"""Who may do what on a platform."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Meeting
from gongjian.civic.registry.permissions import acts_for, is_lead, is_local, is_street
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
rules.add_perm("platforms.plan_meeting", is_local)
rules.add_perm("platforms.hold_meeting", is_local & is_not_held & has_begun)
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
