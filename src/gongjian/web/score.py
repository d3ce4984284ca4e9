"""A score that opens down to its sources."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ScoreNode:
    """One line of a score: what counts, how it was reckoned, what it gave.

    points    centipoints; None is shown as a dash
    out_of    centipoints it could have given; None is not shown
    how       the reckoning in figures, such as "90.45 × 40%"
    note      a small sentence under the label
    link      the address of the source
    is_open   shown opened at first
    is_asked  marked: this line waits for the reader
    is_extra  points added or taken off, shown with their sign
    """

    label: str
    points: int | None
    how: str = ""
    note: str = ""
    out_of: int | None = None
    link: str = ""
    children: Sequence["ScoreNode"] = field(default_factory=tuple)
    is_open: bool = False
    is_asked: bool = False
    is_extra: bool = False
