"""Who may form groups and give out segments."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import is_lead, is_local, is_street
from gongjian.ledger.may import Ask, predicate


@predicate(_("这一段已经不归这家单位包了。"))
def is_taken(user: User, ask: Ask) -> bool:
    return ask.subject.valid_to is None


rules.add_perm("matters.form_group", is_street)
rules.add_perm("matters.take_segment", is_local)
rules.add_perm("matters.transfer_segment", is_lead & is_taken)
rules.add_perm("matters.end_segment", is_lead & is_taken)
rules.add_perm("matters.relocate_group", is_lead)
