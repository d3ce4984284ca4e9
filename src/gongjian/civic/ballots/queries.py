"""A ballot meeting as its page shows it: the counts, and the sentence that balances them."""

from dataclasses import dataclass

from gongjian.civic.ballots.models import Count, Session
from gongjian.web.words import ratio


@dataclass(frozen=True)
class Row:
    """The marks for one body, and the share of those who are satisfied, basis points."""

    count: Count
    valid: int
    satisfied: int | None


def rows_of(session: Session) -> list[Row]:
    """Return the counts of a session by the sound of the name, never by the number of marks."""
    counts = session.counts.select_related("organisation").order_by("organisation__sort_key", "pk")
    return [_row(count) for count in counts]


def _row(count: Count) -> Row:
    valid = count.good + count.fairly_good + count.fair + count.poor
    return Row(count, valid, ratio(count.good + count.fairly_good, valid))
