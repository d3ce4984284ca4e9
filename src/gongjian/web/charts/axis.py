"""An axis of days: who had a thing when, one row for each, cut into spells; with today and the last day."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.web.charts.pen import element, percent, picture, rectangle, title, word

HEAD, ROW, BAR = 32, 40, 14
NEAR, NEAR_ON_A_PHONE = 12, 32  # per cent: two days closer than this are not both written
EDGE = 90  # per cent: words beyond end at their day


@dataclass(frozen=True)
class Stretch:
    """A part of a row, in days from the beginning; `kind` is a class of the style sheet, `told` for the pointer."""

    kind: str
    first: int
    last: int
    told: str


@dataclass(frozen=True)
class Row:
    """Who, what it says below, and the stretches in order."""

    label: str
    note: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True)
class Mark:
    """A day on the axis. `kind` is "tick", "today" or "due"."""

    kind: str
    at: int
    word: str


def axis_picture(rows: Sequence[Row], marks: Sequence[Mark], *, length: int, label: str) -> str:
    """Return the picture; `length` is the number of days that the axis spans."""
    length = max(1, length)
    height = HEAD + ROW * len(rows)
    lines = [rectangle("-100%", HEAD + ROW * place, "200%", ROW, "lane") for place in range(1, len(rows), 2)]
    days = [_mark(mark, length, height) for mark in marks]
    words = [_word(mark, length, is_wide) for mark, is_wide in written(marks, length)]
    bars = [_row(row, HEAD + ROW * place, length) for place, row in enumerate(rows)]
    return picture("days", *lines, *days, *words, *bars, label=label, height=height)


def written(marks: Sequence[Mark], length: int) -> list[tuple[Mark, bool]]:
    """Return the marks that are written, with whether only where there is room: none too close to a weightier one."""
    weight = {"today": 0, "due": 1, "tick": 2}
    kept: list[tuple[Mark, bool]] = []
    for mark in sorted(marks, key=lambda one: (weight[one.kind], one.at)):
        nearest = min((abs(mark.at - other.at) for other, _is_wide in kept), default=length)
        if nearest * 100 >= NEAR * length:
            kept.append((mark, nearest * 100 < NEAR_ON_A_PHONE * length))
    return kept


def _mark(mark: Mark, length: int, height: int) -> str:
    at = percent(mark.at, length)
    top = HEAD - 8 if mark.kind == "tick" else HEAD - 12
    return element("line", {"class": mark.kind, "x1": at, "x2": at, "y1": top, "y2": height})


def _word(mark: Mark, length: int, is_wide: bool) -> str:
    where = "end" if mark.at * 100 > EDGE * length else "mid" if mark.at else ""
    wide = " only-wide" if is_wide else ""
    return word(mark.word, percent(mark.at, length), 14, f"{where}{wide} {mark.kind}-word".strip())


def _row(row: Row, top: int, length: int) -> str:
    name = word(row.label, "-9.5rem", top + 17, "name") + word(row.note, "-9.5rem", top + 33, "note")
    return name + "".join(_stretch(one, top + (ROW - BAR) // 2, length) for one in row.stretches)


def _stretch(one: Stretch, top: int, length: int) -> str:
    at = percent(one.first, length)
    if one.last <= one.first:  # came and went within a day: a stroke
        line = {"class": f"brief {one.kind}", "x1": at, "x2": at, "y1": top, "y2": top + BAR}
        return element("line", line, title(one.told))
    return rectangle(at, top, percent(one.last - one.first, length), BAR, one.kind, title(one.told))
