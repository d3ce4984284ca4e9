"""Who was asked to a meeting and what they replied; the lines of the sheet that is signed."""

from dataclasses import dataclass
from functools import cached_property

from gongjian.civic.platforms.models import Invitation, Meeting
from gongjian.civic.platforms.queries.meetings import due
from gongjian.civic.registry.models import Organisation, Reach

MOST_SIMILAR = 4


@dataclass(frozen=True)
class Line:
    """One organisation that is to come, with what it was asked and replied, if it was."""

    organisation: Organisation
    is_observer: bool
    invitation: Invitation | None

    @property
    def reply(self) -> str:
        return self.invitation.reply if self.invitation else ""

    @property
    def delegate(self) -> str:
        return (self.invitation.delegate or "") if self.invitation else ""

    @property
    def is_on_leave(self) -> bool:
        return self.reply == Invitation.Reply.LEAVE


class Asked:
    """The seats of the day of a meeting and its observers, by what they replied."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @cached_property
    def lines(self) -> list[Line]:
        """Those with a seat that day, in the order of their names, then the observers."""
        rows = self.meeting.invitations.select_related("organisation").order_by("organisation__sort_key", "pk")
        asked = {row.organisation_id: row for row in rows}
        for row in asked.values():
            row.meeting = self.meeting
        seats = due(self.meeting)
        keys = {one.pk for one in seats}
        guests = [row for row in asked.values() if row.is_observer and row.organisation_id not in keys]
        return [Line(one, False, asked.get(one.pk)) for one in seats] + [
            Line(row.organisation, True, row) for row in guests
        ]

    @property
    def seats(self) -> list[Line]:
        return [line for line in self.lines if not line.is_observer]

    @property
    def observers(self) -> list[Line]:
        return [line for line in self.lines if line.is_observer]

    @property
    def coming(self) -> list[Line]:
        return [line for line in self.seats if line.reply == Invitation.Reply.COMING]

    @property
    def on_leave(self) -> list[Line]:
        return [line for line in self.seats if line.is_on_leave]

    @property
    def silent(self) -> list[Line]:
        """Those that were asked and have not replied."""
        return [line for line in self.seats if line.invitation is not None and not line.reply]

    @property
    def unasked(self) -> list[Line]:
        """Those that got their seat after the others were asked."""
        return [line for line in self.seats if line.invitation is None]

    def own(self, reach: Reach) -> list[Invitation]:
        """Return the invitations of the reader's own bodies: of the organisation, or of the very area it governs."""
        return [
            line.invitation
            for line in self.lines
            if line.invitation is not None
            and (line.organisation.pk in reach.organisations or _governs(line.organisation, reach))
        ]


def _governs(organisation: Organisation, reach: Reach) -> bool:
    return organisation.governs_id is not None and organisation.path in reach.paths


def bearers(name: str) -> list[Organisation]:
    """Return the organisations of today that bear a name; the names of all are public."""
    return list(Organisation.objects.filter(name=name, closed_date=None).order_by("pk")[:2])


def similar_names(said: str) -> list[str]:
    """Return a few names of today in which what was said occurs."""
    found = Organisation.objects.filter(search__says=said, closed_date=None).order_by("sort_key", "pk")
    return list(found.values_list("name", flat=True)[:MOST_SIMILAR])
