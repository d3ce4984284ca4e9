"""`{% load registry %}{% organisation task.owner %}`: a name, and a link for those who may open the page."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongjian.civic.registry.models import Organisation, Reach, reach
from gongjian.civic.registry.queries.history import State
from gongjian.web.requests import Request

register = template.Library()


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
