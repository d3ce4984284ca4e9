"""Whether the two sides of a platform have somebody to speak to: a liaison's post that is filled."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from gongjian.civic.registry.models import Office, Organisation, Role

OF_UNITS = (Role.UNIT_LIAISON, Role.SECTOR_DEPARTMENT)
OF_AREAS = (Role.COMMUNITY_WORKER, Role.STREET_OFFICE, Role.DISTRICT_OFFICE)


def with_liaison(organisations: Iterable[Organisation], *, on: date) -> set[int]:
    """Return the keys of those for which somebody speaks on a day: a liaison, or the office of the area it governs."""
    governed = {one.governs_id: one.pk for one in organisations if one.governs_id is not None}
    units = [one.pk for one in organisations]
    offices = Office.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on).filter(
        Q(organisation__in=units, role__in=OF_UNITS) | Q(area__in=governed, role__in=OF_AREAS)
    )
    found = offices.values_list("organisation", "area").distinct()
    return {unit if unit is not None else governed[area] for unit, area in found}
