"""Every write of platforms."""

from gongjian.civic.platforms.actions.agenda import move_item, put_on_agenda, withdraw_item, write_discussion
from gongjian.civic.platforms.actions.meetings import (
    cancel_meeting,
    convene_meeting,
    correct_attendance,
    hold_meeting,
    invite_observer,
    move_meeting,
    plan_meeting,
    reply_invitation,
    transfer_invitation,
)
from gongjian.civic.platforms.actions.minutes import (
    answer_objection,
    circulate_minutes,
    confirm_minutes,
    raise_objection,
    withdraw_minutes,
)
from gongjian.civic.platforms.actions.platforms import change_secretary, establish_platform, set_criterion
from gongjian.civic.platforms.actions.reports import appraise_report, report_seat
from gongjian.civic.platforms.actions.resolutions import adopt_resolution, override_quorum, return_to_agenda
from gongjian.civic.platforms.actions.rules import set_meeting_rule
from gongjian.civic.platforms.actions.seats import admit, carry_seats, end_seat, move_seat
from gongjian.civic.platforms.actions.talks import note_finding, settle_finding, write_stage
from gongjian.civic.platforms.actions.templates import retire_template, save_template
from gongjian.civic.platforms.actions.threads import open_thread, write_entry

__all__ = [
    "admit",
    "adopt_resolution",
    "answer_objection",
    "appraise_report",
    "cancel_meeting",
    "carry_seats",
    "change_secretary",
    "circulate_minutes",
    "confirm_minutes",
    "convene_meeting",
    "correct_attendance",
    "end_seat",
    "establish_platform",
    "hold_meeting",
    "invite_observer",
    "move_item",
    "move_meeting",
    "move_seat",
    "note_finding",
    "open_thread",
    "override_quorum",
    "plan_meeting",
    "put_on_agenda",
    "raise_objection",
    "reply_invitation",
    "report_seat",
    "retire_template",
    "return_to_agenda",
    "save_template",
    "set_criterion",
    "set_meeting_rule",
    "settle_finding",
    "transfer_invitation",
    "withdraw_item",
    "withdraw_minutes",
    "write_discussion",
    "write_entry",
    "write_stage",
]
