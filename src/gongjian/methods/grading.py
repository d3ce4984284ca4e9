"""How scores become grades: who is graded, gates, caps, the quota with its tie band, ranks.

Points are centipoints (100.00 = 10 000), shares basis points, days YYYYMMDD. Source: docs/tables.md, steps 8 to 11.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongjian.methods.policy import FULL, Policy
from gongjian.methods.refusals import Refused
from gongjian.methods.scoring import Scores, Whole, satisfied_share, unit_class, unit_scores
from gongjian.methods.scoring import ballot_counts as counts_of
from gongjian.methods.tables import Inputs, Row, UnitRows, Value, rows_by_unit, text_of, whole_of

REASONS = ("NO_AGREEMENT", "TOO_SHORT", "FEW_MARKS")
RESULT_COLUMNS = (
    *("unit", "class", "reason", "a_cp", "b_cp", "c_cp", "d_cp", "bonus_cp", "deduct_cp", "composite_cp"),
    *("satisfied_bp", "rank", "grade", "held_by", "missing"),
)
HELD_BY = ("GATE", "CAP", "QUOTA", "TIE")


class GradingRefused(Refused):
    """Caps or decisions that no result is made with."""


class CapUnknown(GradingRefused):
    """A cap at a grade that the policy does not have; `expected` are its grades."""

    sentence = "{field} caps a unit at {found!r}, which is not one of {expected}."


class DecisionRefused(GradingRefused):
    """A decision of the committee that does not settle a tie."""


class DecisionForAnotherGrade(DecisionRefused):
    """A decision for a grade that is not the choice at the quota line; `expected` are the two that are."""

    sentence = "{field} is decided as {found!r}, but the choice is between {expected}."


class DecidedTwice(DecisionRefused):
    """Two decisions about one unit."""

    sentence = "{field} is decided twice."


class DecisionOutsideTheBand(DecisionRefused):
    """A decision about a unit that is not tied at a quota line."""

    sentence = "{field} is not in a tie band: there is nothing to decide."


class MoreDecisionsThanSeats(DecisionRefused):
    """More units of a class decided to keep the grade than it has seats left."""

    sentence = "In class {field} {found} units are decided to keep the grade, but {expected} seats are left."


@dataclass(frozen=True, slots=True)
class Result:
    """What is published about one unit. All but unit, class and reason is None for a unit that is not graded.

    reason        NO_AGREEMENT, TOO_SHORT or FEW_MARKS; None for a graded unit
    a_cp…d_cp     centipoints 0…10 000, None where the component is missing
    satisfied_bp  rounded, for show only
    held_by       what lowered the grade last: GATE, CAP, QUOTA, TIE; or None
    missing       letters of the missing components, such as "C"; or None
    """

    unit: int
    unit_class: str
    reason: str | None = None
    a_cp: int | None = None
    b_cp: int | None = None
    c_cp: int | None = None
    d_cp: int | None = None
    bonus_cp: int | None = None
    deduct_cp: int | None = None
    composite_cp: int | None = None
    satisfied_bp: int | None = None
    rank: int | None = None
    grade: str | None = None
    held_by: str | None = None
    missing: str | None = None

    def row(self) -> dict[str, Value]:
        """Return the result as a row of the table `results`."""
        row: dict[str, Value] = {"unit": self.unit, "class": self.unit_class}
        row.update({name: getattr(self, name) for name in RESULT_COLUMNS[2:]})
        return row

    @property
    def points(self) -> int:
        """The composite of a graded unit, in centipoints."""
        return self.composite_cp or 0


@dataclass(frozen=True, slots=True)
class TieBand:
    """What the committee has to decide for one class: which units keep the quota's grade.

    line_cp     composite at the last seat, centipoints
    seats       how many units of the class may hold the grade
    seats_left  how many of them the band may fill; fewer than its units
    units       the members, by composite falling, then unit rising
    """

    unit_class: str
    grade: str
    line_cp: int
    seats: int
    seats_left: int
    units: tuple[int, ...]


def full_months(agreed_on: Whole, until: Whole) -> Whole:
    """Return how many full months lie between two days: step 8.

    agreed_on, until  days YYYYMMDD, the first not later; ints or integer columns
    returns           months; one is full on the day of the month it began on, never before

    >>> full_months(20250701, 20260101), full_months(20250702, 20260101)
    (6, 5)
    """
    return (_months_of_32(until) - _months_of_32(agreed_on)) // 32


def _months_of_32(day: Whole) -> Whole:
    """Return a day on a calendar whose months all have 32 days."""
    year, month = day // 10000, day // 100
    return (12 * year + month - 100 * year) * 32 + day - 100 * month


def reason_not_graded(policy: Policy, agreed_on: int | None, valid: int) -> str | None:
    """Return why a unit is not graded, the first reason that applies, or None if it is: step 8.

    agreed_on  day YYYYMMDD, or None without an agreement
    valid      marks in the ballot, without abstentions
    """
    if agreed_on is None or agreed_on >= policy.period_until:
        return "NO_AGREEMENT"
    if full_months(agreed_on, policy.period_until) < policy.eligible.months_in_force:
        return "TOO_SHORT"
    return "FEW_MARKS" if valid < policy.eligible.valid_marks else None


def grade_of_points(policy: Policy, composite_cp: int) -> str:
    """Return the first grade whose limit the composite reaches: step 9.

    >>> from gongjian.methods.policy import DEFAULT_POLICY, read_policy
    >>> grade_of_points(read_policy(DEFAULT_POLICY), 8760)
    'FAIRLY_GOOD'
    """
    return next(step.grade for step in policy.grades if composite_cp >= step.from_cp)


def grade_before_quota(policy: Policy, scores: Scores, caps: Iterable[Row]) -> tuple[str, str | None]:
    """Return the grade after gates and caps, and which of them lowered it last, if any: step 9.

    scores  of a unit with a composite
    caps    the unit's rows of the table `caps`
    raises  CapUnknown
    """
    grade, held_by = grade_of_points(policy, scores.composite_cp or 0), None
    for gate in policy.gates:
        lower = policy.lower_of(grade, gate.at_most)
        if scores.satisfied * FULL < gate.satisfied_below_bp * scores.valid and lower != grade:
            grade, held_by = lower, "GATE"
    known = tuple(step.grade for step in policy.grades)
    for cap in caps:
        at_most = text_of(cap, "at_most")
        if at_most not in known:
            raise CapUnknown(f"caps.{cap['unit']}", at_most, known)
        lower = policy.lower_of(grade, at_most)
        if lower != grade:
            grade, held_by = lower, "CAP"
    return grade, held_by


def result_before_quota(policy: Policy, rows: UnitRows) -> Result:
    """Return the result of one unit as far as it does not depend on others: steps 1 to 9."""
    scores = unit_scores(policy, rows)
    agreed_on = None if rows.unit["agreed_on"] is None else whole_of(rows.unit, "agreed_on")
    reason = reason_not_graded(policy, agreed_on, scores.valid)
    if reason is not None:
        return Result(rows.number, unit_class(rows), reason)
    grade, held_by = grade_before_quota(policy, scores, rows.caps)
    return Result(
        unit=rows.number,
        unit_class=unit_class(rows),
        a_cp=scores.components["A"],
        b_cp=scores.components["B"],
        c_cp=scores.components["C"],
        d_cp=scores.components["D"],
        bonus_cp=scores.bonus_cp,
        deduct_cp=scores.deduct_cp,
        composite_cp=scores.composite_cp,
        satisfied_bp=satisfied_share(policy.ballot, counts_of(policy.ballot, rows.ballots)),
        grade=grade,
        held_by=held_by,
        missing=scores.missing(),
    )


def results(policy: Policy, inputs: Inputs) -> list[Result]:
    """Return the results of all units, by unit: the whole of docs/tables.md, How a result is made.

    inputs  the eight tables, as `check_tables` lets them pass; rows about unknown units count for nothing
    raises  CapUnknown, or a subclass of DecisionRefused
    """
    alone = [result_before_quota(policy, rows) for rows in rows_by_unit(inputs).values()]
    decided = _decided(policy, inputs["decisions"])
    settled: list[Result] = []
    in_a_band: set[int] = set()
    for graded in _by_class([result for result in alone if result.reason is None]):
        band = tie_band(policy, graded)
        in_a_band.update(band.units if band else ())
        settled += _ranked(_settled(policy, graded, band, decided))
    for unit in decided:
        if unit not in in_a_band:
            raise DecisionOutsideTheBand(f"decisions.{unit}", decided[unit])
    return sorted(settled + [result for result in alone if result.reason], key=lambda result: result.unit)


def tie_bands(policy: Policy, all_results: Iterable[Result]) -> list[TieBand]:
    """Return what the committee has to decide, one band for each class that is tied at its quota line: step 10.

    all_results  of `results`, with decisions or without: the bands are the same

    >>> from gongjian.methods.policy import DEFAULT_POLICY, read_policy
    >>> two = [Result(unit, "ORGAN", composite_cp=cp, grade="GOOD") for unit, cp in ((1, 9430), (2, 9400))]
    >>> [(band.line_cp, band.seats_left, band.units) for band in tie_bands(read_policy(DEFAULT_POLICY), two)]
    [(9430, 1, (1, 2))]
    """
    graded = [result for result in all_results if result.reason is None]
    bands = [tie_band(policy, group) for group in _by_class(graded)]
    return [band for band in bands if band is not None]


def tie_band(policy: Policy, graded: Sequence[Result]) -> TieBand | None:
    """Return the band at the quota line of one class, or None if the line does not cut a tie: step 10.

    graded  all graded results of one class, before the quota or after it
    """
    seats, candidates = _seats(policy, len(graded)), _candidates(policy, graded)
    if seats == 0 or len(candidates) <= seats:
        return None
    line, tie_cp = candidates[seats - 1].points, policy.quota.tie_cp
    if line - candidates[seats].points >= tie_cp:
        return None
    above = sum(result.points >= line + tie_cp for result in candidates)
    members = tuple(result.unit for result in candidates if line - tie_cp < result.points < line + tie_cp)
    return TieBand(graded[0].unit_class, policy.quota.grade, line, seats, seats - above, members)


def _seats(policy: Policy, graded: int) -> int:
    return max(graded * policy.quota.most_bp // FULL, policy.quota.at_least)


def _candidates(policy: Policy, graded: Sequence[Result]) -> list[Result]:
    """Return who stands at the quota's grade, or stood there until the quota; the best first."""
    standing = [result for result in graded if result.grade == policy.quota.grade or result.held_by in {"QUOTA", "TIE"}]
    return sorted(standing, key=lambda result: (-result.points, result.unit))


