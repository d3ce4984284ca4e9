"""Who may do what in the registry, and the predicates that all later rooms compose."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import CLOCK, User
from gongjian.civic.registry.models import GOVERNING, Office, Organisation, Role, offices_of
from gongjian.ledger.may import Ask, predicate

NOT_ONESELF = _("自己的岗位和账号不能自己改，请另一位安全管理员来办。")
NOT_YOURS = _("这件事要由主管这里的岗位来做，您现在的岗位管不到。")


def offices(user: User, ask: Ask) -> list[Office]:
    """Return the offices the user holds on the day of the question; read once per bulk call."""
    key = ("offices", user.pk, ask.today)
    if key not in ask.memo:
        ask.memo[key] = offices_of(user, ask.today)
    found: list[Office] = ask.memo[key]
    return found


def holds(*roles: Role) -> rules.Predicate:
    """Return a predicate: the user holds one of the roles over the territory in which the subject lies."""

    @predicate(NOT_YOURS, is_post=True)
    def is_holder(user: User, ask: Ask) -> bool:
        path = ask.subject.scope_path
        return any(
            office.role in roles and office.area is not None and path.startswith(office.area.scope_path)
            for office in offices(user, ask)
        )

    return is_holder


def serves(office: Office, organisation: Organisation) -> bool:
    """Return whether an office acts for an organisation: held in it, or over the very area that it governs."""
    if office.organisation_id:
        return office.organisation_id == organisation.pk
    if office.role not in GOVERNING:  # an inspector or scrutineer of the area is there to look on
        return False
    return organisation.governs_id is not None and office.area_id == organisation.governs_id


def acts_for(field: str) -> rules.Predicate:
    """Return a predicate: the user's office acts for the organisation in this field ("" is the subject itself)."""

    @predicate(_("这件事要由这家单位自己的联络员或书记来做。"), is_post=True)
    def is_own(user: User, ask: Ask) -> bool:
        organisation: Any = ask.subject
        for name in filter(None, field.split(".")):
            organisation = getattr(organisation, name)
        return any(serves(office, organisation) for office in offices(user, ask))

    return is_own


@predicate(_("这件事由系统按日程自动办，不能手工做。"))
def is_clock(user: User, ask: Ask) -> bool:
    return user.username == CLOCK


@predicate(_("这个年度已经结束，不能再改。"))
def is_not_closed(user: User, ask: Ask) -> bool:
    return ask.subject.closed_at is None


@predicate(_("评价办法已经冻结。要改，请在下一年度改。"))
def is_not_frozen(user: User, ask: Ask) -> bool:
    return ask.subject.frozen_at is None


@predicate(NOT_ONESELF)
def is_of_somebody_else(user: User, ask: Ask) -> bool:
    return ask.subject.person.user_id != user.pk


@predicate(_("本单位的联络员由书记来换；别的岗位由区里的安全管理员来定。"), is_post=True)
def is_secretary(user: User, ask: Ask) -> bool:
    """Return whether the user is secretary of the unit whose liaison it is; of an area, of a unit right there."""
    own = [office for office in offices(user, ask) if office.role == Role.UNIT_SECRETARY]
    if isinstance(ask.subject, Office):
        subject = ask.subject
        return subject.role == Role.UNIT_LIAISON and subject.organisation_id in {one.organisation_id for one in own}
    return ask.subject.scope_path in {one.scope_path for one in own}


def administers(role: Role) -> rules.Predicate:
    """Return a predicate: the user is this administrator; accounts and persons lie in no territory."""

    @predicate(NOT_YOURS, is_post=True)
    def is_administrator(user: User, ask: Ask) -> bool:
        return any(office.role == role for office in offices(user, ask))

    return is_administrator


@predicate(NOT_ONESELF)
def is_another_account(user: User, ask: Ask) -> bool:
    return ask.subject.pk != user.pk


@predicate(_("这件事只能由本人登录后自己办。"), is_post=True)
def is_own_account(user: User, ask: Ask) -> bool:
    return ask.subject.pk == user.pk


@predicate(_("这件事只能由本人登录后自己办。"), is_post=True)
def is_owner(user: User, ask: Ask) -> bool:
    return ask.subject.user_id == user.pk


@predicate(_("联系方式给本单位，以及它所在的社区、街道和区里看。"), is_post=True)
def is_of_same_body(user: User, ask: Ask) -> bool:
    """Return whether the user holds an office in the same organisation, or over the very same area."""
    place = (ask.subject.organisation_id, ask.subject.area_id)
    return any((office.organisation_id, office.area_id) == place for office in offices(user, ask))


