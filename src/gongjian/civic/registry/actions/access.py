"""What is noted beside the events: who came in, who read about a person, who took a list away."""

from datetime import datetime

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Office
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.may import Ask, decide
from gongjian.ledger.models import Access

MOST = 200  # characters of a subject or reason


def note_access(user: User | None, kind: str, subject: str, reason: str, at: datetime) -> Access:
    """Note that somebody came in, read about a person or took a list away; user None for a name nobody has."""
    return Access.objects.create(user=user, kind=kind, subject=subject[:MOST], reason=reason[:MOST], at=at)


def read_contact(actor: User, office: Office, /, *, reason: str, at: datetime) -> Access:
    """Note who looks at the name and number of an office's holder, and why; refuse whom it does not concern."""
    ask = Ask(office, at)
    if not decide(actor, "registry.read_contact", ask):
        raise NotAllowed("registry.read_contact", ask)
    return note_access(actor, Access.Kind.READ_PERSONAL, str(office), reason, at)
