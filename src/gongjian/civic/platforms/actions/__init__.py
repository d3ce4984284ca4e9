"""Every write of platforms."""

from gongjian.civic.platforms.actions.meetings import hold_meeting, move_meeting, plan_meeting
from gongjian.civic.platforms.actions.platforms import change_secretary, establish_platform, set_criterion
from gongjian.civic.platforms.actions.seats import admit, carry_seats, end_seat, move_seat

__all__ = [
    "admit",
    "carry_seats",
    "change_secretary",
    "end_seat",
    "establish_platform",
    "hold_meeting",
    "move_meeting",
    "move_seat",
    "plan_meeting",
    "set_criterion",
]
