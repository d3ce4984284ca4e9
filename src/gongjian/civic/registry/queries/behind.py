"""Organisations whose own row does not say what their dated rows say of a day: a change planned ahead has come."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongjian.civic.registry.models import Affiliation, Organisation, Profile

DESCRIBED = ("name", "kind", "grouping", "party_type", "member_count", "is_resident_unit")
AXES = {
    Affiliation.Axis.SECTOR: "sector",
    Affiliation.Axis.SUPERIOR: "superior",
    Affiliation.Axis.HOST: "host",
}


def behind(today: date) -> QuerySet[Organisation]:
    """Return the organisations to catch up, those that ended or have not begun left out; asked in one question."""
    profiles = Profile.objects.on(today).filter(organisation=OuterRef("pk"))
    rows = Affiliation.objects.on(today).filter(organisation=OuterRef("pk"))
    there = rows.filter(axis=Affiliation.Axis.TERRITORY)
    same_place = there.filter(area=OuterRef("area"), area__path=OuterRef("path"), grid_code=OuterRef("grid_code"))
    differs = Q(~Exists(profiles.filter(**{name: OuterRef(name) for name in DESCRIBED})))
    differs |= Q(Exists(there)) & Q(~Exists(same_place))
    for axis, field in AXES.items():
        above = rows.filter(axis=axis)
        differs |= Q(**{f"{field}__isnull": True}) & Q(Exists(above))
        differs |= Q(**{f"{field}__isnull": False}) & Q(~Exists(above.filter(target=OuterRef(field))))
    return Organisation.objects.filter(Exists(profiles), differs, closed_date=None)
