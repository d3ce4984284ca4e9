"""What held on a past day: the one place that answers `as of`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongjian.civic.registry.models import Affiliation, Area, Naming, Organisation, Profile


@dataclass(frozen=True)
class State:
    """An organisation as it was on a day. Words are those of the day, also where they changed since."""

    organisation: int
    day: date
    name: str
    kind: str
    grouping: str
    party_type: str
    member_count: int
    is_resident_unit: bool
    area: Area | None
    grid_code: str
    sector: Organisation | None
    superior: Organisation | None
    host: Organisation | None

    @property
    def kind_word(self) -> str:
        return str(Organisation.Kind(self.kind).label)

    @property
    def grouping_word(self) -> str:
        return str(Organisation.Grouping(self.grouping).label) if self.grouping else ""

    @property
    def party_word(self) -> str:
        return str(Organisation.PartyType(self.party_type).label) if self.party_type else ""


def as_of(organisations: Iterable[Organisation | int], day: date) -> dict[int, State]:
    """Return the state of each organisation on a day by its key; those not yet or no longer there are left out.

    Asks the same number of questions whatever the number of organisations.
    """
    keys = [one if isinstance(one, int) else one.pk for one in organisations]
    profiles = Profile.objects.on(day).filter(organisation__in=keys)
    rows: dict[tuple[int, int], Affiliation] = {
        (row.organisation_id, row.axis): row
        for row in Affiliation.objects.on(day).filter(organisation__in=keys).select_related("area__parent", "target")
    }
    targets = named([row.target for row in rows.values() if row.target is not None], day)
    places = [place for row in rows.values() if row.area for place in (row.area, row.area.parent) if place]
    areas = namings({place.pk for place in places}, day)
    for place in places:
        place.name, place.code = areas.get(place.pk, (place.name, place.code))
    found = {}
    for profile in profiles:
        above = {axis: rows.get((profile.organisation_id, axis)) for axis in Affiliation.Axis}
        territory = above[Affiliation.Axis.TERRITORY]
        found[profile.organisation_id] = State(
            profile.organisation_id,
            day,
            profile.name,
            profile.kind,
            profile.grouping,
            profile.party_type,
            profile.member_count,
            profile.is_resident_unit,
            territory.area if territory else None,
            territory.grid_code if territory else "",
            *(targets.get(row.target_id) if (row := above[axis]) and row.target_id else None for axis in ABOVE),
        )
    return found


ABOVE = (Affiliation.Axis.SECTOR, Affiliation.Axis.SUPERIOR, Affiliation.Axis.HOST)


def named(organisations: Iterable[Organisation], day: date) -> dict[int, Organisation]:
    """Return the organisations by key, each under the name it had on a day."""
    found = {one.pk: one for one in organisations}
    for key, name in Profile.objects.on(day).filter(organisation__in=found).values_list("organisation", "name"):
        found[key].name = name
    return found


def called(pairs: Iterable[tuple[Organisation, date]]) -> None:
    """Put each organisation under the name it had on its day, for a page of that time; asks one question for all."""
    rows = list(pairs)
    names: dict[int, list[Profile]] = {}
    for profile in Profile.objects.filter(organisation__in={one.pk for one, _day in rows}):
        names.setdefault(profile.organisation_id, []).append(profile)
    for one, day in rows:
        for profile in names.get(one.pk, []):
            if profile.valid_from <= day and (profile.valid_to is None or profile.valid_to > day):
                one.name = profile.name


def namings(areas: Iterable[int], day: date) -> dict[int, tuple[str, str]]:
    """Return name and division code of areas on a day, by key."""
    rows = Naming.objects.filter(area__in=list(areas), valid_from__lte=day).order_by("valid_from")
    return {row.area_id: (row.name, row.code) for row in rows if row.valid_to is None or row.valid_to > day}
