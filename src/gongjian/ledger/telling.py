"""Events made ready to be told: many at once, with the rows that their sentences name."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

from gongjian.ledger.models import Event


def told(events: Iterable[Event]) -> list[Event]:
    """Return the events with their subjects and what stands around these, read by kind and not one by one."""
    found = list(events)
    models.prefetch_related_objects(found, "subject")
    by_kind: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for event in found:
        if event.subject is not None:
            by_kind[type(event.subject)].append(event.subject)
    for kind, subjects in by_kind.items():
        models.prefetch_related_objects(subjects, *getattr(kind, "scope_related", ()))
    return found
