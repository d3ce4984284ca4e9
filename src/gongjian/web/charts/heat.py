"""A street a row, a month a column: how much of something was reached, by shade and by number."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.web.charts.pen import element, percent, picture, rectangle, title, word

MONTHS = 12
ROW = 24
HEAD = 20
CELL = 21
LABEL_AT = "-4.25rem"
LIMITS = (7000, 8000, 9000, 9500)


@dataclass(frozen=True)
class HeatRow:
    """A street: twelve shares in basis points, None where nothing is known yet."""

    label: str
    shares: Sequence[int | None]
    url: str = ""


def month_heat_picture(
    rows: Sequence[HeatRow], *, months: Sequence[str], label: str, open_month: int | None = None
) -> str:
    """Return the picture; `months` are the twelve column heads, `open_month` (1…12) is still being worked on."""
    heads = [
        word(name, middle(column), 14, f"mid only-wide{ahead}")
        + word(str(column + 1), middle(column), 14, f"mid only-narrow{ahead}")
        for column, name in enumerate(months)
        for ahead in [" lo" if is_ahead(rows, column) else ""]
    ]
    lines = [street(row, HEAD + ROW * place, months, open_month) for place, row in enumerate(rows)]
    role = "group" if any(row.url for row in rows) else "img"
    return picture("heat", *heads, *lines, label=label, role=role, height=HEAD + ROW * len(rows))


def street(row: HeatRow, top: int, months: Sequence[str], open_month: int | None) -> str:
    """Return one row: its name, then its cells."""
    name = word(row.label, LABEL_AT, top + 15, "name")
    cells = [
        cell(share, column, top, f"{row.label} {months[column]}", is_open=column + 1 == open_month)
        for column, share in enumerate(row.shares)
    ]
    return (element("a", {"href": row.url}, name) if row.url else name) + "".join(cells)


def cell(share: int | None, column: int, top: int, spoken: str, *, is_open: bool) -> str:
    """Return one cell: a shade and the whole per cent, or an empty frame."""
    x, width = percent(200 * column + 6, 200 * MONTHS), percent(188, 200 * MONTHS)
    if share is None:
        return rectangle(x, top, width, CELL, "blank")
    shown = whole_percent(share)
    kind = f"f{shade(share)}{' wip' if is_open else ''}"
    return rectangle(x, top, width, CELL, kind, title(f"{spoken} {shown}%")) + word(
        str(shown), middle(column), top + 15, "mid on"
    )


def shade(share: int) -> int:
    """Return the shade 1…5 of a share in basis points."""
    return 1 + sum(share >= limit for limit in LIMITS)


def whole_percent(share: int) -> int:
    """Return basis points as whole per cent, rounded half up."""
    return (share + 50) // 100


def middle(column: int) -> str:
    """Return the middle of a column."""
    return percent(2 * column + 1, 2 * MONTHS)


def is_ahead(rows: Sequence[HeatRow], column: int) -> bool:
    """Return whether no row knows anything about this month yet."""
    return all(row.shares[column] is None for row in rows)
