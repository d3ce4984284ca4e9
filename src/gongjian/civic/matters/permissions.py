"""Who may do what with matters, their legs, groups and roads."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Leg, Matter, Rulebook
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


def _legs(matter: Matter) -> list[Leg]:
    """Return the legs: those a page holds already, or read now."""
    legs = matter.legs.all()
    is_held = "legs" in getattr(matter, "_prefetched_objects_cache", {})
    return list(legs if is_held else legs.select_related("owner"))


def _is_still(leg: Leg) -> bool:
    return any(pause.to_at is None for pause in leg.pauses.all())


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
    return not _is_still(ask.subject)


@predicate(_("现在没有暂停。"))
def is_paused(user: User, ask: Ask) -> bool:
    return _is_still(ask.subject)


@predicate(_("这件事要由牵头单位来做。"), is_post=True)
def leads(user: User, ask: Ask) -> bool:
    """Return whether the user acts for the body that has the matter now."""
    legs = _legs(_matter(ask))
    return _serves_one(user, ask, [leg.owner for leg in legs if leg.is_lead and leg.ended_at is None])


@predicate(_("这件事要由报事方，或者正在办它的单位来做。"), is_post=True)
def takes_part(user: User, ask: Ask) -> bool:
    """Return whether the user acts for the raiser, or for a body that has or had a leg."""
    matter = _matter(ask)
    return _serves_one(user, ask, [matter.raiser, *(leg.owner for leg in _legs(matter))])


@predicate(_("只有请驻区单位帮忙办完的难事、急事，才能认定。"))
def is_unit_help(user: User, ask: Ask) -> bool:
    leg = ask.subject
    hard = leg.matter.urgency in (Matter.Urgency.HARD, Matter.Urgency.URGENT)
    return hard and leg.owner.is_resident_unit and leg.end == Leg.End.SOLVED and leg.certified_at is None


def callers(ask: Ask) -> list[str]:
    """Return the roles that may whistle, as the district's rules say."""
    if "callers" not in ask.memo:
        ask.memo["callers"] = (Rulebook.objects.order_by("pk").first() or Rulebook()).callers
    found: list[str] = ask.memo["callers"]
    return found


@predicate(_("吹哨要由区里规则写明的岗位，为自己的单位来吹。"), is_post=True)
def is_caller(user: User, ask: Ask) -> bool:
    """Return whether the user holds, for exactly this body, one of the roles that may whistle."""
    return any(office.role in callers(ask) and serves(office, ask.subject) for office in offices(user, ask))


@predicate(_("只有吹哨叫来的单位，才记联系和到场。"))
def is_called(user: User, ask: Ask) -> bool:
    leg = ask.subject
    return leg.matter.kind == Matter.Kind.WHISTLE and not leg.is_lead and leg.end != Leg.End.DECLINED


@predicate(_("联系的日子已经记过了。"))
def is_not_contacted(user: User, ask: Ask) -> bool:
    return ask.subject.contacted_at is None


@predicate(_("到场的日子已经记过了。"))
def has_not_arrived(user: User, ask: Ask) -> bool:
    return ask.subject.attended_at is None


@predicate(_("会商意见只记在工程协调的事里。"))
def is_works(user: User, ask: Ask) -> bool:
    return ask.subject.kind == Matter.Kind.WORKS


@predicate(_("现场核查只记在工程协调和巡查整改的事里。"))
def is_checked_on_site(user: User, ask: Ask) -> bool:
    return bool(ask.subject.needs_a_check)


@predicate(_("这件事要由报事方、正在办它的单位，或者派人进工作组的单位来做。"), is_post=True)
def is_consulted(user: User, ask: Ask) -> bool:
    """Return whether the user acts for the raiser, a body with a leg, or one that lends people to the group."""
    matter = ask.subject
    bodies = [matter.raiser, *(leg.owner for leg in matter.legs.all())]
    if matter.group is not None:
        lent = matter.group.members.filter(valid_to=None, organisation__isnull=False).select_related("organisation")
        bodies += [member.organisation for member in lent if member.organisation is not None]
    return _serves_one(user, ask, bodies)


@predicate(_("这些人已经回去了。"))
def is_lent(user: User, ask: Ask) -> bool:
    return ask.subject.valid_to is None


@predicate(_("这条通报已经撤下了。"))
def is_published(user: User, ask: Ask) -> bool:
    return ask.subject.withdrawn_at is None


@predicate(_("这家单位已经不担任路长了。"))
def is_chief(user: User, ask: Ask) -> bool:
    return ask.subject.valid_to is None


is_owner = acts_for("owner")
is_raiser = acts_for("raiser")
# Offices above may move what lies in their territory, though it is not in their hands.
is_above = holds(Role.DISTRICT_OFFICE, Role.STREET_OFFICE)
moves = is_open & is_running & is_not_asked

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
rules.add_perm("matters.end_segment", is_local & is_taken)
rules.add_perm("matters.relocate_group", is_lead)
rules.add_perm("matters.lend_people", is_street)
rules.add_perm("matters.release_people", is_street & is_lent)
rules.add_perm("matters.transfer_people", is_lead & is_lent)
rules.add_perm("matters.publish_bulletin", is_local)
rules.add_perm("matters.withdraw_bulletin", is_local & is_published)
rules.add_perm("matters.log_concern", is_local)
rules.add_perm("matters.answer_concern", is_local)
rules.add_perm("matters.name_road_chief", is_street)
rules.add_perm("matters.end_road_chief", is_street & is_chief)
rules.add_perm("matters.transfer_road_chief", is_lead & is_chief)
rules.add_perm("matters.set_rulebook", is_lead)
rules.add_perm("matters.whistle", is_caller)
rules.add_perm("matters.note_contact", acts_for("matter.raiser") & is_called & is_open & is_not_contacted)
rules.add_perm("matters.note_arrival", acts_for("matter.raiser") & is_called & is_open & has_not_arrived)
rules.add_perm("matters.write_opinion", is_consulted & is_works & is_open & is_not_asked)
rules.add_perm("matters.check_site", (is_local | is_consulted) & is_checked_on_site & is_open & is_not_asked)
