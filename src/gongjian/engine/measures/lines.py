"""Component A, bonus and deductions, from one scan of the lines: steps 1, 2, 3 and 7 of docs/tables.md."""

from collections import Counter
from collections.abc import Mapping
from functools import reduce
from operator import add, or_

import ibis
from ibis.expr.types import IntegerScalar, IntegerValue, Table

from gongjian.engine.measures.choices import greatest, least
from gongjian.methods.policy import FULL, Indicator, Policy
from gongjian.methods.scoring import COLUMNS, indicator_points, limited, rescaled


def line_scores(lines: Table, policy: Policy) -> Table:
    """Return one row per unit with lines: unit, a_cp, bonus_cp, deduct_cp, all int64 centipoints.

    lines    schemas.INPUTS
    returns  a_cp null if no indicator was asked; the others 0 without a line of theirs
    """
    earned = _earned(line_sums(lines, policy), policy)
    return earned.select(
        "unit",
        a_cp=rescaled(earned.earned_cp, earned.possible_cp.nullif(0)),
        bonus_cp=least(earned.bonus_cp, policy.bonus_most_cp),
        deduct_cp=least(earned.deduct_cp, policy.deductions_most_cp),
    )


def line_sums(lines: Table, policy: Policy) -> Table:
    """Return one row per unit with lines: the sums over its counted lines that the rules of the policy need.

    returns  unit; for indicator number i `numerator_i`, null where no line counts, and `denominator_i`, both as in
             line_share, but no denominator for LOSE_PER_MISS; for bonus number i `bonus_i`, lines, null for none; if
             there are deductions, `deduct`, centipoints
    """
    places = _places(policy)
    placed = lines.mutate(place=_place(lines, places, policy))

    def of_kind(kind: str, column: str) -> IntegerValue:
        return (placed.place == places[kind]).ifelse(placed[column], None)

    sums: dict[str, IntegerScalar] = {}
    for number, indicator in enumerate(policy.indicators):
        value = of_kind(indicator.kind, COLUMNS[indicator.rule])
        sums[f"numerator_{number}"] = _numerator(indicator, value, placed)
        if indicator.rule != "LOSE_PER_MISS":
            sums[f"denominator_{number}"] = _denominator(indicator, value, placed)
    for number, bonus in enumerate(policy.bonuses):
        sums[f"bonus_{number}"] = (of_kind(bonus.kind, "quantity") >= bonus.least_quantity).sum()
    if policy.deductions:
        costs: Counter[int] = Counter()
        for each in policy.deductions:
            costs[places[each.kind]] += each.each_cp
        sums["deduct"] = placed.place.cases(*costs.items(), else_=0).sum()
    return placed.group_by("unit").aggregate(**sums)


def _places(policy: Policy) -> dict[str, int]:
    """Return a number from 1 for each kind of line that the policy asks about."""
    kinds = [each.kind for each in policy.indicators]
    kinds += [each.kind for each in policy.bonuses]
    kinds += [each.kind for each in policy.deductions]
    return {kind: place for place, kind in enumerate(dict.fromkeys(kinds), start=1)}


def _place(lines: Table, places: Mapping[str, int], policy: Policy) -> IntegerValue:
    """Return the number of a line's kind, 0 for a line that does not count: step 1.

    Each text is looked at once and every sum compares numbers; a filter and sums by kind take a quarter longer.
    """
    is_counted = reduce(or_, (lines.state == state for state in policy.counted_states))
    return is_counted.cast("int64") * lines.kind.cases(*places.items(), else_=0)


def _numerator(indicator: Indicator, value: IntegerValue, lines: Table) -> IntegerScalar:
    """Return the sum of the first numbers of `line_share`.

    value  the column of the indicator's rule where the line counts, else null
    """
    match indicator.rule:
        case "LOSE_PER_MISS":
            return (value == 0).sum()
        case "WEIGHTED_OUTCOME":
            return (lines.weight * value).sum()
        case "MEAN_LEVEL":
            return value.cases(*enumerate(indicator.levels_bp, start=1)).sum()
    return value.sum()


def _denominator(indicator: Indicator, value: IntegerValue, lines: Table) -> IntegerScalar:
    """Return the sum of the second numbers of `line_share`; null or 0 where no line counts."""
    match indicator.rule:
        case "MEAN_OUTCOME" | "MEAN_LEVEL":
            return FULL * value.count()
        case "WEIGHTED_OUTCOME":
            return FULL * value.notnull().ifelse(lines.weight, None).sum()
        case "SHARE_ACHIEVED":
            return value.notnull().ifelse(lines.quantity, None).sum()
    return value.count()


def _earned(sums: Table, policy: Policy) -> Table:
    """Return unit, earned_cp and possible_cp over the indicators that were asked, bonus_cp and deduct_cp unlimited."""
    points: dict[str, IntegerValue] = {}
    for number, indicator in enumerate(policy.indicators):
        numerator, name = sums[f"numerator_{number}"], f"denominator_{number}"
        denominator = sums[name].nullif(0) if name in sums.columns else None
        points[f"points_{number}"] = indicator_points(indicator, numerator, denominator, greatest=greatest)
    extras = [
        limited(bonus.each_cp, sums[f"bonus_{number}"].fill_null(0), bonus.most_cp, least=least)
        for number, bonus in enumerate(policy.bonuses)
    ]
    scored = sums.select(
        "unit",
        **points,
        bonus_cp=reduce(add, extras, ibis.literal(0)),
        deduct_cp=sums.deduct if policy.deductions else ibis.literal(0),
    )
    possible = [
        scored[name].notnull().ifelse(indicator.points_cp, 0)
        for name, indicator in zip(points, policy.indicators, strict=True)
    ]
    earned_cp = reduce(add, (scored[name].fill_null(0) for name in points))
    return scored.select("unit", "bonus_cp", "deduct_cp", earned_cp=earned_cp, possible_cp=reduce(add, possible))
