"""The register as it stands on a day, read once in few questions, kept small: what a workbook is held against."""

from dataclasses import dataclass
from datetime import date

from gongjian.civic.registry.models import Affiliation, Area, Organisation, Profile

Named = tuple[str, str]  # the street's name and the community's short one, as two cells say where something is


@dataclass(slots=True)
class Unit:
    """An organisation on the day; `has_profile` says whether anything was known of it then."""

    key: int
    name: str
    credit_code: str | None
    founded: date | None
    path: str
    area: int | None
    grid_code: str
    kind: str
    party_type: str
    member_count: int
    is_resident_unit: bool
    sector: int | None = None
    superior: int | None = None
    host: int | None = None
    has_profile: bool = False


AXES = {
    int(Affiliation.Axis.SECTOR): "sector",
    int(Affiliation.Axis.SUPERIOR): "superior",
    int(Affiliation.Axis.HOST): "host",
}
FIELDS = (
    "pk", "name", "credit_code", "founded_date", "path", "area", "grid_code",
    "kind", "party_type", "member_count", "is_resident_unit",
)  # fmt: skip


class Standing:
    """The organisations that are not closed, and the places of a territory.

    units    by key
    by_name  key by today's name
    by_code  key by credit code, also of closed ones
    streets  key by name; places: key by the street's key and the name, 0 where two bear the same
    """

    def __init__(self, root: Area, since: date) -> None:
        self.units = {
            row[0]: Unit(*row) for row in Organisation.objects.filter(closed_date=None).values_list(*FIELDS).iterator()
        }
        self.by_name = {unit.name: unit.key for unit in self.units.values()}
        coded = Organisation.objects.exclude(credit_code=None).values_list("credit_code", "pk")
        self.by_code: dict[str | None, int] = dict(coded.iterator())
        self._read_profiles(since)
        self._read_affiliations(since)
        self._read_places(root)

    def _read_profiles(self, since: date) -> None:
        rows = Profile.objects.on(since).filter(organisation__closed_date=None)
        names = ("organisation", "name", "kind", "party_type", "member_count", "is_resident_unit")
        for key, name, kind, party_type, member_count, is_resident_unit in rows.values_list(*names).iterator():
            unit = self.units[key]
            unit.name, unit.kind, unit.party_type = name, kind, party_type
            unit.member_count, unit.is_resident_unit, unit.has_profile = member_count, is_resident_unit, True

    def _read_affiliations(self, since: date) -> None:
        rows = Affiliation.objects.on(since).filter(organisation__closed_date=None)
        for key, axis, area, target, grid_code in rows.values_list(
            "organisation", "axis", "area", "target", "grid_code"
        ).iterator():
            if axis in AXES:
                setattr(self.units[key], AXES[axis], target)
            else:
                self.units[key].area, self.units[key].grid_code = area, grid_code
        above = {getattr(unit, name) for unit in self.units.values() for name in AXES.values()}
        gone = [key for key in above if key is not None and key not in self.units]
        self._gone = dict(Organisation.objects.filter(pk__in=gone).values_list("pk", "name"))

    def _read_places(self, root: Area) -> None:
        self.areas: dict[int, tuple[date, Named]] = {}
        self.streets: dict[str, int] = {}
        self.places: dict[tuple[int, str], int] = {}
        below = Area.objects.filter(path__startswith=root.scope_path, valid_to=None).select_related("parent")
        for area in below.order_by("path").iterator(chunk_size=2000):
            if area.level == Area.Level.STREET:
                self.streets[area.name] = area.pk
                self.areas[area.pk] = (area.valid_from, (area.name, ""))
            elif area.level in (Area.Level.COMMUNITY, Area.Level.VILLAGE) and area.parent is not None:
                self.areas[area.pk] = (area.valid_from, (area.parent.name, area.short_name))
                for name in {area.name, area.short_name}:
                    place = (area.parent.pk, name)
                    self.places[place] = 0 if place in self.places else area.pk
            else:
                self.areas[area.pk] = (area.valid_from, ("", ""))

    def name_of(self, key: int | None) -> str:
        """Return the name of an organisation, "" for none."""
        if key is None:
            return ""
        return self.units[key].name if key in self.units else self._gone.get(key, "")

    def words_of(self, area: int | None) -> Named:
        """Return how two cells say where an area is."""
        return self.areas[area][1] if area in self.areas else ("", "")
