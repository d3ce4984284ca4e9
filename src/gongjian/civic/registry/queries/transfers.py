"""What passed to another later on: whose it was on a past day, as the ledger tells."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q

from gongjian.ledger.models import Event

OWNER = ("lists.transfer_resource", "owner_id")
SERVED = ("lists.relocate_resource", "area_id")
PLACE = ("agreements.relocate_agreement", "area_id")


def keys_on(day: date, *kept: tuple[str, str]) -> list[dict[int, int]]:
    """Return for each verb and field which key the field held at the end of a day, where the verb changed it later."""
    over = datetime.combine(day + timedelta(days=1), time.min, settings.OFFICE_ZONE)
    later = Event.objects.filter(verb__in=[verb for verb, _field in kept], at__gte=over).order_by("-at", "-pk")
    found: dict[str, dict[int, int]] = {verb: {} for verb, _field in kept}
    fields = dict(kept)
    for verb, row, said in later.values_list("verb", "subject_id", "changes"):
        if fields[verb] in said:
            found[verb][row] = said[fields[verb]][0]  # the earliest comes last and stays
    return list(found.values())


def party_by(day: date, prefix: str = "") -> Q:
    """Return the condition that a party to an agreement had joined by a day.

    Who takes the place of another signs on the day of the transfer; the one before stays beside it.
    """
    return Q(**{f"{prefix}signed_at": None}) | Q(**{f"{prefix}signed_at__date__lte": day})
