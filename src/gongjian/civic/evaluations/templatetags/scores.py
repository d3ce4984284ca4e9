"""What pages of earlier rooms show of scores: `{% load scores %}`. A tag is a name, not an import."""

from typing import Any

from django import template

from gongjian.civic.evaluations.queries import mutual_of, percent, worth_of
from gongjian.civic.records.models import Line, Record

register = template.Library()
register.filter("percent", percent)


@register.inclusion_tag("evaluations/mutual_score.html")
def mutual_score(*, record: Record) -> dict[str, Any]:
    """Show how the year's lines so far become points of the mutual part, this month's lines marked."""
    return {"mutual": mutual_of(record), "record": record}


@register.inclusion_tag("evaluations/line_worth.html", takes_context=True)
def line_worth(context: dict[str, Any], *, line: Line) -> dict[str, Any]:
    """Show what the score would be without this line, or with it if it does not count."""
    request = context["request"]
    return {"worth": worth_of(line, request.user, request.on), "line": line}
