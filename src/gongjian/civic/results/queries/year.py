"""A published year: how many of each class reached which grade, why others have none, who is listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Sum, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.evaluations.queries import policy_of
from gongjian.civic.records.models import Line
from gongjian.civic.registry.models import Area
from gongjian.civic.results.models import Release, Result, ResultQuerySet
from gongjian.methods.policy import Policy
from gongjian.web.charts.bars import BandRow
from gongjian.web.words import CLASSES, is_chinese

LISTED = (Outcome.Grade.GOOD, Outcome.Grade.FAIRLY_GOOD)
HALF = 5_000
FIGURES = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Reason:
    """Why some units have no grade, and how many they are."""

    word: str
    units: int


@dataclass(frozen=True)
class Kept:
    """The promises of a unit's year: how many were due, how many half kept, all of them kept or not."""

    promises: int
    halves: int

    @property
    def is_all(self) -> bool:
        return self.halves == 2 * self.promises

    @property
    def whole(self) -> int:
        return self.halves // 2

    @property
    def has_half(self) -> bool:
        return self.halves % 2 == 1


@dataclass(frozen=True)
class Listed:
    """One unit of the list with its promises, None if none fell due."""

    result: Result
    kept: Kept | None


@dataclass(frozen=True)
class Group:
    """One grade on a page of the list: how many have it in all, and those on this page."""

    grade: str
    total: int
    rows: list[Listed]


@dataclass(frozen=True)
class YearPage:
    """What stands above the list: the classes in the order of the policy, and those without a grade."""

    release: Release
    policy: Policy
    bands: list[BandRow]
    graded: int
    reasons: list[Reason]

    @property
    def year(self) -> int:
        return self.policy.year

    @property
    def classes(self) -> str:
        """How many classes there are: 五 in Chinese, 5 elsewhere."""
        return FIGURES[len(self.bands)] if is_chinese() and len(self.bands) < len(FIGURES) else str(len(self.bands))

    @property
    def ungraded(self) -> int:
        return sum(reason.units for reason in self.reasons)

    @property
    def columns(self) -> list[str]:
        """The heads of the counts."""
        return [str(LISTED[0].label), str(LISTED[1].label), _("一般及以下")]

    @property
    def megabytes(self) -> str:
        """The size of the file, in MB with one decimal."""
        tenths = max(1, (self.release.bundle.bytes * 10 + 524_288) // 1_048_576)
        return f"{tenths // 10}.{tenths % 10}"


def year_page(release: Release) -> YearPage:
    """Return the counts of a release."""
    policy = policy_of(release.grading.scheme)
    outcomes = Outcome.objects.filter(grading=release.grading_id)
    counted = list(outcomes.values_list("grouping", "grade", "reason").annotate(units=Count("pk")))
    address = reverse("results:list_results", args=[policy.year])
    bands = []
    for name in policy.classes:
        sizes = {grade: units for grouping, grade, _reason, units in counted if grouping == name}
        below = sum(units for grade, units in sizes.items() if grade and grade not in LISTED)
        row = [sizes.get(LISTED[0], 0), sizes.get(LISTED[1], 0), below]
        bands.append(BandRow(str(CLASSES.get(name, name)), row, url=f"{address}?class={name}#list"))
    reasons = [
        Reason(str(reason.label), sum(units for *_names, why, units in counted if why == reason))
        for reason in Outcome.Reason
    ]
    graded = sum(sum(band.counts) for band in bands)
    return YearPage(release, policy, bands, graded, [reason for reason in reasons if reason.units])


def listed(results: ResultQuerySet) -> ResultQuerySet:
    """Return the results that stand in the public list, by grade, then by the sound of the name, never by score."""
    place = Case(
        *(When(outcome__grade=grade, then=Value(place)) for place, grade in enumerate(LISTED)),
        output_field=IntegerField(),
    )
    return results.filter(outcome__grade__in=LISTED).order_by(place, "sort_key", "unit")


def groups_of(results: ResultQuerySet, page: Sequence[Result], year: int) -> list[Group]:
    """Return the rows of a page by grade; a grade without a row on this page is left out."""
    totals = dict(results.order_by().values_list("outcome__grade").annotate(units=Count("pk")))
    kept = kept_promises(page, year)
    groups = [
        Group(
            grade,
            totals.get(grade, 0),
            [Listed(result, kept.get(result.unit_id)) for result in page if result.outcome.grade == grade],
        )
        for grade in LISTED
    ]
    return [group for group in groups if group.rows]


def streets_of(release: Release) -> list[str]:
    """Return the names of the streets with a result, by division code."""
    names = set(Result.objects.filter(release=release).values_list("street", flat=True).distinct())
    known = Area.objects.filter(level=Area.Level.STREET, name__in=names).order_by("code").values_list("name", flat=True)
    return [*dict.fromkeys(known), *sorted(names - set(known))]


def exact_match(results: ResultQuerySet, name: str) -> Result | None:
    """Return the result of the unit of exactly this name if it is not in the list: one finds oneself, nobody else."""
    if not name.strip():
        return None
    return results.filter(name=name.strip()).exclude(outcome__grade__in=LISTED).first()


def kept_promises(results: Sequence[Result], year: int) -> dict[int, Kept]:
    """Return unit → the promises of its year, for a page of results."""
    units: Iterable[int] = [result.unit_id for result in results]
    lines = Line.objects.counted().filter(
        kind=Line.Kind.PROMISE, record__unit__in=units, record__period__programme__year=year, outcome_bp__isnull=False
    )
    sums = lines.values_list("record__unit").annotate(promises=Count("pk"), outcome=Sum("outcome_bp"))
    return {unit: Kept(promises, (outcome or 0) // HALF) for unit, promises, outcome in sums}