def _settled(
    policy: Policy, graded: Sequence[Result], band: TieBand | None, decided: Mapping[int, str]
) -> list[Result]:
    """Return the results of one class after the quota and the decisions about its band."""
    seats, candidates = _seats(policy, len(graded)), _candidates(policy, graded)
    members = band.units if band else ()
    keeping = {unit for unit in members if decided.get(unit) == policy.quota.grade}
    if band and len(keeping) > band.seats_left:
        raise MoreDecisionsThanSeats(band.unit_class, len(keeping), band.seats_left)
    safe = candidates[: band.seats - band.seats_left] if band else candidates[:seats]
    keeping.update(result.unit for result in safe)
    lowered = {result.unit for result in candidates} - keeping
    return [
        replace(result, grade=policy.quota.then, held_by="TIE" if result.unit in members else "QUOTA")
        if result.unit in lowered
        else result
        for result in graded
    ]


def _ranked(graded: Sequence[Result]) -> list[Result]:
    """Return the results of one class with their ranks, equal ones sharing the better: step 11."""
    points = sorted((result.points for result in graded), reverse=True)
    first = {composite: place for place, composite in reversed(list(enumerate(points, start=1)))}
    return [replace(result, rank=first[result.points]) for result in graded]


def _by_class(graded: Iterable[Result]) -> list[list[Result]]:
    ordered = sorted(graded, key=lambda result: (result.unit_class, result.unit))
    return [list(group) for _, group in groupby(ordered, key=lambda result: result.unit_class)]


def _decided(policy: Policy, rows: Iterable[Row]) -> dict[int, str]:
    decided: dict[int, str] = {}
    choice = (policy.quota.grade, policy.quota.then)
    for row in rows:
        unit, grade = whole_of(row, "unit"), text_of(row, "grade")
        if grade not in choice:
            raise DecisionForAnotherGrade(f"decisions.{unit}", grade, choice)
        if unit in decided:
            raise DecidedTwice(f"decisions.{unit}", grade)
        decided[unit] = grade
    return decided
