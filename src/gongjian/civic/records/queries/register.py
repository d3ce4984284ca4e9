"""The register of months: by street and month, and within one street's month by unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import NoReverseMatch

from gongjian.accounts.models import User
from gongjian.civic.records.models import Line, Period, Record
from gongjian.civic.records.queries.standing import Sign, month_sign, street_sign
from gongjian.civic.registry.models import Area
from gongjian.civic.registry.queries import day_sets
from gongjian.ledger.models import Event
from gongjian.web.charts.heat import MONTHS, HeatRow
from gongjian.web.words import ratio


@dataclass(frozen=True)
class StreetMonth:
    """A street's month and its counts: of its records how many are filed, settled; how it stands."""

    period: Period
    records: int
    filed: int
    settled: int
    sign: Sign

    @property
    def share(self) -> int | None:
        """The settled of all records, basis points; None before there are any."""
        return ratio(self.settled, self.records) if self.period.drafted_at else None


@dataclass(frozen=True)
class UnitMonth:
    """A unit's month and its counts: lines, those without an answer, those in dispute; how it stands."""

    record: Record
    lines: int
    waiting: int
    disputed: int
    sign: Sign


@dataclass(frozen=True)
class Overview:
    """A year of the register.

    months  all its months; `shown` those of one month of all streets, or all months of one street
    month   the month that is shown, if it is one; street the key of the street, if it is one
    """

    years: list[int]
    year: int
    streets: list[Area]
    months: list[StreetMonth]
    month: date | None
    street: int | None

    @property
    def shown(self) -> list[StreetMonth]:
        return [
            row
            for row in self.months
            if self.month in (None, row.period.month) and self.street in (None, row.period.area_id)
        ]

    @property
    def heat(self) -> list[HeatRow]:
        """The share of settled records, street by street and month by month; nothing for a single street."""
        rows = []
        for street in self.streets if len(self.streets) > 1 else []:
            own = {row.period.month.month: row for row in self.months if row.period.area_id == street.pk}
            shares = [own[number].share if number in own else None for number in range(1, MONTHS + 1)]
            rows.append(
                HeatRow(street.short_name.removesuffix("街道"), shares, url=f"?year={self.year}&street={street.pk}")
            )
        return rows

    @property
    def open_month(self) -> int | None:
        """The latest month that is drafted and not locked everywhere."""
        found = {row.period.month.month for row in self.months if row.period.drafted_at and not row.period.locked_at}
        return max(found, default=None)


@dataclass(frozen=True)
class Reading:
    """From when to when a month takes its evidence; `since` is None for the first one, `until` before the draft."""

    since: datetime | None
    until: datetime | None


def years_of(user: User | AnonymousUser, on: date) -> list[int]:
    """Return the years of which the user has months, the latest first."""
    years = Period.objects.visible_to(user, on=on).values_list("programme__year", flat=True)
    return sorted(set(years), reverse=True)


def overview_of(user: User | AnonymousUser, on: date, said: Mapping[str, str]) -> Overview:
    """Return the year of the register that was asked for; of several streets only one month is shown at a time.

    said  the keys year, month (YYYY-MM) and street of an address, all optional
    """
    years = years_of(user, on)
    year = next((year for year in years if str(year) == said.get("year")), max(years, default=on.year))
    months = street_months(user, on, year)
    streets = list({row.period.area_id: row.period.area for row in reversed(months)}.values())
    streets.sort(key=lambda street: (street.code, street.pk))
    known = {row.period.month for row in months}
    drafted = {row.period.month for row in months if row.period.drafted_at}
    month = next((month for month in known if f"{month:%Y-%m}" == said.get("month")), None)
    street = next((street.pk for street in streets if str(street.pk) == said.get("street")), None)
    if month is None and street is None and len(streets) > 1:
        month = max(drafted or known)
    return Overview(years, year, streets, months, month, street)


def street_months(user: User | AnonymousUser, on: date, year: int) -> list[StreetMonth]:
    """Return the months of a year in the user's reach, latest month first, streets by code."""
    periods = Period.objects.visible_to(user, on=on).filter(programme__year=year).select_related("area")
    records = Record.objects.concerning(user, on=on).filter(period__programme__year=year)
    counted = records.values_list("period").annotate(
        records=Count("pk"), filed=Count("filed_at"), settled=Count("settled_at")
    )
    counts = {row[0]: row[1:] for row in counted}
    return [
        StreetMonth(period, *_three(counts.get(period.pk)), street_sign(period))
        for period in periods.order_by("-month", "area__code", "area")
    ]


def unit_months(records: Sequence[Record], on: date) -> list[UnitMonth]:
    """Return records, fetched with their period, with their counts."""
    counted = (
        Line.objects.filter(record__in=records)
        .values_list("record")
        .annotate(
            lines=Count("pk"),
            waiting=Count("pk", filter=Q(state=Line.State.DRAFTED)),
            disputed=Count("pk", filter=Q(state=Line.State.DISPUTED)),
        )
    )
    counts = {row[0]: row[1:] for row in counted}
    off = day_sets()
    return [UnitMonth(record, *_three(counts.get(record.pk)), month_sign(record, on, off)) for record in records]


def _three(counts: Sequence[int] | None) -> tuple[int, int, int]:
    """Return three counts, zeroes where nothing was counted."""
    first, second, third = counts or (0, 0, 0)
    return first, second, third


def reading_of(period: Period) -> Reading:
    """Return which evidence a month takes: what was proved since the draft of the month before."""
    before = (
        Period.objects.filter(area=period.area_id, month__lt=period.month, drafted_at__isnull=False)
        .order_by("-month")
        .values_list("drafted_at", flat=True)
        .first()
    )
    return Reading(before, period.drafted_at)


def address_of(event: Event | None, user: User | AnonymousUser, on: date) -> str:
    """Return the address of the page of an event's subject if there is one that this user may open, else nothing."""
    model = ContentType.objects.get_for_id(event.subject_type_id).model_class() if event else None
    rows: Any = model._default_manager.all() if model else None
    if event is None or not hasattr(rows, "visible_to"):
        return ""
    around = getattr(model, "scope_related", ())
    subject = rows.visible_to(user, on=on).select_related(*around).filter(pk=event.subject_id).first()
    if subject is None or not hasattr(subject, "get_absolute_url"):
        return ""
    event.subject = subject  # the sentence of the event needs the very row
    try:
        return str(subject.get_absolute_url())
    except NoReverseMatch:
        return ""
