"""The pages of the registry."""

from gongjian.civic.registry.views.account import (
    change_password,
    confirm_identity,
    end_sessions,
    remove_factor,
    renew_recovery_codes,
    show_account,
    show_recovery_codes,
)
from gongjian.civic.registry.views.area_changes import add_area, rename_area, take_part
from gongjian.civic.registry.views.areas import show_area
from gongjian.civic.registry.views.audit import list_accesses, list_events
from gongjian.civic.registry.views.changes import (
    add_organisation,
    affiliate,
    correct_credit_code,
    move_organisation,
    revise_profile,
)
from gongjian.civic.registry.views.factors import add_app, add_passkey, choose_factor
from gongjian.civic.registry.views.holidays import list_holidays, set_holidays
from gongjian.civic.registry.views.imports import (
    export_areas,
    export_units,
    recheck_batch,
    show_batch,
    start_batch,
    start_undo,
    upload_batch,
)
from gongjian.civic.registry.views.organisations import list_organisations, read_contact, show_organisation
from gongjian.civic.registry.views.people import (
    appoint,
    dismiss,
    invite_user,
    list_people,
    lock_user,
    open_account,
    read_person,
    renew_term,
    reset_factors,
    revoke_sessions,
    show_person,
    show_slip,
    unlock_user,
)
from gongjian.civic.registry.views.providers import come_back, link_identity, sign_in_elsewhere, unlink_identity
from gongjian.civic.registry.views.search import search
from gongjian.civic.registry.views.sign_in import demo_sign_in, sign_in, sign_out
from gongjian.civic.registry.views.sign_in_steps import choose_password, redeem_invitation, second_step
from gongjian.civic.registry.views.system import show_system

__all__ = [
    "add_app",
    "add_area",
    "add_organisation",
    "add_passkey",
    "affiliate",
    "appoint",
    "change_password",
    "choose_factor",
    "choose_password",
    "come_back",
    "confirm_identity",
    "correct_credit_code",
    "demo_sign_in",
    "dismiss",
    "end_sessions",
    "export_areas",
    "export_units",
    "invite_user",
    "link_identity",
    "list_accesses",
    "list_events",
    "list_holidays",
    "list_organisations",
    "list_people",
    "lock_user",
    "move_organisation",
    "open_account",
    "read_contact",
    "read_person",
    "recheck_batch",
    "redeem_invitation",
    "remove_factor",
    "rename_area",
    "renew_recovery_codes",
    "renew_term",
    "reset_factors",
    "revise_profile",
    "revoke_sessions",
    "search",
    "second_step",
    "set_holidays",
    "show_account",
    "show_area",
    "show_batch",
    "show_organisation",
    "show_person",
    "show_recovery_codes",
    "show_slip",
    "show_system",
    "sign_in",
    "sign_in_elsewhere",
    "sign_out",
    "start_batch",
    "start_undo",
    "take_part",
    "unlink_identity",
    "unlock_user",
    "upload_batch",
]
