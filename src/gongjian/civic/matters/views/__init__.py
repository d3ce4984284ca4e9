"""The pages of matters, by noun."""

from gongjian.civic.matters.views.groups import show_group
from gongjian.civic.matters.views.legs import (
    accept_leg,
    ask_raiser,
    call_help,
    certify_help,
    confirm_matter,
    decline_leg,
    finish_leg,
    hand_on,
    pause_leg,
    reopen_matter,
    resume_leg,
    set_visibility,
)
from gongjian.civic.matters.views.matters import list_matters, raise_matter, show_matter
from gongjian.civic.matters.views.roads import show_road

__all__ = [
    "accept_leg",
    "ask_raiser",
    "call_help",
    "certify_help",
    "confirm_matter",
    "decline_leg",
    "finish_leg",
    "hand_on",
    "list_matters",
    "pause_leg",
    "raise_matter",
    "reopen_matter",
    "resume_leg",
    "set_visibility",
    "show_group",
    "show_matter",
    "show_road",
]
