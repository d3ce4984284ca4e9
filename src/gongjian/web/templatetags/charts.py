"""The pictures: `{% load charts %}`. Each stands with its numbers in words or in a table that opens."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongjian.web.charts.axis import Mark, Row, axis_picture
from gongjian.web.charts.bars import BandRow, Bar, bar, grade_bar, longest
from gongjian.web.charts.heat import MONTHS, HeatRow, month_heat_picture, whole_percent
from gongjian.web.charts.network import Base, Node, network_picture
from gongjian.web.charts.scenes import (
    building_picture,
    corridor_picture,
    hundred_picture,
    road_picture,
    squares_picture,
)
from gongjian.web.components.library import draw

register = template.Library()

Rows = Sequence[Sequence[str | int]]


@dataclass(frozen=True)
class Key:
    """A line of a legend."""

    kind: str
    word: str


def svg(picture: str) -> SafeString:
    """Return what the pen wrote as safe text: it escapes all words itself."""
    return mark_safe(picture)  # noqa: S308


def chart(picture: str, head: Sequence[str], rows: Rows, legend: Sequence[Key] = ()) -> SafeString:
    """Draw a picture, its legend, and its table behind a switch if there are rows."""
    return draw("chart", picture=svg(picture), head=head, rows=rows, legend=legend)


@register.simple_tag
def grade_bars(
    *,
    rows: Sequence[BandRow],
    columns: Sequence[str],
    caption: str,
    limit: int | None = None,
    limit_word: str = "",
) -> SafeString:
    """Draw a table with a bar a row: how many of each class reached which grade. `limit` (basis points) is a mark."""
    drawn = [{"row": row, "total": sum(row.counts), "picture": svg(grade_bar(row.counts, limit=limit))} for row in rows]
    sums = [sum(counts) for counts in zip(*(row.counts for row in rows), strict=True)]
    return draw(
        "grade_bars", rows=drawn, columns=columns, caption=caption, sums=sums, whole=sum(sums), limit_word=limit_word
    )


@register.simple_tag
def tree_bars(*, rows: Sequence[Bar], unit: str = "points") -> SafeString:
    """Draw each part of a score as a bar in the frame of what it could give; `unit` is points or count."""
    if unit not in {"points", "count"}:
        raise template.TemplateSyntaxError(f"unit is points or count, not “{unit}”")
    most = longest(rows)
    drawn = [{"bar": row, "picture": svg(bar(row.value, most, out_of=row.out_of))} for row in rows]
    return draw("tree_bars", rows=drawn, unit=unit)


@register.simple_tag
def month_heat(*, rows: Sequence[HeatRow], label: str, first: str, open_month: int | None = None) -> SafeString:
    """Draw streets by months; `first` heads the column of streets, `open_month` is still being worked on."""
    months = [_("{month}月").format(month=month) for month in range(1, MONTHS + 1)]
    picture = month_heat_picture(rows, months=months, label=label, open_month=open_month)
    table = [[row.label, *("—" if share is None else whole_percent(share) for share in row.shares)] for row in rows]
    legend = [
        Key("f1", _("70 以下")),
        Key("f2", "70–79"),
        Key("f3", "80–89"),
        Key("f4", "90–94"),
        Key("f5", _("95 以上")),
    ]
    if open_month:
        legend.append(Key("f1 wip", _("还在核对")))
    return chart(picture, [first, *months], table, legend)


@register.simple_tag
def corridor(*, panels: int, length: str, label: str, head: Sequence[str] = (), rows: Rows = ()) -> SafeString:
    """Draw a corridor of boards."""
    return chart(corridor_picture(panels, length=length, label=label), head, rows)


@register.simple_tag
def road(*, themes: Sequence[str], label: str, head: Sequence[str] = (), rows: Rows = ()) -> SafeString:
    """Draw a road of themes."""
    return chart(road_picture(themes, label=label), head, rows)


@register.simple_tag
def building(*, floors: int, label: str, head: Sequence[str] = (), rows: Rows = ()) -> SafeString:
    """Draw a house."""
    return chart(building_picture(floors, label=label), head, rows)


@register.simple_tag
def hundred(*, on: int, of: int, label: str, head: Sequence[str] = (), rows: Rows = ()) -> SafeString:
    """Draw `on` of `of` as small squares."""
    return chart(hundred_picture(on, of, label=label), head, rows)


@register.simple_tag
def squares(*, done: int, total: int, label: str, half: int = 0) -> SafeString:
    """Draw promises kept as squares; small enough to stand inside a figure."""
    return svg(squares_picture(done, total, half=half, label=label))


@register.simple_tag
def network(*, core: Node, bases: Sequence[Base], label: str, firm: str, loose: str) -> SafeString:
    """Draw a core, its bases and their nodes; `firm` and `loose` name the two kinds of nodes."""
    picture = svg(network_picture(core, bases, label=label))
    return draw("network", picture=picture, core=core, bases=bases, firm=firm, loose=loose)


@register.simple_tag
def day_axis(
    *,
    rows: Sequence[Row],
    marks: Sequence[Mark],
    length: int,
    label: str,
    legend: Sequence[Key] = (),
    head: Sequence[str] = (),
    table: Rows = (),
) -> SafeString:
    """Draw who had a thing when, on an axis of days; `table` says the same in numbers."""
    return chart(axis_picture(rows, marks, length=length, label=label), head, table, legend)
