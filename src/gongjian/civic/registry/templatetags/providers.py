"""`{% load providers %}`: where else one can sign in from, and what these are called."""

from typing import Any

from django import template

from gongjian.accounts.providers import PROVIDERS, Provider, offered
from gongjian.web.requests import Request

register = template.Library()


@register.filter
def provider(key: str) -> str:
    """Return the name of a provider that one signs in with: 钉钉."""
    return str(PROVIDERS[key].word)


@register.simple_tag
def providers_offered() -> list[Provider]:
    """Return the providers that this installation is set up for."""
    return offered()


@register.simple_tag(takes_context=True)
def own_providers(context: dict[str, Any]) -> list[tuple[Provider, bool]]:
    """Return the providers offered, each with whether the signed-in user's account is tied to it."""
    request: Request = context["request"]
    found = offered()
    tied = set(request.user.identities.values_list("provider", flat=True)) if found else set()
    return [(one, one.key in tied) for one in found]
