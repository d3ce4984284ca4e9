"""Every write of the registry."""

from gongjian.civic.registry.actions.areas import add_area, found_district, take_part
from gongjian.civic.registry.actions.organisations import add_organisation
from gongjian.civic.registry.actions.people import appoint, dismiss, enrol_person
from gongjian.civic.registry.actions.programme import close_programme, freeze_programme, open_programme, set_holidays

__all__ = [
    "add_area",
    "add_organisation",
    "appoint",
    "close_programme",
    "dismiss",
    "enrol_person",
    "found_district",
    "freeze_programme",
    "open_programme",
    "set_holidays",
    "take_part",
]
