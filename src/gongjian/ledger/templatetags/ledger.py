"""What a page asks of the ledger: may this be done, and what happened so far."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from gongjian.ledger.may import Ask, decide
from gongjian.ledger.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], verb: str, subject: Any) -> bool:
    """Return whether the signed-in user may do the verb to the subject now; facts are read once a request."""
    request = context["request"]
    facts: dict[Any, Any] = request.__dict__.setdefault("_facts", {})
    return decide(request.user, verb, Ask(subject, request.at, facts))


@register.simple_tag(takes_context=True)
def sentence(context: dict[str, Any], event: Event) -> SafeString:
    """Return the sentence of one event, in the reader's language."""
    app, name = event.verb.split(".")
    return mark_safe(render_to_string(f"{app}/events/{name}.html", {"event": event}).strip())  # noqa: S308 — a template


@register.inclusion_tag("ledger/history.html", takes_context=True)
def history(
    context: dict[str, Any],
    *subjects: models.Model | Iterable[models.Model],
    most: int = 12,
    until: date | None = None,
    without: str = "",
) -> dict[str, Any]:
    """Show what happened to these rows, newest first, up to a day. They stand in the sentences as handed over.

    without  a verb that another one beside it tells already
    """
    rows = [row for one in subjects for row in ([one] if isinstance(one, models.Model) else one)]
    known = {(ContentType.objects.get_for_model(row).pk, row.pk): row for row in rows}
    early: dict[str, Any] = {} if until is None else {"at__date__lte": until}
    events = list(Event.objects.about(*rows).filter(**early).exclude(verb=without).order_by("-pk")[: most + 1])
    for event in events:
        event.subject = known[event.subject_type_id, event.subject_id]
    return {"events": events[:most], "more": len(events) > most, "request": context["request"]}
