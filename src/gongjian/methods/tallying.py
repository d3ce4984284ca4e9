"""How a ballot session is counted: what was handed out, what came back, and whether it adds up.

Abstained and spoiled ballots count as returned. An unreadable mark spoils only its own line.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gongjian.methods.refusals import Refused
from gongjian.methods.scoring import half_up

FULL = 10_000
LEAST_SHOWN = 5  # a breakdown of fewer ballots could tell who voted how


class TallyRefused(Refused):
    """A count that cannot be declared."""


class CountBelowZero(TallyRefused):
    """A number of people or ballots below zero."""

    sentence = "{field} is {found}: nothing can be counted less than 0 times."


class MorePresentThanDue(TallyRefused):
    """More representatives present than the roll holds."""

    sentence = "{found} are present, but only {expected} are on the roll."


class MoreIssuedThanPresent(TallyRefused):
    """More ballots handed out than representatives present."""

    sentence = "{found} ballots were issued to {expected} present."


class MoreReturnedThanIssued(TallyRefused):
    """More ballots back than handed out: the session is void and must be held again."""

    sentence = "{found} ballots were returned, but only {expected} issued: the ballot is void."


class MoreSpoiledThanReturned(TallyRefused):
    """More spoiled ballots than came back."""

    sentence = "{found} ballots are spoiled, but only {expected} were returned."


class PaperDoesNotAddUp(TallyRefused):
    """Printed ballots that are neither handed out nor left over."""

    sentence = "Issued and unused ballots are {found}, but {expected} were printed."


class TooFewPresent(TallyRefused):
    """Not more than the quorum's share of those due are present: the meeting is not valid."""

    sentence = "{found} are present; more than {expected} are needed."


class TargetCountedTwice(TallyRefused):
    """Two counts for one target."""

    sentence = "{found} is counted twice."


class MarksDoNotAddUp(TallyRefused):
    """Marks, abstentions and spoiled lines of a target that are not as many as the valid ballots with its line."""

    sentence = "{field} has {found} marks, abstentions and spoiled lines, but {expected} valid ballots."


class EntriesDiffer(TallyRefused):
    """Two people who entered the same ballots and came to other numbers; `found` and `expected` are the two."""

    sentence = "{field}: the first entry says {found}, the second {expected}."


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came, and what became of the ballots, on paper and on screen together.

    due, present              representatives on the roll, and in the hall
    issued, returned          ballots handed out and back; spoiled are among the returned
    printed, unused           ballots on paper before and after; None where nothing was printed
    """

    due: int
    present: int
    issued: int
    returned: int
    spoiled: int = 0
    printed: int | None = None
    unused: int | None = None

    @property
    def valid(self) -> int:
        """Ballots that are counted: returned and not spoiled as a whole."""
        return self.returned - self.spoiled


@dataclass(frozen=True, slots=True)
class TargetCount:
    """The count for one target.

    target         what is rated: any identifier
    options        option -> marks
    abstained      lines without a mark, or marked as unable to judge
    spoiled_lines  lines nobody can read
    ballots        valid ballots that had this line, where there are several forms; None: all valid ballots
    """

    target: int | str
    options: Mapping[str, int]
    abstained: int = 0
    spoiled_lines: int = 0
    ballots: int | None = None

    @property
    def valid(self) -> int:
        """Marks that are counted."""
        return sum(self.options.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """A session that adds up. Shares are basis points, rounded half up.

    present_bp   present of due
    returned_bp  returned of issued
    """

    attendance: Attendance
    present_bp: int
    returned_bp: int
    targets: tuple[TargetCount, ...] = field(default=())


def reconcile(attendance: Attendance, targets: Iterable[TargetCount], *, quorum_bp: int = 5000) -> Tally:
    """Return the tally of a session, or refuse one that does not add up.

    attendance  of the session
    targets     one count each
    quorum_bp   more than this share of those due must be present, basis points
    raises      a subclass of TallyRefused, for the first fault met
    source      docs/tables.md has what follows from the counts; customary rules of 民主评议

    >>> count = TargetCount("a unit", {"GOOD": 30, "FAIRLY_GOOD": 10, "FAIR": 4, "POOR": 1}, abstained=2)
    >>> reconcile(Attendance(due=52, present=50, issued=50, returned=48, spoiled=1), [count]).returned_bp
    9600
    """
    _check_attendance(attendance)
    if attendance.present * FULL <= attendance.due * quorum_bp:
        raise TooFewPresent("present", attendance.present, attendance.due * quorum_bp // FULL)
    counted: list[TargetCount] = []
    for count in targets:
        if any(count.target == other.target for other in counted):
            raise TargetCountedTwice("targets", count.target)
        _check_target(count, attendance.valid)
        counted.append(count)
    present_bp = half_up(FULL * attendance.present, attendance.due)
    returned_bp = half_up(FULL * attendance.returned, attendance.issued) if attendance.issued else 0
    return Tally(attendance, present_bp, returned_bp, tuple(counted))


def _check_attendance(attendance: Attendance) -> None:
    for name in ("due", "present", "issued", "returned", "spoiled", "printed", "unused"):
        number = getattr(attendance, name)
        if number is not None and number < 0:
            raise CountBelowZero(name, number)
    if attendance.present > attendance.due:
        raise MorePresentThanDue("present", attendance.present, attendance.due)
    if attendance.issued > attendance.present:
        raise MoreIssuedThanPresent("issued", attendance.issued, attendance.present)
    if attendance.returned > attendance.issued:
        raise MoreReturnedThanIssued("returned", attendance.returned, attendance.issued)
    if attendance.spoiled > attendance.returned:
        raise MoreSpoiledThanReturned("spoiled", attendance.spoiled, attendance.returned)
    if attendance.printed is not None and attendance.issued + (attendance.unused or 0) != attendance.printed:
        raise PaperDoesNotAddUp("printed", attendance.issued + (attendance.unused or 0), attendance.printed)


def _check_target(count: TargetCount, valid: int) -> None:
    numbers = {**count.options, "abstained": count.abstained, "spoiled_lines": count.spoiled_lines}
    for name, number in numbers.items():
        if number < 0:
            raise CountBelowZero(f"{count.target}.{name}", number)
    ballots = valid if count.ballots is None else count.ballots
    if not 0 <= ballots <= valid or sum(numbers.values()) != ballots:
        raise MarksDoNotAddUp(str(count.target), sum(numbers.values()), ballots if ballots <= valid else valid)


def agreed_entry(first: Sequence[TargetCount], second: Sequence[TargetCount]) -> tuple[TargetCount, ...]:
    """Return the count that two people entered independently, if they agree.

    first, second  the counts of the same ballots, in any order
    returns        the counts, in the order of the first
    raises         EntriesDiffer, for the first difference met
    """
    theirs = {count.target: count for count in second}
    if theirs.keys() != {count.target for count in first}:
        raise EntriesDiffer("targets", [count.target for count in first], list(theirs))
    for count in first:
        if count != theirs[count.target]:
            raise EntriesDiffer(str(count.target), count, theirs[count.target])
    return tuple(first)


def is_shown(ballots: int, *, least: int = LEAST_SHOWN) -> bool:
    """Return whether a breakdown over so many ballots may be shown at all.

    >>> is_shown(4), is_shown(5)
    (False, True)
    """
    return ballots >= least
