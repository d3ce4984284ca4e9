"""What is noted beside the events: who came in, who read about a person, who took a list away."""

from datetime import datetime

from gongjian.accounts.models import User
from gongjian.ledger.models import Access

MOST = 200  # characters of a subject or reason


def note_access(user: User | None, kind: str, subject: str, reason: str, at: datetime) -> Access:
    """Note that somebody came in, read about a person or took a list away; user None for a name nobody has."""
    return Access.objects.create(user=user, kind=kind, subject=subject[:MOST], reason=reason[:MOST], at=at)
