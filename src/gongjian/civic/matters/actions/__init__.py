"""Every write of matters, by noun."""

from gongjian.civic.matters.actions.closing import ask_raiser, confirm_matter, deem_matter, reopen_matter
from gongjian.civic.matters.actions.groups import form_group, relocate_group
from gongjian.civic.matters.actions.legs import (
    accept_leg,
    call_help,
    certify_help,
    climb_leg,
    decline_leg,
    finish_leg,
    hand_on,
    pause_leg,
    resume_leg,
    transfer_leg,
)
from gongjian.civic.matters.actions.matters import (
    open_leg,
    raise_matter,
    relocate_matter,
    set_visibility,
    transfer_raiser,
)
from gongjian.civic.matters.actions.roads import end_segment, take_segment, transfer_segment

__all__ = [
    "accept_leg",
    "ask_raiser",
    "call_help",
    "certify_help",
    "climb_leg",
    "confirm_matter",
    "decline_leg",
    "deem_matter",
    "end_segment",
    "finish_leg",
    "form_group",
    "hand_on",
    "open_leg",
    "pause_leg",
    "raise_matter",
    "relocate_group",
    "relocate_matter",
    "reopen_matter",
    "resume_leg",
    "set_visibility",
    "take_segment",
    "transfer_leg",
    "transfer_raiser",
    "transfer_segment",
]
