"""Every write of matters, by noun."""

from gongjian.civic.matters.actions.bulletins import answer_concern, log_concern, publish_bulletin, withdraw_bulletin
from gongjian.civic.matters.actions.closing import ask_raiser, confirm_matter, deem_matter, reopen_matter
from gongjian.civic.matters.actions.groups import (
    form_group,
    lend_people,
    release_people,
    relocate_group,
    transfer_people,
)
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
from gongjian.civic.matters.actions.roads import (
    end_road_chief,
    end_segment,
    name_road_chief,
    take_segment,
    transfer_road_chief,
    transfer_segment,
)
from gongjian.civic.matters.actions.rules import set_rulebook
from gongjian.civic.matters.actions.whistles import note_arrival, note_contact, whistle
from gongjian.civic.matters.actions.works import check_site, write_opinion

__all__ = [
    "accept_leg",
    "answer_concern",
    "ask_raiser",
    "call_help",
    "certify_help",
    "check_site",
    "climb_leg",
    "confirm_matter",
    "decline_leg",
    "deem_matter",
    "end_road_chief",
    "end_segment",
    "finish_leg",
    "form_group",
    "hand_on",
    "lend_people",
    "log_concern",
    "name_road_chief",
    "note_arrival",
    "note_contact",
    "open_leg",
    "pause_leg",
    "publish_bulletin",
    "raise_matter",
    "release_people",
    "relocate_group",
    "relocate_matter",
    "reopen_matter",
    "resume_leg",
    "set_rulebook",
    "set_visibility",
    "take_segment",
    "transfer_leg",
    "transfer_people",
    "transfer_raiser",
    "transfer_road_chief",
    "transfer_segment",
    "whistle",
    "withdraw_bulletin",
    "write_opinion",
]
