"""Who may do what with matters, their legs, groups and roads."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.registry.models import Organisation, Role
from gongjian.civic.registry.permissions import (
    acts_for,
    holds,
    is_clock,
    is_lead,
    is_local,
    is_street,
    offices,
    serves,
)
from gongjian.ledger.may import Ask, predicate


@predicate(_("这一段已经不归这家单位包了。"))
def is_taken(user: User, ask: Ask) -> bool:
    return ask.subject.valid_to is None


def _matter(ask: Ask) -> Matter:
    subject = ask.subject
    found: Matter = subject.matter if isinstance(subject, Leg) else subject
    return found


def _serves_one(user: User, ask: Ask, bodies: list[Organisation]) -> bool:
    return any(serves(office, body) for office in offices(user, ask) for body in bodies)


@predicate(_("这件事已经结束。还要办，请报事方重开。"))
def is_open(user: User, ask: Ask) -> bool:
    return _matter(ask).closed_at is None


@predicate(_("这件事正等报事方确认，先不能再动。"))
def is_not_asked(user: User, ask: Ask) -> bool:
    return _matter(ask).asked_at is None


@predicate(_("牵头单位还没有请报事方确认。"))
def is_asked(user: User, ask: Ask) -> bool:
    return _matter(ask).asked_at is not None


@predicate(_("这件事已经不在这家单位手里了，请看最新的经过。"))
def is_running(user: User, ask: Ask) -> bool:
    return ask.subject.ended_at is None


@predicate(_("已经接手了。办不了，请移交，并写明理由。"))
def is_not_accepted(user: User, ask: Ask) -> bool:
    return ask.subject.accepted_at is None


@predicate(_("还没有接手，请先接手，或者谢绝。"))
def is_accepted(user: User, ask: Ask) -> bool:
    return ask.subject.accepted_at is not None


@predicate(_("这一步由牵头单位来做。"))
def is_lead_leg(user: User, ask: Ask) -> bool:
    return bool(ask.subject.is_lead)


@predicate(_("这一步由协同单位来做；牵头单位请报告办结。"))
def is_helping_leg(user: User, ask: Ask) -> bool:
    return not ask.subject.is_lead


@predicate(_("已经暂停了。"))
def is_not_paused(user: User, ask: Ask) -> bool:
    return not ask.subject.pauses.filter(to_at=None).exists()


@predicate(_("现在没有暂停。"))
def is_paused(user: User, ask: Ask) -> bool:
    return bool(ask.subject.pauses.filter(to_at=None).exists())


@predicate(_("这件事要由牵头单位来做。"))
def leads(user: User, ask: Ask) -> bool:
    """Return whether the user acts for the body that has the matter now."""
    legs = _matter(ask).legs.filter(is_lead=True, ended_at=None).select_related("owner")
    return _serves_one(user, ask, [leg.owner for leg in legs])


@predicate(_("这件事要由报事方，或者正在办它的单位来做。"))
def takes_part(user: User, ask: Ask) -> bool:
    """Return whether the user acts for the raiser, or for a body that has or had a leg."""
    matter = _matter(ask)
    legs = matter.legs.select_related("owner")
    return _serves_one(user, ask, [matter.raiser, *(leg.owner for leg in legs)])


@predicate(_("只有请驻区单位帮忙办完的难事、急事，才能认定。"))
def is_unit_help(user: User, ask: Ask) -> bool:
    leg = ask.subject
    hard = leg.matter.urgency in (Matter.Urgency.HARD, Matter.Urgency.URGENT)
    return hard and leg.owner.is_resident_unit and leg.end == Leg.End.SOLVED and leg.certified_at is None


is_owner = acts_for("owner")
is_raiser = acts_for("raiser")
# Offices above may move what lies in their territory, though it is not in their hands.
is_above = holds(Role.DISTRICT_OFFICE, Role.STREET_OFFICE)
moves = is_running & is_open & is_not_asked

rules.add_perm("matters.raise_matter", is_clock | acts_for(""))
rules.add_perm("matters.open_leg", is_clock | takes_part | is_above)
rules.add_perm("matters.hand_on", (is_clock | is_owner | is_above) & is_lead_leg & moves)
rules.add_perm("matters.accept_leg", is_owner & moves & is_not_accepted)
rules.add_perm("matters.decline_leg", is_owner & moves & is_not_accepted)
rules.add_perm("matters.call_help", leads & is_open & is_not_asked)
rules.add_perm("matters.finish_leg", is_owner & is_helping_leg & moves)
rules.add_perm("matters.pause_leg", is_owner & moves & is_accepted & is_not_paused)
rules.add_perm("matters.resume_leg", is_owner & moves & is_paused)
rules.add_perm("matters.climb_leg", is_clock & moves)
rules.add_perm("matters.certify_help", is_street & is_unit_help)
rules.add_perm("matters.ask_raiser", is_owner & is_lead_leg & moves & is_accepted)
rules.add_perm("matters.confirm_matter", is_raiser & is_open & is_asked)
rules.add_perm("matters.deem_matter", is_clock & is_open & is_asked)
rules.add_perm("matters.reopen_matter", is_raiser & is_asked)
rules.add_perm("matters.set_visibility", is_above | leads)
rules.add_perm("matters.transfer_leg", is_lead & is_running)
rules.add_perm("matters.transfer_raiser", is_lead)
rules.add_perm("matters.relocate_matter", is_lead)
rules.add_perm("matters.form_group", is_street)
rules.add_perm("matters.take_segment", is_local)
rules.add_perm("matters.transfer_segment", is_lead & is_taken)
rules.add_perm("matters.end_segment", is_lead & is_taken)
rules.add_perm("matters.relocate_group", is_lead)
