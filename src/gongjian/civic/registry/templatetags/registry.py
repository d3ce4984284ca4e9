"""`{% load registry %}{% organisation task.owner %}`: a name, and a link for those who may open the page."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongjian.accounts.providers import PROVIDERS
from gongjian.civic.registry.models import Organisation, Reach, reach
from gongjian.web.requests import Request

register = template.Library()


@register.simple_tag(takes_context=True)
def organisation(context: dict[str, Any], organisation: Organisation) -> SafeString:
    """Draw an organisation's name, linked where this reader may open its page. Asks the database for nothing new."""
    request: Request = context["request"]
    if may_open(reach(request.user, request.on), organisation):
        return format_html('<a href="{}">{}</a>', organisation.get_absolute_url(), organisation.name)
    return format_html("{}", organisation.name)


def may_open(own: Reach, organisation: Organisation) -> bool:
    """Return whether the organisation lies in a reach: `visible_to`, for a row that is at hand."""
    is_own = organisation.pk in own.organisations or organisation.path.startswith(own.paths)
    return is_own or organisation.sector_id in own.sectors


@register.filter
def provider(key: str) -> str:
    """Return the name of a provider that one signs in with: 钉钉."""
    return str(PROVIDERS[key].word)
