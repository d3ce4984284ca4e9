"""Component A, bonus and deductions, from one scan of the lines: steps 1, 2, 3 and 7 of docs/tables.md."""

from functools import reduce
from operator import add, or_

import ibis
from ibis.expr.types import BooleanValue, IntegerScalar, IntegerValue, StringValue, Table

from gongjian.engine.measures.choices import greatest, least
from gongjian.methods.policy import FULL, Indicator, Policy
from gongjian.methods.scoring import COLUMNS, indicator_points, limited, rescaled


def line_scores(lines: Table, policy: Policy) -> Table:
    """Return one row per unit with a counted line: unit, a_cp, bonus_cp, deduct_cp, all int64 centipoints.

    lines    schemas.INPUTS
    returns  a_cp null if no indicator was asked; the others 0 without a line of theirs
    """
    sums = line_sums(lines, policy)
    return sums.select(
        "unit",
        a_cp=_mutual(sums, policy),
        bonus_cp=_bonus(sums, policy),
        deduct_cp=_deduct(sums, policy),
    )


def line_sums(lines: Table, policy: Policy) -> Table:
    """Return one row per unit with a counted line: the sums over its lines that the rules of the policy need.

    returns  unit; for indicator number i `numerator_i`, null where no line counts, and `denominator_i`, both as in
             line_share, but no denominator for LOSE_PER_MISS; for bonus number i `bonus_i`, lines; for deduction
             number i `deduction_i`, lines
    """
    counted = lines.filter(_is_one_of(lines.state, policy.counted_states))
    sums: dict[str, IntegerScalar] = {}
    for place, indicator in enumerate(policy.indicators):
        sums[f"numerator_{place}"] = _numerator(indicator, counted)
        if indicator.rule != "LOSE_PER_MISS":
            sums[f"denominator_{place}"] = _denominator(indicator, counted)
    for place, bonus in enumerate(policy.bonuses):
        sums[f"bonus_{place}"] = ((counted.kind == bonus.kind) & (counted.quantity >= bonus.least_quantity)).sum()
    for place, deduction in enumerate(policy.deductions):
        sums[f"deduction_{place}"] = (counted.kind == deduction.kind).sum()
    return counted.group_by("unit").aggregate(**sums)


def _is_one_of(column: StringValue, words: tuple[str, ...]) -> BooleanValue:
    """Return whether a text is one of the words; DuckDB compares faster than it looks up."""
    return reduce(or_, (column == word for word in words))


def _numerator(indicator: Indicator, lines: Table) -> IntegerScalar:
    """Return the sum of the first numbers of `line_share`."""
    value = lines[COLUMNS[indicator.rule]]
    match indicator.rule:
        case "LOSE_PER_MISS":
            value = (value == 0).cast("int64")
        case "WEIGHTED_OUTCOME":
            value = lines.weight * value
        case "MEAN_LEVEL":
            value = ibis.cases(*((value == level, worth) for level, worth in enumerate(indicator.levels_bp, start=1)))
    return _sum_over(lines, lines.kind == indicator.kind, value)


def _denominator(indicator: Indicator, lines: Table) -> IntegerScalar:
    """Return the sum of the second numbers of `line_share`."""
    counts = (lines.kind == indicator.kind) & lines[COLUMNS[indicator.rule]].notnull()
    match indicator.rule:
        case "MEAN_OUTCOME" | "MEAN_LEVEL":
            return FULL * counts.sum()
        case "WEIGHTED_OUTCOME":
            return FULL * _sum_over(lines, counts, lines.weight)
        case "SHARE_ACHIEVED":
            return _sum_over(lines, counts, lines.quantity)
    return counts.sum()


def _sum_over(lines: Table, condition: BooleanValue, value: IntegerValue) -> IntegerScalar:
    """Return the sum over the lines that meet a condition; null if none has a value. Faster than a FILTER clause."""
    return condition.ifelse(value, None).sum()


def _mutual(sums: Table, policy: Policy) -> IntegerValue:
    """Return component A: steps 2 and 3."""
    earned, possible = ibis.literal(0), ibis.literal(0)
    for place, indicator in enumerate(policy.indicators):
        numerator, name = sums[f"numerator_{place}"], f"denominator_{place}"
        denominator = sums[name].nullif(0) if name in sums.columns else None
        points = indicator_points(indicator, numerator, denominator, greatest=greatest)
        earned += points.fill_null(0)
        possible += points.notnull().ifelse(indicator.points_cp, 0)
    return rescaled(earned, possible.nullif(0))


def _bonus(sums: Table, policy: Policy) -> IntegerValue:
    numbers = [(bonus, sums[f"bonus_{place}"].fill_null(0)) for place, bonus in enumerate(policy.bonuses)]
    earned = [limited(bonus.each_cp, number, bonus.most_cp, least=least) for bonus, number in numbers]
    return least(reduce(add, earned, ibis.literal(0)), policy.bonus_most_cp)


def _deduct(sums: Table, policy: Policy) -> IntegerValue:
    taken = [each.each_cp * sums[f"deduction_{place}"] for place, each in enumerate(policy.deductions)]
    return least(reduce(add, taken, ibis.literal(0)), policy.deductions_most_cp)
