"""One thing to do, whoever found it."""

from dataclasses import dataclass
from datetime import date, timedelta

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Duty:
    """One thing to do: what, for whom, until when, and where to do it."""

    title: str
    detail: str
    url: str
    button: str
    due: date | None
    minutes: int = 2

    def state(self, today: date) -> str:
        """Return the sign of its urgency: late, soon or open."""
        if self.due is None:
            return "open"
        return "late" if self.due < today else "soon" if self.due <= today + SOON else "open"

    def days_left(self, today: date) -> int:
        """Return how many days are left; below zero when it is overdue."""
        return (self.due - today).days if self.due else 0

    def days_late(self, today: date) -> int:
        """Return how many days it is overdue, or 0."""
        return max(0, -self.days_left(today))
