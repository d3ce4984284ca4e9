"""Whether enough came to a meeting to decide, by the rule of the platform on that day."""

from typing import NamedTuple

from gongjian.civic.platforms.models import Attendance, Meeting, MeetingRule
from gongjian.methods.meetings import is_quorate

HALF_BP = 5000  # what has to be exceeded where a platform has no rule of its own


class Quorum(NamedTuple):
    """How many seats were due and came, whether that is enough, and the shares to be exceeded."""

    due: int
    present: int
    is_quorate: bool
    quorum_bp: int
    majority_bp: int

    @property
    def needed(self) -> int:
        """How many have to come at least."""
        return self.due * self.quorum_bp // 10_000 + 1


def quorum_of(meeting: Meeting) -> Quorum:
    """Return who was due and came to a held meeting, and whether it may decide."""
    states = list(meeting.attendances.exclude(state=Attendance.State.OBSERVER).values_list("state", flat=True))
    rule = MeetingRule.objects.on(meeting.day).filter(platform=meeting.platform_id).first()
    quorum_bp, majority_bp = (rule.quorum_bp, rule.majority_bp) if rule else (HALF_BP, HALF_BP)
    present = states.count(Attendance.State.PRESENT)
    return Quorum(len(states), present, is_quorate(present, len(states), quorum_bp), quorum_bp, majority_bp)
