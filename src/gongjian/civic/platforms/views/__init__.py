"""The pages of platforms: meetings, and the committees with their seats."""

from gongjian.civic.platforms.views.committees import list_outside, list_platforms, show_platform
from gongjian.civic.platforms.views.meetings import list_meetings, show_meeting
from gongjian.civic.platforms.views.seats import admit, end_seat, set_criterion
from gongjian.civic.platforms.views.threads import list_threads, show_pair, show_thread, write_entry

__all__ = [
    "admit",
    "end_seat",
    "list_meetings",
    "list_outside",
    "list_platforms",
    "list_threads",
    "set_criterion",
    "show_meeting",
    "show_pair",
    "show_platform",
    "show_thread",
    "write_entry",
]
