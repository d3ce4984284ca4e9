"""Who may publish."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import is_lead
from gongjian.ledger.may import Ask, predicate


@predicate(_("结果还没有审定。"))
def is_adopted(user: User, ask: Ask) -> bool:
    return ask.subject.adopted_at is not None


@predicate(_("已经公布了。"))
def is_not_published(user: User, ask: Ask) -> bool:
    return ask.subject.published_at is None


@predicate(_("已经开始公示了。"))
def is_not_on_notice(user: User, ask: Ask) -> bool:
    return ask.subject.notice_from_date is None


@predicate(_("还没有公示。先公示，再公布。"))
def is_on_notice(user: User, ask: Ask) -> bool:
    return ask.subject.notice_from_date is not None


rules.add_perm("results.prepare_release", is_lead & is_adopted)
rules.add_perm("results.start_notice", is_lead & is_not_published & is_not_on_notice)
rules.add_perm("results.publish", is_lead & is_on_notice & is_not_published)
