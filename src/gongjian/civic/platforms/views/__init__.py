"""The pages of platforms: meetings, and the committees with their seats."""

from gongjian.civic.platforms.views.agenda import (
    adopt_resolution,
    list_resolutions,
    move_item,
    override_quorum,
    put_on_agenda,
    return_to_agenda,
    withdraw_item,
    write_discussion,
)
from gongjian.civic.platforms.views.committees import list_outside, list_platforms, show_platform
from gongjian.civic.platforms.views.feed import show_feed, show_subscription
from gongjian.civic.platforms.views.invitations import (
    convene_meeting,
    correct_attendance,
    hold_meeting,
    invite_observer,
    reply_invitation,
    show_sheet,
)
from gongjian.civic.platforms.views.meetings import cancel_meeting, list_meetings, plan_meeting, show_meeting
from gongjian.civic.platforms.views.minutes import (
    answer_objection,
    circulate_minutes,
    confirm_minutes,
    raise_objection,
    show_minutes,
    withdraw_minutes,
)
from gongjian.civic.platforms.views.papers import minutes_docx, notice_docx, show_minutes_paper, sign_in_docx
from gongjian.civic.platforms.views.reports import appraise_report, report_seat, show_report
from gongjian.civic.platforms.views.rules import (
    list_duties,
    list_templates,
    retire_template,
    save_template,
    set_meeting_rule,
)
from gongjian.civic.platforms.views.seats import admit, end_seat, set_criterion
from gongjian.civic.platforms.views.talks import note_finding, settle_finding, write_stage
from gongjian.civic.platforms.views.threads import list_threads, show_pair, show_thread, write_entry

__all__ = [
    "admit",
    "adopt_resolution",
    "answer_objection",
    "appraise_report",
    "cancel_meeting",
    "circulate_minutes",
    "confirm_minutes",
    "convene_meeting",
    "correct_attendance",
    "end_seat",
    "hold_meeting",
    "invite_observer",
    "list_duties",
    "list_meetings",
    "list_outside",
    "list_platforms",
    "list_resolutions",
    "list_templates",
    "list_threads",
    "minutes_docx",
    "move_item",
    "note_finding",
    "notice_docx",
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
    "show_feed",
    "show_meeting",
    "show_minutes",
    "show_minutes_paper",
    "show_pair",
    "show_platform",
    "show_report",
    "show_sheet",
    "show_subscription",
    "show_thread",
    "sign_in_docx",
    "withdraw_item",
    "withdraw_minutes",
    "write_discussion",
    "write_entry",
    "write_stage",
]
