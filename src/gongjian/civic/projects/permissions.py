"""Who may do what to a project."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.permissions import acts_for, is_lead, is_local, is_street
from gongjian.ledger.may import Ask, predicate


@predicate(_("项目已经完成了。"))
def is_not_finished(user: User, ask: Ask) -> bool:
    return ask.subject.finished_at is None


@predicate(_("已经入库了。"))
def is_not_approved(user: User, ask: Ask) -> bool:
    return ask.subject.approved_at is None


@predicate(_("项目已经完成了。"))
def is_still_running(user: User, ask: Ask) -> bool:
    return ask.subject.project.finished_at is None


rules.add_perm("projects.start_project", is_local)
rules.add_perm("projects.finish_project", (is_local | acts_for("lead")) & is_not_finished)
rules.add_perm("projects.nominate_showcase", is_local)
rules.add_perm("projects.approve_showcase", is_street & is_not_approved)
rules.add_perm("projects.transfer_project", is_lead & is_not_finished)
rules.add_perm("projects.transfer_contribution", is_lead & is_still_running)
rules.add_perm("projects.relocate_project", is_lead & is_not_finished)
rules.add_perm("projects.relocate_showcase", is_lead)
