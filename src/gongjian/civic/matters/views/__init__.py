"""The pages of matters, by noun."""

from gongjian.civic.matters.views.bulletins import (
    answer_concern,
    log_concern,
    publish_bulletin,
    read_bulletin,
    show_bulletin,
    withdraw_bulletin,
)
from gongjian.civic.matters.views.groups import form_group, lend_people, list_groups, release_people, show_group
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
from gongjian.civic.matters.views.roads import (
    end_road_chief,
    end_segment,
    list_roads,
    name_road_chief,
    show_road,
    take_segment,
)
from gongjian.civic.matters.views.rules import set_rulebook, show_rulebook
from gongjian.civic.matters.views.whistles import note_arrival, note_contact, whistle
from gongjian.civic.matters.views.works import check_site, write_opinion

__all__ = [
    "accept_leg",
    "answer_concern",
    "ask_raiser",
    "call_help",
    "certify_help",
    "check_site",
    "confirm_matter",
    "decline_leg",
    "end_road_chief",
    "end_segment",
    "finish_leg",
    "form_group",
    "hand_on",
    "lend_people",
    "list_groups",
    "list_matters",
    "list_roads",
    "log_concern",
    "name_road_chief",
    "note_arrival",
    "note_contact",
    "pause_leg",
    "publish_bulletin",
    "raise_matter",
    "read_bulletin",
    "release_people",
    "reopen_matter",
    "resume_leg",
    "set_rulebook",
    "set_visibility",
    "show_bulletin",
    "show_group",
    "show_matter",
    "show_road",
    "show_rulebook",
    "take_segment",
    "whistle",
    "withdraw_bulletin",
    "write_opinion",
]
