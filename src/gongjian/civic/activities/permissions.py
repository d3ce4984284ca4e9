"""Who may plan and enter activities."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import is_lead, is_local
from gongjian.ledger.may import Ask, predicate


@predicate(_("活动已经登记过了。"))
def is_not_held(user: User, ask: Ask) -> bool:
    return ask.subject.held_at is None


rules.add_perm("activities.plan_activity", is_local)
rules.add_perm("activities.plan_site_visits", is_local)
rules.add_perm("activities.hold_activity", is_local & is_not_held)
rules.add_perm("activities.relocate_activity", is_lead & is_not_held)
