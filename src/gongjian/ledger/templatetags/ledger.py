"""What a page asks of the ledger: may this be done, and what happened so far."""

from typing import Any

from django import template
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from gongjian.ledger.may import may as ask
from gongjian.ledger.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], verb: str, subject: Any) -> bool:
    """Return whether the signed-in user may do the verb to the subject now."""
    request = context["request"]
    return ask(request.user, verb, subject, at=request.at)


@register.simple_tag(takes_context=True)
def sentence(context: dict[str, Any], event: Event) -> SafeString:
    """Return the sentence of one event, in the reader's language."""
    app, name = event.verb.split(".")
    return mark_safe(render_to_string(f"{app}/events/{name}.html", {"event": event}).strip())  # noqa: S308 — a template


@register.inclusion_tag("ledger/history.html", takes_context=True)
def history(context: dict[str, Any], *subjects: models.Model, most: int = 12) -> dict[str, Any]:
    """Show what happened to these rows, newest first."""
    events = Event.objects.about(*subjects).order_by("-pk")[: most + 1]
    return {"events": events[:most], "more": len(events) > most, "request": context["request"]}
