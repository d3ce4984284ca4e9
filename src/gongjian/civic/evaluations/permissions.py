"""Who may set the policy, enter inspections and marks, and grade."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Role
from gongjian.civic.registry.permissions import holds, is_lead, is_not_frozen
from gongjian.ledger.may import Ask, predicate


@predicate(_("评价办法还没有冻结。先冻结，再评价。"))
def is_frozen(user: User, ask: Ask) -> bool:
    return ask.subject.frozen_at is not None


@predicate(_("结果已经审定，不能再改。"))
def is_not_adopted(user: User, ask: Ask) -> bool:
    grading = ask.subject if hasattr(ask.subject, "adopted_at") else getattr(ask.subject, "grading", None)
    return grading is None or grading.adopted_at is None


@predicate(_("初步结果还没有送各单位看过。"))
def is_sent(user: User, ask: Ask) -> bool:
    return ask.subject.sent_at is not None


@predicate(_("初步结果已经送出了。"))
def is_not_sent(user: User, ask: Ask) -> bool:
    return ask.subject.sent_at is None


rules.add_perm("evaluations.draft_scheme", is_lead)
rules.add_perm("evaluations.revise_scheme", is_lead & is_not_frozen)
rules.add_perm("evaluations.freeze_scheme", is_lead & is_not_frozen)
rules.add_perm("evaluations.record_inspection", holds(Role.INSPECTOR, Role.DISTRICT_OFFICE))
rules.add_perm("evaluations.submit_marks", is_lead & is_frozen & is_not_adopted)
rules.add_perm("evaluations.cap_grade", is_lead & is_frozen & is_not_adopted)
rules.add_perm("evaluations.compute_grading", is_lead & is_frozen & is_not_adopted)
rules.add_perm("evaluations.calibrate", is_lead & is_not_adopted & is_not_sent)
rules.add_perm("evaluations.send_drafts", is_lead & is_not_adopted & is_not_sent)
rules.add_perm("evaluations.adopt_grading", is_lead & is_not_adopted & is_sent)
