"""Who may do what to a task."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import acts_for, is_clock, is_lead, is_local, is_street
from gongjian.ledger.may import Ask, predicate


@predicate(_("这件事已经办结或取消了。"))
def is_open(user: User, ask: Ask) -> bool:
    return ask.subject.confirmed_at is None and ask.subject.cancelled_at is None


@predicate(_("承办单位还没有报告完成。"))
def is_delivered(user: User, ask: Ask) -> bool:
    return ask.subject.delivered_at is not None


@predicate(_("已经报告完成，正等接收方确认。"))
def is_not_delivered(user: User, ask: Ask) -> bool:
    return ask.subject.delivered_at is None


@predicate(_("征求意见答复了就算完成，不用确认。"))
def is_to_be_confirmed(user: User, ask: Ask) -> bool:
    return ask.subject.kind != ask.subject.Kind.CONSULTATION


is_owner = acts_for("owner")
is_receiver = acts_for("receiver")

rules.add_perm("tasks.assign_task", is_clock | is_local | acts_for(""))
rules.add_perm("tasks.accept_task", is_owner & is_open & is_not_delivered)
rules.add_perm("tasks.deliver_task", is_owner & is_open & is_not_delivered)
rules.add_perm("tasks.confirm_task", is_receiver & is_open & is_delivered & is_to_be_confirmed)
rules.add_perm("tasks.return_task", is_receiver & is_open & is_delivered & is_to_be_confirmed)
rules.add_perm("tasks.extend_task", is_receiver & is_open & is_not_delivered)
rules.add_perm("tasks.cancel_task", (is_receiver | is_street) & is_open & is_not_delivered)
rules.add_perm("tasks.transfer_task", is_lead & is_open)
