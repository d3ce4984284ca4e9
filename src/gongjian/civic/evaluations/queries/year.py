"""How a year's evaluation stands: months locked, meetings declared, marks in, grading done, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.ballots.models import Session
from gongjian.civic.evaluations.models import Cap, Grading, Inspection, Mark, Outcome, Scheme
from gongjian.civic.evaluations.queries.scores import policy_of, result_of
from gongjian.civic.records.models import Period
from gongjian.methods.grading import TieBand, tie_bands
from gongjian.methods.policy import Policy
from gongjian.web.charts.bars import BandRow
from gongjian.web.words import CLASSES, iso_day


@dataclass(frozen=True)
class Stage:
    """One step of the year: done, now or next; when it was done."""

    state: str
    word: str
    note: str


@dataclass(frozen=True)
class Month:
    """A month over all streets: how many have it drafted and locked."""

    month: date
    streets: int
    drafted: int
    locked: int
    lock_date: date

    @property
    def address(self) -> str:
        return f"{reverse('records:list_records')}?year={self.month.year}&month={self.month:%Y-%m}"


@dataclass(frozen=True)
class Band:
    """What the committee decides for one class: its units at the quota line, and how many seats they share."""

    word: str
    line_cp: int
    seats_left: int
    units: list[Outcome]


@dataclass(frozen=True)
class YearState:
    """Everything the district office sees of a year."""

    scheme: Scheme
    months: list[Month]
    sessions: list[Session]
    visits: int
    visited: int
    panellists: int
    marked: int
    caps: list[Cap]
    grading: Grading | None
    release: Any
    outcomes: list[Outcome]
    bands: list[Band]
    is_decided: bool

    @property
    def unlocked(self) -> int:
        """The street months that are not locked yet."""
        return sum(month.streets - month.locked for month in self.months)

    @property
    def street_months(self) -> int:
        return sum(month.streets for month in self.months)

    @property
    def locked(self) -> int:
        return self.street_months - self.unlocked

    @property
    def declared(self) -> int:
        return sum(session.declared_at is not None for session in self.sessions)

    @property
    def open_bands(self) -> int:
        """The bands the committee still has to decide."""
        return 0 if self.is_decided else len(self.bands)

    @property
    def grades(self) -> list[BandRow]:
        """How many of each class have which grade."""
        grades = [grade.value for grade in Outcome.Grade]
        found = {(outcome.grouping, outcome.grade): 0 for outcome in self.outcomes}
        for outcome in self.outcomes:
            found[outcome.grouping, outcome.grade] += 1
        classes = policy_of(self.scheme).classes
        address = reverse("evaluations:list_outcomes", args=[self.scheme.programme.year])
        return [
            BandRow(
                str(CLASSES.get(name, name)),
                [found.get((name, grade), 0) for grade in grades],
                f"{address}?class={name}",
            )
            for name in classes
        ]

    @property
    def grade_words(self) -> list[str]:
        return [str(grade.label) for grade in Outcome.Grade]

    @property
    def ungraded(self) -> int:
        return sum(bool(outcome.reason) for outcome in self.outcomes)

    @property
    def manifest(self) -> Mapping[str, Any]:
        return self.grading.manifest if self.grading else {}

    @property
    def stages(self) -> list[Stage]:
        """The steps of the year in order; the first that is not done is now."""
        grading, release = self.grading, self.release
        is_counted = bool(self.sessions) and self.declared == len(self.sessions)
        steps: list[tuple[str, bool, datetime | date | None]] = [
            (_("冻结办法"), self.scheme.frozen_at is not None, self.scheme.frozen_at),
            (_("锁定各月档案"), bool(self.months) and not self.unlocked, None),
            (_("评议会宣布结果"), is_counted, None),
            (_("计算"), grading is not None, grading.computed_at if grading else None),
            (_("送各单位看"), bool(grading and grading.sent_at), grading.sent_at if grading else None),
            (_("审定"), bool(grading and grading.adopted_at), grading.adopted_at if grading else None),
            (_("封存"), release is not None, release.prepared_at if release else None),
            (_("公示"), bool(release and release.notice_from_date), release.notice_from_date if release else None),
            (_("公布"), bool(release and release.published_at), release.published_at if release else None),
        ]
        now = next((place for place, (_word, is_done, _when) in enumerate(steps) if not is_done), len(steps))
        return [
            Stage("done" if is_done else "now" if place == now else "next", word, iso_day(when) if when else "")
            for place, (word, is_done, when) in enumerate(steps)
        ]


def year_state(scheme: Scheme) -> YearState:
    """Return how the year of a policy stands."""
    programme = scheme.programme
    grading = Grading.objects.filter(scheme=scheme).select_related("scheme__programme__area", "release").first()
    outcomes = _outcomes(grading)
    visits = Inspection.objects.filter(programme=programme).aggregate(
        visits=Count("pk"), visited=Count("unit", distinct=True)
    )
    marks = Mark.objects.filter(scheme=scheme).aggregate(
        panellists=Count("panellist", distinct=True), marked=Count("unit", distinct=True)
    )
    return YearState(
        scheme=scheme,
        months=_months(programme.pk),
        sessions=list(Session.objects.filter(programme=programme).select_related("area").order_by("area__code", "pk")),
        visits=visits["visits"],
        visited=visits["visited"],
        panellists=marks["panellists"],
        marked=marks["marked"],
        caps=list(Cap.objects.filter(scheme=scheme).select_related("unit").order_by("pk")),
        grading=grading,
        release=_release_of(grading),
        outcomes=outcomes,
        bands=named_bands(policy_of(scheme), outcomes),
        is_decided=grading is not None and grading.decisions.exists(),
    )


def named_bands(policy: Policy, outcomes: Sequence[Outcome]) -> list[Band]:
    """Return the bands at the quota lines with their units, from all outcomes of a grading."""
    bands = tie_bands(policy, [result_of(outcome) for outcome in outcomes])
    named = {outcome.unit_id: outcome for outcome in outcomes}
    return [_named(band, named) for band in bands]


def _named(band: TieBand, outcomes: Mapping[int, Outcome]) -> Band:
    word = str(CLASSES.get(band.unit_class, band.unit_class))
    return Band(word, band.line_cp, band.seats_left, [outcomes[unit] for unit in band.units])


def _outcomes(grading: Grading | None) -> list[Outcome]:
    if grading is None:
        return []
    return list(Outcome.objects.filter(grading=grading).select_related("unit").order_by("unit"))


def _months(programme: int) -> list[Month]:
    rows = (
        Period.objects.filter(programme=programme)
        .values_list("month")
        .annotate(
            streets=Count("pk"),
            drafted=Count("pk", filter=Q(drafted_at__isnull=False)),
            locked=Count("pk", filter=Q(locked_at__isnull=False)),
            lock_date=Max("lock_date"),
        )
        .order_by("month")
    )
    return [Month(*row) for row in rows]


def _release_of(grading: Grading | None) -> Any:
    """Return the publication of a grading. Results stand later in the year; the key leads back from there."""
    try:
        return grading.release if grading else None
    except ObjectDoesNotExist:
        return None
