"""Who may open a year, and who may hand over a post."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Office, Role
from gongjian.civic.registry.permissions import is_lead, offices
from gongjian.ledger.may import Ask, predicate


def _office(ask: Ask) -> Office:
    """Return the office that is handed over: the subject itself, or that of the hand-over."""
    office: Office = ask.subject if isinstance(ask.subject, Office) else ask.subject.office
    return office


@predicate(_("交接清单由在任的人自己来列；人已经离开的，由安全管理员来列。"), is_post=True)
def is_in_post(user: User, ask: Ask) -> bool:
    return _office(ask).pk in {office.pk for office in offices(user, ask)}


@predicate(_("岗位由区里的安全管理员来交接；单位联络员也可以由本单位的书记来换。"), is_post=True)
def is_overseer(user: User, ask: Ask) -> bool:
    handed = _office(ask)
    return any(
        handed.scope_path.startswith(held.scope_path)
        if held.role == Role.SECURITY_ADMINISTRATOR
        else held.role == Role.UNIT_SECRETARY
        and (handed.role, handed.organisation_id) == (Role.UNIT_LIAISON, held.organisation_id)
        for held in offices(user, ask)
    )


@predicate(_("只有移交人和接交人才能在这里签字，而且只签自己的岗位。"), is_post=True)
def is_side(user: User, ask: Ask) -> bool:
    after = ask.subject.successor
    return user.pk in {ask.subject.office.person.user_id, after and after.person.user_id}


rules.add_perm("duties.open_year", is_lead)
rules.add_perm("duties.merge_organisations", is_lead)
rules.add_perm("duties.split_organisation", is_lead)
rules.add_perm("duties.redraw_communities", is_lead)
rules.add_perm("duties.prepare_handover", is_in_post | is_overseer)
rules.add_perm("duties.hand_over", is_overseer)
rules.add_perm("duties.sign_handover", is_side)
rules.add_perm("duties.note_paper", is_overseer)
