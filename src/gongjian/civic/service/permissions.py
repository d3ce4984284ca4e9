"""Who may do what to posts and claims."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import acts_for, is_lead, is_local
from gongjian.ledger.may import Ask, predicate


@predicate(_("已经确认过了。"))
def is_not_confirmed(user: User, ask: Ask) -> bool:
    return ask.subject.confirmed_at is None


rules.add_perm("service.open_post", is_local)
rules.add_perm("service.claim_post", is_local | acts_for("host"))
rules.add_perm("service.confirm_claim", acts_for("post.host") & is_not_confirmed)
rules.add_perm("service.transfer_post", is_lead)
rules.add_perm("service.transfer_claim", is_lead & is_not_confirmed)
