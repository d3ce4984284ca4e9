"""Who may do what to an agreement."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import acts_for, is_clock, is_lead, is_local
from gongjian.ledger.may import Ask, predicate


@predicate(_("已经签过了。"))
def is_not_signed(user: User, ask: Ask) -> bool:
    return ask.subject.signed_at is None


@predicate(_("还没有轮到这一方签：请排在前面的先签。"))
def is_next_to_sign(user: User, ask: Ask) -> bool:
    party = ask.subject
    return not party.agreement.parties.filter(signed_at=None, position__lt=party.position).exists()


@predicate(_("协议已经生效了。"))
def is_not_in_force(user: User, ask: Ask) -> bool:
    return ask.subject.in_force_at is None


@predicate(_("还有一方没有签。"))
def is_signed_by_all(user: User, ask: Ask) -> bool:
    return not ask.subject.parties.filter(signed_at=None).exists()


@predicate(_("协议已经终止或到期了。"))
def is_not_ended(user: User, ask: Ask) -> bool:
    return ask.subject.ended_at is None and ask.subject.to_date > ask.today


rules.add_perm("agreements.draft_agreement", is_local)
rules.add_perm("agreements.sign", (acts_for("organisation") | is_local) & is_not_signed & is_next_to_sign)
rules.add_perm("agreements.put_in_force", is_clock & is_not_in_force & is_signed_by_all)
rules.add_perm("agreements.transfer_party", is_lead & is_not_ended)
rules.add_perm("agreements.end_agreement", is_lead & is_not_ended)
rules.add_perm("agreements.relocate_agreement", is_lead & is_not_ended)
