"""`{% load agreements %}{% agreement_status agreement %}`: how an agreement stands today, with its shape."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.agreements.queries import WORDS, state_of
from gongjian.web.components.library import draw

register = template.Library()


@register.simple_tag(takes_context=True)
def agreement_status(context: dict[str, Any], agreement: Agreement) -> SafeString:
    """Draw how an agreement stands on the day of the request."""
    kind, word = WORDS[state_of(agreement, context["request"].on)]
    return draw("status", kind=kind, content=word)
