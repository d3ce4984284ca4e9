"""Who may do what to the lists."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import acts_for, is_lead, is_local
from gongjian.ledger.may import Ask, predicate


@predicate(_("这一次已经确认过了。"))
def is_not_confirmed(user: User, ask: Ask) -> bool:
    return ask.subject.confirmed_at is None


rules.add_perm("lists.offer_resource", acts_for("") | is_local)
rules.add_perm("lists.carry_lists", is_lead)
rules.add_perm("lists.ask_for_lists", is_lead)
rules.add_perm("lists.confirm_list", (acts_for("organisation") | is_local) & is_not_confirmed)
