"""Who may do what to the lists."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import acts_for, is_lead, is_local
from gongjian.ledger.may import Ask, predicate


@predicate(_("这一次已经确认过了。"))
def is_not_confirmed(user: User, ask: Ask) -> bool:
    return ask.subject.confirmed_at is None


@predicate(_("这项资源已经不再开放了。"))
def is_on_offer(user: User, ask: Ask) -> bool:
    return ask.subject.closes_date is None or ask.subject.closes_date > ask.today


@predicate(_("这条需求已经撤下了。"))
def is_still_needed(user: User, ask: Ask) -> bool:
    return ask.subject.closed_at is None


rules.add_perm("lists.offer_resource", acts_for("") | is_local)
rules.add_perm("lists.carry_lists", is_lead)
rules.add_perm("lists.ask_for_lists", is_lead)
rules.add_perm("lists.confirm_list", (acts_for("organisation") | is_local) & is_not_confirmed)
rules.add_perm("lists.transfer_resource", is_lead & is_on_offer)
rules.add_perm("lists.withdraw_resource", is_lead & is_on_offer)
rules.add_perm("lists.relocate_resource", is_lead & is_on_offer)
rules.add_perm("lists.transfer_check", is_lead & is_not_confirmed)
rules.add_perm("lists.add_need", acts_for("") | is_local)
rules.add_perm("lists.close_need", (acts_for("owner") | is_local) & is_still_needed)
rules.add_perm("lists.transfer_need", is_lead & is_still_needed)
rules.add_perm("lists.relocate_need", is_lead & is_still_needed)
