"""A year's facts as the eight tables of docs/tables.md: what is graded, sealed and exported."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q

from gongjian.civic.agreements.models import Agreement, Party
from gongjian.civic.ballots.models import Count
from gongjian.civic.evaluations.models import Cap, Decision, Defect, Inspection, Mark
from gongjian.civic.records.models import Line
from gongjian.civic.records.queries import line_rows
from gongjian.civic.registry.models import Affiliation, Area, Profile, Programme
from gongjian.methods.tables import Inputs, Row, whole_of


def inputs_of(programme: Programme, units: Collection[int] | None = None) -> Inputs:
    """Return the tables of a year, of all units or of some: rows in the order and form of docs/tables.md.

    Units, names, classes and streets are those of the last day of the year: who was closed before, because it was
    merged or split, is no unit any more, and its facts stay out. Decisions are about classes: of some units there are
    none.
    """
    rows = _units(programme, units)
    known = [whole_of(row, "unit") for row in rows]
    wanted = Q() if units is None else Q(unit__in=known)
    lines = Line.objects.filter(record__period__programme=programme, record__filed_at__isnull=False)
    if units is not None:
        lines = lines.filter(record__unit__in=known)
    kept = set(known)
    return {
        "units": rows,
        "lines": [row for row in line_rows(lines.select_related("record").order_by("pk")) if row["unit"] in kept],
        "ballots": [row for row in _ballots(programme, units) if row["unit"] in kept],
        "inspections": [
            {"inspection": visit.pk, "unit": visit.unit_id, "visited_on": number(visit.visited_date)}
            for visit in Inspection.objects.filter(wanted, programme=programme).order_by("pk")
            if visit.unit_id in kept
        ],
        "defects": [
            {"defect": d.pk, "inspection": d.inspection_id, "unit": d.inspection.unit_id, "severity": d.severity,
             "late": int(d.is_late)}
            for d in Defect.objects.filter(inspection__programme=programme).select_related("inspection").order_by("pk")
            if d.inspection.unit_id in kept
        ],
        "marks": [
            dict(zip(("unit", "panellist", "part", "mark_bp"), row, strict=True))
            for row in Mark.objects.filter(wanted, scheme__programme=programme)
            .order_by("unit", "panellist", "part")
            .values_list("unit", "panellist", "part", "mark_bp")
            if row[0] in kept
        ],
        "caps": [
            {"unit": cap.unit_id, "at_most": cap.at_most, "document": cap.document}
            for cap in Cap.objects.filter(wanted, scheme__programme=programme).order_by("unit")
            if cap.unit_id in kept
        ],
        "decisions": [row for row in _decisions(programme) if row["unit"] in kept] if units is None else [],
    }  # fmt: skip


def number(day: date) -> int:
    """Return a day as YYYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


def _units(programme: Programme, units: Collection[int] | None) -> list[Row]:
    last_day = programme.until_day - timedelta(days=1)
    profiles = Profile.objects.on(last_day).filter(
        is_resident_unit=True, organisation__path__startswith=programme.scope_path
    )
    if units is not None:
        profiles = profiles.filter(organisation__in=units)
    places = dict(
        Affiliation.objects.on(last_day)
        .filter(axis=Affiliation.Axis.TERRITORY)
        .values_list("organisation", "area__path")
    )
    streets = {area.pk: area.code for area in Area.objects.filter(level=Area.Level.STREET)}
    agreed = _agreed_on(programme)
    return [
        {
            "unit": profile.organisation_id,
            "name": profile.name,
            "class": profile.grouping,
            "street": streets[int(places[profile.organisation_id].split("/")[2])],
            "agreed_on": agreed.get(profile.organisation_id),
        }
        for profile in profiles.order_by("organisation")
    ]


def _agreed_on(programme: Programme) -> dict[int, int]:
    """Return unit → the day on which its earliest agreement, still in force at the year's end, came into force."""
    last_day = programme.until_day - timedelta(days=1)
    parties = Party.objects.filter(
        Q(agreement__ended_at=None) | Q(agreement__ended_at__date__gt=last_day),
        agreement__kind=Agreement.Kind.AGREEMENT,
        agreement__in_force_at__isnull=False,
        agreement__to_date__gte=last_day,
    ).order_by("-agreement__in_force_at", "-pk")
    return {
        party: number(_office_day(moment))
        for party, moment in parties.values_list("organisation", "agreement__in_force_at")
        if moment is not None
    }


def _office_day(moment: datetime) -> date:
    return moment.astimezone(settings.OFFICE_ZONE).date()


def _decisions(programme: Programme) -> list[Row]:
    decisions = Decision.objects.filter(grading__scheme__programme=programme).order_by("unit")
    return [{"unit": one.unit_id, "grade": one.grade, "document": one.document} for one in decisions]


def _ballots(programme: Programme, units: Collection[int] | None) -> list[Row]:
    counts = Count.objects.filter(session__programme=programme, session__declared_at__isnull=False)
    if units is not None:
        counts = counts.filter(organisation__in=units)
    columns = ("unit", "street", "good", "fairly_good", "fair", "poor", "abstained")
    rows = counts.order_by("organisation", "session__area__code").values_list(
        "organisation", "session__area__code", "good", "fairly_good", "fair", "poor", "abstained"
    )
    return [dict(zip(columns, row, strict=True)) for row in rows]
