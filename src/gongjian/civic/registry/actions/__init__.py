"""Every write of the registry."""

from gongjian.civic.registry.actions.access import note_access
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

__all__ = [
    "add_area",
    "add_organisation",
    "affiliate",
    "appoint",
    "catch_up",
    "close_programme",
    "correct_credit_code",
    "dismiss",
    "enrol_person",
    "found_district",
    "freeze_programme",
    "move_organisation",
    "note_access",
    "open_programme",
    "rename_area",
    "renew_term",
    "revise_profile",
    "set_holidays",
    "succeed_organisation",
    "take_part",
]
