"""What became of what residents told: the matter that points back to it."""

from django.db import models

from gongjian.civic.matters.models import Matter
from gongjian.ledger.models import Event


def matter_of(told: models.Model) -> Matter | None:
    """Return the matter that was raised out of a finding or a concern, if there is one."""
    return Matter.objects.filter(source__in=Event.objects.about(told)).order_by("pk").first()
