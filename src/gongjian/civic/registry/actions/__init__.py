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
from gongjian.civic.registry.actions.imports import (
    check_batch,
    commit_batch,
    recheck_batch,
    start_batch,
    stop_batch,
    upload_batch,
)
from gongjian.civic.registry.actions.organisations import add_organisation
from gongjian.civic.registry.actions.people import appoint, dismiss, enrol_person, renew_term, take_over
from gongjian.civic.registry.actions.programme import close_programme, freeze_programme, open_programme, set_holidays
from gongjian.civic.registry.actions.providers import link_identity, unlink_identity
from gongjian.civic.registry.actions.sign_in import Proof, accept_proof, weigh
from gongjian.civic.registry.actions.succession import close_area, entrust_programme, succeed_area
from gongjian.civic.registry.actions.undoing import (
    revert_area,
    revert_organisation,
    start_undo,
    undo_batch,
    withdraw_area,
    withdraw_organisation,
)

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
    "check_batch",
    "close_area",
    "close_programme",
    "commit_batch",
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
    "recheck_batch",
    "redeem_invitation",
    "remove_factor",
    "rename_area",
    "renew_recovery_codes",
    "renew_term",
    "reset_factors",
    "revert_area",
    "revert_organisation",
    "revise_profile",
    "revoke_sessions",
    "set_holidays",
    "start_batch",
    "start_undo",
    "stop_batch",
    "succeed_area",
    "succeed_organisation",
    "take_over",
    "take_part",
    "undo_batch",
    "unlink_identity",
    "unlock_user",
    "upload_batch",
    "use_factor",
    "use_recovery_code",
    "weigh",
    "withdraw_area",
    "withdraw_organisation",
]
