"""Who may do what on a platform."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
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
