"""The rows of one unit become its scores, nulls and all: steps 1 to 7 of docs/tables.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongjian.methods.policy import COMPONENTS, FULL, Ballot, Bonus, Deduction, Indicator, InspectionRule, Panel, Policy
from gongjian.methods.scoring.formulas import (
    ballot_points,
    half_up,
    held,
    indicator_points,
    inspection_points,
    limited,
    rescaled,
    share_of_points,
    weighted,
)
from gongjian.methods.tables import Row, UnitRows, text_of, whole_of

COLUMNS: Mapping[str, str] = {  # rule -> the column without which a line does not count
    "LOSE_PER_MISS": "outcome_bp",
    "MEAN_OUTCOME": "outcome_bp",
    "SHARE_ON_TIME": "on_time",
    "WEIGHTED_OUTCOME": "outcome_bp",
    "MEAN_LEVEL": "level",
    "SHARE_ACHIEVED": "achieved",
}


def composite(
    components: Mapping[str, int | None], weights_bp: Mapping[str, int], bonus_cp: int = 0, deduct_cp: int = 0
) -> int | None:
    """Return the composite of printed components: step 7.

    components  A, B, C, D -> centipoints 0…10 000, or None: its weight is spread over the rest
    returns     centipoints 0…10 000; None if no component that weighs anything is there

    >>> weights = {"A": 4000, "B": 3000, "C": 1000, "D": 2000}
    >>> composite({"A": 8850, "B": 8400, "C": 9000, "D": 8000}, weights, bonus_cp=200)
    8760
    >>> composite({"A": 8850, "B": 8400, "C": None, "D": 8000}, weights, bonus_cp=200)
    8711
    """
    present = {name: int(components[name] is not None) for name in weights_bp}
    if not sum(weights_bp[name] * present[name] for name in weights_bp):
        return None
    mean = weighted(weights_bp, {name: components[name] or 0 for name in weights_bp}, present)
    return int(held(mean, bonus_cp, deduct_cp))


def counted_lines(policy: Policy, lines: Iterable[Row]) -> list[Row]:
    """Return the lines whose state counts: step 1."""
    return [line for line in lines if line["state"] in policy.counted_states]


def line_share(indicator: Indicator, line: Row) -> tuple[int, int] | None:
    """Return what a line adds to the two sums of its indicator, or None if it does not count there.

    line     a counted line
    returns  (numerator, denominator) for `indicator_points`; for LOSE_PER_MISS (1 if missed else 0, 1)

    >>> promises = Indicator("A2_PROMISES", "PROMISE", "WEIGHTED_OUTCOME", 4500)
    >>> line_share(promises, {"kind": "PROMISE", "weight": 3, "outcome_bp": 5000})
    (15000, 30000)
    """
    column = COLUMNS[indicator.rule]
    if line["kind"] != indicator.kind or line[column] is None:
        return None
    value = whole_of(line, column)
    match indicator.rule:
        case "LOSE_PER_MISS":
            return int(value == 0), 1
        case "MEAN_OUTCOME":
            return value, FULL
        case "SHARE_ON_TIME":
            return value, 1
        case "WEIGHTED_OUTCOME":
            weight = whole_of(line, "weight")
            return weight * value, FULL * weight
        case "MEAN_LEVEL":
            return indicator.levels_bp[value - 1], FULL
        case _:
            return value, whole_of(line, "quantity")


def indicator_score(indicator: Indicator, lines: Iterable[Row]) -> int | None:
    """Return the centipoints a unit earns on an indicator: step 2.

    lines    counted lines; those of another kind do not matter
    returns  centipoints 0…points; None if nobody asked: no line counts, or the divisor is 0

    >>> meetings = Indicator("A1_MEETINGS", "ATTENDANCE", "LOSE_PER_MISS", 1000, per_miss_cp=250)
    >>> indicator_score(meetings, [{"kind": "ATTENDANCE", "outcome_bp": 0}])
    750
    """
    shares = [share for share in (line_share(indicator, line) for line in lines) if share is not None]
    denominator = sum(share[1] for share in shares)
    if denominator == 0:
        return None
    return int(indicator_points(indicator, sum(share[0] for share in shares), denominator))


def mutual_score(indicators: Sequence[Indicator], lines: Sequence[Row]) -> int | None:
    """Return component A, what street and community say: step 3.

    lines    counted lines of one unit
    returns  centipoints 0…10 000; None if no indicator was asked
    """
    earned = [(indicator_score(indicator, lines), indicator.points_cp) for indicator in indicators]
    asked = [(score, points) for score, points in earned if score is not None]
    if not asked:
        return None
    return int(rescaled(sum(score for score, _ in asked), sum(points for _, points in asked)))


def ballot_counts(ballot: Ballot, rows: Iterable[Row]) -> dict[str, int]:
    """Return the marks of a unit by option, over all streets; abstentions are left out."""
    counts = dict.fromkeys(ballot.options_bp, 0)
    for row in rows:
        for option in counts:
            counts[option] += whole_of(row, option.lower())
    return counts


def ballot_score(ballot: Ballot, counts: Mapping[str, int]) -> int | None:
    """Return component B, what the representatives say: step 4.

    counts   option -> valid marks
    returns  centipoints 0…10 000; None without a valid mark

    >>> options = {"GOOD": 10000, "FAIRLY_GOOD": 8000, "FAIR": 6000, "POOR": 4000}
    >>> ballot_score(Ballot(options, ("GOOD",)), {"GOOD": 30, "FAIRLY_GOOD": 10, "FAIR": 4, "POOR": 1})
    9067
    """
    return int(ballot_points(counts, ballot.options_bp)) if sum(counts.values()) else None


def satisfied_marks(ballot: Ballot, counts: Mapping[str, int]) -> tuple[int, int]:
    """Return how many marks mean a satisfied voter, and how many are valid."""
    return sum(counts[option] for option in ballot.satisfied), sum(counts.values())


def satisfied_share(ballot: Ballot, counts: Mapping[str, int]) -> int | None:
    """Return the share of satisfied voters in basis points, for show only; None without a valid mark.

    >>> options = {"GOOD": 10000, "FAIRLY_GOOD": 8000, "FAIR": 6000, "POOR": 4000}
    >>> satisfied_share(Ballot(options, ("GOOD", "FAIRLY_GOOD")), {"GOOD": 30, "FAIRLY_GOOD": 10, "FAIR": 4, "POOR": 1})
    8889
    """
    satisfied, valid = satisfied_marks(ballot, counts)
    return int(half_up(FULL * satisfied, valid)) if valid else None


def defect_cost(rule: InspectionRule, defect: Row) -> int:
    """Return the centipoints one defect costs before anything is limited: step 5."""
    points = rule.major_cp if defect["severity"] == "MAJOR" else rule.minor_cp
    return points * (rule.late_times if defect["late"] else 1)


def inspection_score(rule: InspectionRule, inspections: Sequence[Row], defects: Sequence[Row]) -> int | None:
    """Return component C, what inspection found: step 5.

    returns  centipoints 0…10 000; None for a unit that nobody visited
    """
    if not inspections:
        return None
    kinds = [(defect["severity"], bool(defect["late"])) for defect in defects]
    return int(
        inspection_points(
            rule,
            minor=kinds.count(("MINOR", False)),
            major=kinds.count(("MAJOR", False)),
            late_minor=kinds.count(("MINOR", True)),
            late_major=kinds.count(("MAJOR", True)),
        )
    )


def kept_marks(panel: Panel, marks: Sequence[Row]) -> list[Row]:
    """Return the marks of one part without one highest and one lowest, if there are enough: step 6.

    Of equal marks the one that stands first is dropped.
    """
    kept = list(marks)
    if len(kept) >= panel.drop_extremes_from:
        for extreme in (max, min):
            kept.remove(extreme(kept, key=lambda row: whole_of(row, "mark_bp")))
    return kept


def part_score(panel: Panel, part: str, marks: Iterable[Row]) -> int | None:
    """Return the centipoints a unit earns on one part of the panel's view; None without a mark: step 6."""
    kept = kept_marks(panel, [row for row in marks if row["part"] == part])
    if not kept:
        return None
    total = sum(whole_of(row, "mark_bp") for row in kept)
    return int(share_of_points(panel.points_cp[part], total, FULL * len(kept)))