is_lead = holds(Role.DISTRICT_OFFICE)
is_street = holds(Role.DISTRICT_OFFICE, Role.STREET_OFFICE)
is_local = holds(Role.DISTRICT_OFFICE, Role.STREET_OFFICE, Role.COMMUNITY_WORKER)
is_security = holds(Role.SECURITY_ADMINISTRATOR)
is_keeper = administers(Role.SECURITY_ADMINISTRATOR) & is_another_account

rules.add_perm("registry.found_district", is_clock)
rules.add_perm("registry.add_area", is_clock | is_lead)
rules.add_perm("registry.rename_area", is_lead)
rules.add_perm("registry.close_area", is_lead)
rules.add_perm("registry.succeed_area", is_lead)
rules.add_perm("registry.entrust_programme", is_lead & is_not_closed)
rules.add_perm("registry.take_part", is_lead)
rules.add_perm("registry.add_organisation", is_clock | is_street)
rules.add_perm("registry.revise_profile", is_street)
rules.add_perm("registry.move_organisation", is_street)
rules.add_perm("registry.affiliate", is_street)
rules.add_perm("registry.correct_credit_code", is_street)
rules.add_perm("registry.succeed_organisation", is_lead)
rules.add_perm("registry.catch_up", is_clock)
rules.add_perm("registry.read_contact", is_local | is_of_same_body)
rules.add_perm("registry.enrol_person", is_clock | is_security)
rules.add_perm("registry.appoint", is_clock | is_security | is_secretary)
rules.add_perm("registry.take_over", (is_clock | is_security | is_secretary) & is_of_somebody_else)
rules.add_perm("registry.dismiss", (is_security | is_secretary) & is_of_somebody_else)
rules.add_perm("registry.renew_term", is_security & is_of_somebody_else)
rules.add_perm("registry.read_person", administers(Role.SECURITY_ADMINISTRATOR))
rules.add_perm("registry.invite_user", is_clock | is_keeper)
rules.add_perm("registry.lock_user", is_keeper)
rules.add_perm("registry.unlock_user", is_keeper)
rules.add_perm("registry.revoke_sessions", is_keeper)
rules.add_perm("registry.reset_factors", is_keeper)
rules.add_perm("registry.change_password", is_own_account)
rules.add_perm("registry.redeem_invitation", is_owner)
rules.add_perm("registry.add_factor", is_own_account)
rules.add_perm("registry.use_factor", is_owner)
rules.add_perm("registry.remove_factor", is_owner)
rules.add_perm("registry.renew_recovery_codes", is_own_account)
rules.add_perm("registry.use_recovery_code", is_owner)
rules.add_perm("registry.end_sessions", is_own_account)
rules.add_perm("registry.link_identity", is_own_account)
rules.add_perm("registry.unlink_identity", is_own_account)
rules.add_perm("registry.open_programme", is_lead)
rules.add_perm("registry.freeze_programme", is_lead & is_not_frozen)
rules.add_perm("registry.close_programme", is_lead & is_not_closed)
rules.add_perm("registry.set_holidays", is_clock | is_lead)


@predicate(_("这份表正在办，或者已经入册。请回到它的页面看一看。"))
def is_idle(user: User, ask: Ask) -> bool:
    return ask.subject.committed_at is None and (ask.subject.started_at is None or ask.subject.is_stuck)


@predicate(_("这份表已经入册过了，或者还没有开始入册。"))
def is_started(user: User, ask: Ask) -> bool:
    return ask.subject.committed_at is None and ask.subject.started_at is not None


@predicate(_("这份表还没有入册，或者已经撤回。"))
def is_committed(user: User, ask: Ask) -> bool:
    return ask.subject.committed_at is not None and ask.subject.undone_at is None


@predicate(_("这份表正在撤回。请回到它的页面看一看。"))
def is_kept(user: User, ask: Ask) -> bool:
    return ask.subject.undo_started_at is None or ask.subject.is_stuck


@predicate(_("这份表已经不在办了。"))
def is_under_way(user: User, ask: Ask) -> bool:
    return ask.subject.undone_at is None


rules.add_perm("registry.upload_batch", is_street)
rules.add_perm("registry.check_batch", is_clock & is_idle)
rules.add_perm("registry.recheck_batch", is_street & is_idle)
rules.add_perm("registry.start_batch", is_street & is_idle)
rules.add_perm("registry.stop_batch", is_clock & is_under_way)
rules.add_perm("registry.commit_batch", is_street & is_started)
rules.add_perm("registry.start_undo", is_street & is_committed & is_kept)
rules.add_perm("registry.undo_batch", is_street & is_committed)
rules.add_perm("registry.revert_organisation", is_street)
rules.add_perm("registry.revert_area", is_lead)
rules.add_perm("registry.withdraw_organisation", is_street)
rules.add_perm("registry.withdraw_area", is_lead)
