"""Every write of the registry."""

from gongjian.civic.registry.actions.access import note_access, read_contact
from gongjian.civic.registry.actions.account import (
    add_factor,
    change_password,
    end_sessions,
    redeem_invitation,
    remove_factor,
    renew_recovery_codes,
    use_factor,
    use_recovery_code,
)
from gongjian.civic.registry.actions.accounts import (
    invite_user,
    lock_user,
    open_account,
    reset_factors,
    revoke_sessions,
    unlock_user,
)
from gongjian.civic.registry.actions.areas import add_area, found_district, rename_area, take_part
from gongjian.civic.registry.actions.changes import (
    affiliate,
    catch_up,
    correct_credit_code,
    move_organisation,
    revise_profile,
    succeed_organisation,
)
from gongjian.civic.registry.actions.organisations import add_organisation
from gongjian.civic.registry.actions.people import appoint, dismiss, enrol_person, renew_term
from gongjian.civic.registry.actions.programme import close_programme, freeze_programme, open_programme, set_holidays
from gongjian.civic.registry.actions.providers import link_identity, unlink_identity
from gongjian.civic.registry.actions.sign_in import Proof, accept_proof, weigh
from gongjian.civic.registry.actions.succession import close_area, entrust_programme, succeed_area

__all__ = [
    "Proof",
    "accept_proof",
    "add_area",
    "add_factor",
    "add_organisation",
    "affiliate",
    "appoint",
    "catch_up",
    "change_password",
    "close_area",
    "close_programme",
    "correct_credit_code",
    "dismiss",
    "end_sessions",
    "enrol_person",
    "entrust_programme",
    "found_district",
    "freeze_programme",
    "invite_user",
    "link_identity",
    "lock_user",
    "move_organisation",
    "note_access",
    "open_account",
    "open_programme",
    "read_contact",
    "redeem_invitation",
    "remove_factor",
    "rename_area",
    "renew_recovery_codes",
    "renew_term",
    "reset_factors",
    "revise_profile",
    "revoke_sessions",
    "set_holidays",
    "succeed_area",
    "succeed_organisation",
    "take_part",
    "unlink_identity",
    "unlock_user",
    "use_factor",
    "use_recovery_code",
    "weigh",
]
