"""Who may hold a ballot meeting and declare its count."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import is_street
from gongjian.ledger.may import Ask, predicate


@predicate(_("结果已经宣布，不能再改。"))
def is_not_declared(user: User, ask: Ask) -> bool:
    return ask.subject.declared_at is None


@predicate(_("评议会还没有开。"))
def is_day_reached(user: User, ask: Ask) -> bool:
    return ask.today >= ask.subject.held_date


rules.add_perm("ballots.plan_session", is_street)
rules.add_perm("ballots.declare", is_street & is_not_declared & is_day_reached)
