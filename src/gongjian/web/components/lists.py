"""Lists: rows, pages of rows, what happened one after another, and scores that open."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.safestring import SafeString

from gongjian.web.components.library import draw, one_of, register, trim
from gongjian.web.score import ScoreNode
from gongjian.web.words import moment

SIZES = (25, 50, 100)


@register.simple_block_tag
def data_table(content: SafeString, *, caption: str, cards: bool = True, kind: str = "") -> SafeString:
    """Draw a table. On a phone its rows become cards (each td needs data-label); without `cards` it scrolls."""
    return draw("data_table", content=content, caption=caption, cards=cards, kind=kind)


@register.simple_block_tag(takes_context=True)
def sort_head(context: dict[str, Any], content: SafeString, *, key: str, numeric: bool = False) -> SafeString:
    """Draw a column head that sorts: the query key `sort` is `key`, then `-key`."""
    query: QueryDict = context["request"].GET
    order = {key: "ascending", f"-{key}": "descending"}.get(query.get("sort", ""), "")
    following = f"-{key}" if order == "ascending" else key
    url = with_query(query, sort=following, page=None)
    return draw("sort_head", content=trim(content), url=url, order=order, numeric=numeric)


@register.simple_tag(takes_context=True)
def pager(
    context: dict[str, Any], *, page: Page[Any], unit: str = "", sizes: bool = False, plain: bool = False
) -> SafeString:
    """Draw the page numbers of a list, keeping the rest of the query; `sizes` offers 25, 50 and 100 rows."""
    query: QueryDict = context["request"].GET
    paginator = page.paginator
    ellipsis = str(paginator.ELLIPSIS)
    numbers = [
        {"number": number, "url": "" if number == ellipsis else with_query(query, page=number)}
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return draw(
        "pager",
        page=page,
        numbers=numbers,
        unit=unit,
        before=with_query(query, page=page.number - 1) if page.has_previous() else "",
        after=with_query(query, page=page.number + 1) if page.has_next() else "",
        sizes=[{"size": size, "url": with_query(query, size=size, page=None)} for size in SIZES] if sizes else [],
        per_page=paginator.per_page,
        plain=plain,
    )


def with_query(query: QueryDict, **changes: object) -> str:
    """Return the query string with some keys changed, or removed when None."""
    changed = query.copy()
    for key, value in changes.items():
        if value is None:
            changed.pop(key, None)
        else:
            changed[key] = str(value)
    return f"?{changed.urlencode()}"


@register.simple_block_tag
def timeline(content: SafeString, *, label: str = "") -> SafeString:
    """Draw who did what when, newest first."""
    return draw("timeline", content=content, label=label)


@register.simple_block_tag(takes_context=True)
def item(
    context: dict[str, Any], content: SafeString, *, at: date | None = None, when: str = "", kind: str = "past"
) -> SafeString:
    """Draw one entry of a timeline: past, now or next. `when` is said instead of the date."""
    said = when or (moment(at, context["request"].at) if at else "")
    return draw("item", content=trim(content), at=at, when=said, kind=one_of("kind", kind, {"past", "now", "next"}))


@register.simple_tag
def score_tree(*, nodes: Sequence[ScoreNode], total: int | None = None, total_label: str = "") -> SafeString:
    """Draw a score that opens down to its sources; `total` is the sum at its foot, in centipoints."""
    return draw("score_tree", nodes=nodes, total=total, total_label=total_label, has_total=bool(total_label))
