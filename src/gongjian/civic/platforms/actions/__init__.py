"""Every write of platforms."""

from gongjian.civic.platforms.actions.meetings import hold_meeting, move_meeting, plan_meeting
from gongjian.civic.platforms.actions.platforms import change_secretary, establish_platform, set_criterion
from gongjian.civic.platforms.actions.reports import appraise_report, report_seat
from gongjian.civic.platforms.actions.seats import admit, carry_seats, end_seat, move_seat
from gongjian.civic.platforms.actions.talks import note_finding, settle_finding, write_stage
from gongjian.civic.platforms.actions.threads import open_thread, write_entry

__all__ = [
    "admit",
    "appraise_report",
    "carry_seats",
    "change_secretary",
    "end_seat",
    "establish_platform",
    "hold_meeting",
    "move_meeting",
    "move_seat",
    "note_finding",
    "open_thread",
    "plan_meeting",
    "report_seat",
    "set_criterion",
    "settle_finding",
    "write_entry",
    "write_stage",
]
