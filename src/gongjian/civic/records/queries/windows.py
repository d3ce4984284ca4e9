"""From when to when, and about whom, a street's month takes its evidence.

A unit's month belongs to the street in which the unit is on the month's last day. Who never left the street is read
from the events of the street; who came from elsewhere, from all events since its street of before drafted its month; a
unit that was closed has a last month of its own, and what is proved from its last day on belongs to its successor.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from gongjian.civic.records.models import Period
from gongjian.civic.registry.models import Affiliation, Organisation
from gongjian.ledger.models import Event

TWELFTH = 12


@dataclass(frozen=True)
class Window:
    """The evidence of one period about some units: events after `since` (None: from the beginning) up to `until`.

    is_everywhere  the units have been elsewhere, so events outside of the street count as well
    heirs          closed unit → the unit that takes what is proved from its last day on
    closed         closed unit → its last day, exclusive
    """

    period: Period
    since: datetime | None
    until: datetime
    units: frozenset[int]
    is_everywhere: bool = False
    heirs: dict[int, int] = field(default_factory=dict)
    closed: dict[int, date] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return "" if self.is_everywhere else self.period.scope_path

    @property
    def first_day(self) -> date:
        """The last day that the month before has already judged."""
        return office_day(self.since) if self.since else date.min

    @property
    def last_day(self) -> date:
        """A thing due on this day was still in time when the draft was made, so it is judged next month."""
        return office_day(self.until) - timedelta(days=1)

    @property
    def is_twelfth(self) -> bool:
        return self.period.month.month == TWELFTH

    def events(self, model: type[Model], *verbs: str) -> dict[int, int]:
        """Return subject → its last event of these verbs in the window."""
        found = Event.objects.filter(
            verb__in=verbs, at__lte=self.until, path__startswith=self.path, voided_by=None, subject_type=type_of(model)
        ).order_by("pk")
        if self.since:
            found = found.filter(at__gt=self.since)
        return dict(found.values_list("subject_id", "pk"))

    def taker(self, unit: int, day: date) -> int | None:
        """Return whose record takes a fact about a unit of a day: its own, its successor's, or none of this window."""
        is_after = unit in self.closed and day >= self.closed[unit]
        if self.heirs:
            return self.heirs[unit] if is_after else None
        return None if is_after else unit


def windows_of(period: Period, until: datetime) -> list[Window]:
    """Return the windows of a street's month: of those who stayed, who came, and who were closed."""
    since, path = drafted_before(period, period.area_id), period.scope_path
    here = _units_of(period)
    moved = {
        key: area
        for key, area in _places(here, period.month - timedelta(days=1)).items()
        if area is None or not area.startswith(path)
    }
    wanderers = set(
        Affiliation.objects.filter(organisation__in=here, axis=Affiliation.Axis.TERRITORY)
        .exclude(area__path__startswith=path)
        .values_list("organisation", flat=True)
    )
    windows = [Window(period, since, until, frozenset(here - wanderers))]
    windows.extend(
        Window(period, begin, until, frozenset(units), is_everywhere=True)
        for begin, units in _by_begin(period, since, wanderers, moved).items()
    )
    windows.extend(_closed_windows(period, since, until, here))
    return windows


def drafted_before(period: Period, street: int) -> datetime | None:
    """Return when a street last drafted a month before this one."""
    before = Period.objects.filter(area=street, month__lt=period.month, drafted_at__isnull=False).order_by("-month")
    return before.values_list("drafted_at", flat=True).first()


def month_end(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def unit_paths(units: Iterable[int], month: date) -> dict[int, str]:
    """Return where units are on a month's last day; a closed one where it was last."""
    known = dict(Organisation.objects.filter(pk__in=units).values_list("pk", "path"))
    return known | {key: path for key, path in _places(set(known), month_end(month)).items() if path is not None}


def office_day(moment: datetime | None) -> date:
    """Return the office's day of a moment that must be there."""
    if moment is None:
        raise ValueError("a moment that evidence needs is missing")
    return moment.astimezone(settings.OFFICE_ZONE).date()


def type_of(model: type[Model]) -> ContentType:
    """Return the kind under which events know a model."""
    return ContentType.objects.get_for_model(model)


def _units_of(period: Period) -> set[int]:
    """Return the resident units that are in the street on the month's last day, as far as is known today.

    An organisation without a dated place counts where it is today.
    """
    day, path = month_end(period.month), period.scope_path
    places = Affiliation.objects.on(day).filter(axis=Affiliation.Axis.TERRITORY)
    elsewhere = places.exclude(area__path__startswith=path).values("organisation")
    located = Q(pk__in=Organisation.objects.located(path, on=day).values("pk"))
    here = located | (Q(path__startswith=path) & ~Q(pk__in=elsewhere))
    return set(Organisation.objects.units().filter(here).values_list("pk", flat=True))


def _places(units: set[int], day: date) -> dict[int, str | None]:
    """Return the path of each unit that had a dated place on a day."""
    rows = Affiliation.objects.on(day).filter(axis=Affiliation.Axis.TERRITORY, organisation__in=units)
    return dict(rows.values_list("organisation", "area__path"))


def _by_begin(
    period: Period, since: datetime | None, wanderers: set[int], moved: dict[int, str | None]
) -> dict[datetime | None, set[int]]:
    """Return the units that were once elsewhere, by the moment at which their street of before drafted its month."""
    found: dict[datetime | None, set[int]] = {}
    begins: dict[int, datetime | None] = {}
    for unit in sorted(wanderers):
        begin, path = since, moved.get(unit)
        if path and path.count("/") > 2:
            street = int(path.split("/")[2])
            begins.setdefault(street, drafted_before(period, street))
            begin = begins[street] or since
        found.setdefault(begin, set()).add(unit)
    return found


def _closed_windows(period: Period, since: datetime | None, until: datetime, here: set[int]) -> list[Window]:
    """Return the window of units closed since the month before, and that of those whose successor is here."""
    gone = Organisation.objects.filter(is_resident_unit=True, closed_date__isnull=False)
    last = gone.filter(path__startswith=period.scope_path, closed_date__lte=office_day(until))
    if since is not None:
        last = last.filter(closed_date__gte=office_day(since))
    closed = _closing_days(last)
    heirs = _heirs(here)
    windows = []
    if closed:
        windows.append(Window(period, since, until, frozenset(closed), is_everywhere=True, closed=closed))
    if heirs:
        days = _closing_days(gone.filter(pk__in=heirs))
        windows.append(Window(period, since, until, frozenset(heirs), is_everywhere=True, heirs=heirs, closed=days))
    return windows


def _closing_days(gone: QuerySet[Organisation]) -> dict[int, date]:
    return {key: day for key, day in gone.values_list("pk", "closed_date") if day is not None}


def _heirs(here: set[int]) -> dict[int, int]:
    """Return closed unit → its successor in the register, of those whose successor is here; the first of several."""
    link = Organisation.replaces.through.objects.order_by("from_organisation").values_list(
        "to_organisation", "from_organisation"
    )
    next_of: dict[int, int] = {}
    for old, new in link:
        next_of.setdefault(old, new)
    found = {}
    for old in next_of:
        new = next_of[old]
        for _hop in range(len(next_of)):
            if new not in next_of:
                break
            new = next_of[new]
        if new in here:
            found[old] = new
    return found
