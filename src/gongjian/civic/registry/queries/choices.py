"""What may be chosen where something about an organisation changes: places, and whom it may belong to."""

from datetime import date

from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Affiliation, Area, Organisation, Role, offices_of
from gongjian.civic.registry.queries.register import GOVERNING

SETTLING = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE)
HEADS = (Area.Level.DISTRICT, Area.Level.STREET)
MOST_CANDIDATES = 30


def settling_places(user: User, on: date) -> list[tuple[Area, list[Area]]]:
    """Return the places in which the user may settle an organisation, by street; the street itself comes first."""
    own = Q(pk__in=[])
    for office in offices_of(user, on):
        if office.area is not None and office.role in SETTLING:
            own |= Q(path__startswith=office.area.scope_path)
    areas = list(Area.objects.filter(own, valid_to=None).order_by("code", "pk"))
    heads = [area for area in areas if area.level in HEADS]
    groups = {head.pk: (head, [head]) for head in sorted(heads, key=lambda head: head.level != Area.Level.DISTRICT)}
    for area in areas:
        if area.level not in HEADS and area.parent_id in groups:
            groups[area.parent_id][1].append(area)
    return list(groups.values())


def candidates(said: str, axis: int) -> list[Organisation]:
    """Return the organisations that may stand above another on an axis and fit what was said.

    A superior is a party organisation wherever it lies, a host a complex; the names of all are public.
    """
    found = Organisation.objects.filter(closed_date=None, search__says=said)
    if axis == Affiliation.Axis.HOST:
        found = found.filter(kind=Organisation.Kind.COMPLEX)
    else:
        found = found.filter(~Q(party_type="") | Q(kind__in=GOVERNING) | Q(is_outside=True))
    return list(found.select_related("area").order_by("sort_key", "pk")[:MOST_CANDIDATES])
