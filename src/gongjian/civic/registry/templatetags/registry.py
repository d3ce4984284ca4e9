"""`{% load registry %}{% organisation task.owner %}`: a name, and a link for those who may open the page."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongjian.civic.registry.models import Organisation, Reach, reach
from gongjian.civic.registry.queries.history import State
from gongjian.civic.registry.queries.holidays import holiday_years
from gongjian.web.components.library import one_of
from gongjian.web.requests import Request
from gongjian.web.words import full_day, iso_day, short_day

register = template.Library()
SHAPES = {"full": full_day, "day": short_day, "iso": iso_day}


@register.simple_tag(takes_context=True)
def organisation(context: dict[str, Any], organisation: Organisation) -> SafeString:
    """Draw an organisation's name, linked where this reader may open its page. Asks the database for nothing new.

    On a page of a past day (`then`) the link leads to that day.
    """
    request: Request = context["request"]
    if may_open(reach(request.user, request.on), organisation):
        url = organisation.get_absolute_url() + on_query(context.get("then"))
        return format_html('<a href="{}">{}</a>', url, organisation.name)
    return format_html("{}", organisation.name)


@register.filter
def on_query(then: Any) -> str:
    """Return what the address of a page of a past day ends with; nothing for today."""
    return f"?on={then.isoformat()}" if then else ""


@register.simple_tag(takes_context=True)
def due_day(context: dict[str, Any], day: date | None, *, kind: str = "full") -> SafeString:
    """Draw a deadline: full, day (without year) or iso. A day of a year without a table of holidays is provisional.

    `{% due_day leg.due kind="iso" %}`; asks the database once a request, however many days a page shows.
    """
    words = SHAPES[one_of("kind", kind, SHAPES)](day)
    if day is None or day.year in _known_years(context):
        return format_html('<time datetime="{}">{}</time>', iso_day(day), words) if day else format_html("{}", words)
    why = _("%(year)s 年的放假安排还没有录入，这一天先按只休周末算。") % {"year": day.year}
    drawn = '<time datetime="{}">{}</time><span class="muted" title="{}">{}</span>'
    return format_html(drawn, iso_day(day), words, why, _("（暂定）"))


def _known_years(context: dict[str, Any]) -> frozenset[int]:
    """Return the years that have a table; read once a request, or at once where there is none."""
    kept: dict[str, Any] = getattr(context.get("request"), "__dict__", {})
    if "_holiday_years" not in kept:
        kept["_holiday_years"] = frozenset(holiday_years())
    years: frozenset[int] = kept["_holiday_years"]
    return years


@register.filter
def kind_words(unit: Organisation | State) -> str:
    """Return class and kind in words, once where they are the same: 事业单位·学校."""
    kind = str(Organisation.Kind(unit.kind).label)
    grouping = str(Organisation.Grouping(unit.grouping).label) if unit.grouping else kind
    return kind if grouping == kind else _("%(grouping)s·%(kind)s") % {"grouping": grouping, "kind": kind}


def may_open(own: Reach, organisation: Organisation) -> bool:
    """Return whether the organisation lies in a reach: `visible_to`, for a row that is at hand."""
    is_own = organisation.pk in own.organisations or organisation.path.startswith(own.paths)
    return is_own or organisation.sector_id in own.sectors
