"""Bars: grades by class, parts of a score, lists of anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.web.charts.pen import element, percent, picture, rectangle


@dataclass(frozen=True)
class BandRow:
    """A class of units: how many reached each grade, from the best."""

    label: str
    counts: Sequence[int]
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """A row of a bar list: a value, and how large it could have been if that is known. Any one unit."""

    label: str
    value: int | None
    out_of: int | None = None
    url: str = ""


def grade_bar(counts: Sequence[int], *, limit: int | None = None) -> str:
    """Return one bar cut into shares, with a mark at `limit` basis points if given."""
    whole, left, parts = sum(counts), 0, []
    for place, size in enumerate(counts, start=1):
        if size:
            parts.append(rectangle(percent(left, whole), 0, percent(size, whole), "100%", f"k{place}"))
        left += size
    if limit is not None and whole:
        at = percent(limit, 10_000)
        parts.append(element("line", {"class": "limit", "x1": at, "x2": at, "y1": -3, "y2": "130%"}))
    return picture("grade-bar", *parts, label="")


def bar(value: int | None, most: int, *, out_of: int | None = None) -> str:
    """Return a bar of `value` on a scale that ends at `most`; with `out_of` in the frame of what it could have been."""
    parts = []
    if out_of is not None:
        parts.append(rectangle(0, ".5", percent(out_of, most), 11, "room", round=2))
    if value:
        parts.append(rectangle(0, 0, percent(min(value, most), most), 12, "got", round=2))
    return picture("one-bar", *parts, label="", height=12)


def longest(bars: Sequence[Bar]) -> int:
    """Return the end of the common scale of a list of bars."""
    return max((bar.out_of if bar.out_of is not None else bar.value or 0 for bar in bars), default=0)