def effect_score(panel: Panel, marks: Sequence[Row]) -> int | None:
    """Return component D, what the panel sees: step 6.

    marks    of one unit
    returns  centipoints; None unless every part has a mark
    """
    parts = [part_score(panel, part, marks) for part in panel.points_cp]
    found = [score for score in parts if score is not None]
    return sum(found) if len(found) == len(parts) else None


def bonus_lines(bonus: Bonus, lines: Iterable[Row]) -> list[Row]:
    """Return the counted lines that earn this bonus: of its kind, with at least its quantity: step 7."""
    return [
        line
        for line in lines
        if line["kind"] == bonus.kind
        and line["quantity"] is not None
        and whole_of(line, "quantity") >= bonus.least_quantity
    ]


def bonus(policy: Policy, lines: Sequence[Row]) -> int:
    """Return the centipoints added for counted lines: step 7."""
    earned = sum(limited(each.each_cp, len(bonus_lines(each, lines)), each.most_cp) for each in policy.bonuses)
    return int(min(earned, policy.bonus_most_cp))


def deduction_lines(deduction: Deduction, lines: Iterable[Row]) -> list[Row]:
    """Return the counted lines that this deduction is taken for: step 7."""
    return [line for line in lines if line["kind"] == deduction.kind]


def deductions(policy: Policy, lines: Sequence[Row]) -> int:
    """Return the centipoints taken off for counted lines, as a number >= 0: step 7."""
    taken = sum(each.each_cp * len(deduction_lines(each, lines)) for each in policy.deductions)
    return min(taken, policy.deductions_most_cp)


@dataclass(frozen=True, slots=True)
class Scores:
    """The printed numbers of one unit, before any grade.

    components    A, B, C, D -> centipoints or None
    composite_cp  None if no component that weighs anything is there
    satisfied     marks of satisfied voters, of `valid` marks
    """

    components: Mapping[str, int | None]
    bonus_cp: int
    deduct_cp: int
    composite_cp: int | None
    satisfied: int
    valid: int

    def missing(self) -> str | None:
        """Return the letters of the components that are not there, such as "CD"; None if all are."""
        return "".join(name for name in COMPONENTS if self.components[name] is None) or None


def unit_scores(policy: Policy, rows: UnitRows) -> Scores:
    """Return all scores of one unit from its rows: steps 1 to 7."""
    lines = counted_lines(policy, rows.lines)
    counts = ballot_counts(policy.ballot, rows.ballots)
    components = {
        "A": mutual_score(policy.indicators, lines),
        "B": ballot_score(policy.ballot, counts),
        "C": inspection_score(policy.inspection, rows.inspections, rows.defects),
        "D": effect_score(policy.panel, rows.marks),
    }
    added, taken = bonus(policy, lines), deductions(policy, lines)
    satisfied, valid = satisfied_marks(policy.ballot, counts)
    return Scores(components, added, taken, composite(components, policy.weights_bp, added, taken), satisfied, valid)


def unit_class(rows: UnitRows) -> str:
    """Return the class within which a unit is compared."""
    return text_of(rows.unit, "class")
