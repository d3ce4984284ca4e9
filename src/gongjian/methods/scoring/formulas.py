"""The formulas on sums: they use only + - * //, so ints and integer columns go through the same function.

A formula that must choose a least or greatest value takes that choice as an argument: `min` and `max`, or the
like for columns. Nulls, and sums that are divided by and may be 0, are the caller's business.
Points are centipoints (100.00 = 10 000), shares basis points. Source: docs/tables.md, How a result is made.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from gongjian.methods.policy import FULL, Indicator, InspectionRule

Whole: TypeAlias = Any  # an int, or an integer column: the arithmetic is the same
Choice: TypeAlias = Callable[..., Whole]  # min or max of two, or the same for columns


def half_up(numerator: Whole, denominator: Whole) -> Whole:
    """Return the quotient, rounded half up to a whole number.

    numerator    >= 0; ints or integer columns
    denominator  > 0

    >>> half_up(1, 2), half_up(2, 3), half_up(1, 3)
    (1, 1, 0)
    """
    return (2 * numerator + denominator) // (2 * denominator)


def share_of_points(points_cp: Whole, numerator: Whole, denominator: Whole) -> Whole:
    """Return the part of the points that a share earns: step 2, all rules but one, and step 6.

    numerator, denominator  sums over the lines that count, see `line_share`; for a part of the panel
                            the sum of the marks and 10 000 times their number

    >>> share_of_points(4500, 25_000, 30_000)
    3750
    """
    return half_up(points_cp * numerator, denominator)


def lose_per_miss(points_cp: Whole, per_miss_cp: Whole, misses: Whole, *, greatest: Choice = max) -> Whole:
    """Return what is left of the points after the misses: step 2, LOSE_PER_MISS.

    >>> lose_per_miss(1000, 250, 3), lose_per_miss(1000, 250, 5)
    (250, 0)
    """
    return greatest(points_cp - per_miss_cp * misses, 0)


def indicator_points(indicator: Indicator, numerator: Whole, denominator: Whole, *, greatest: Choice = max) -> Whole:
    """Return the centipoints an indicator earns, by its rule, from the sums of `line_share`.

    numerator    for LOSE_PER_MISS the number of misses
    denominator  > 0; not used by LOSE_PER_MISS
    """
    if indicator.rule == "LOSE_PER_MISS":
        return lose_per_miss(indicator.points_cp, indicator.per_miss_cp, numerator, greatest=greatest)
    return share_of_points(indicator.points_cp, numerator, denominator)


def rescaled(earned_cp: Whole, possible_cp: Whole) -> Whole:
    """Return what was earned as if the points that could be earned were 100: step 3.

    >>> rescaled(8000, 9500)
    8421
    """
    return half_up(FULL * earned_cp, possible_cp)


def ballot_points(counts: Mapping[str, Whole], options_bp: Mapping[str, int]) -> Whole:
    """Return the mean worth of the valid marks: step 4.

    counts   option -> number of marks, for every option; together > 0

    >>> ballot_points({"GOOD": 30, "POOR": 10}, {"GOOD": 10000, "POOR": 4000})
    8500
    """
    return half_up(
        sum(counts[name] * options_bp[name] for name in options_bp), sum(counts[name] for name in options_bp)
    )


def inspection_points(
    rule: InspectionRule, minor: Whole, major: Whole, late_minor: Whole, late_major: Whole, *, greatest: Choice = max
) -> Whole:
    """Return what defects leave of 100 points: step 5.

    minor, major            defects corrected in time
    late_minor, late_major  the others

    >>> inspection_points(InspectionRule(1000, 2500, 2), 1, 0, 0, 1)
    4000
    """
    in_time = rule.minor_cp * minor + rule.major_cp * major
    late = rule.minor_cp * late_minor + rule.major_cp * late_major
    return greatest(FULL - in_time - rule.late_times * late, 0)


def limited(each_cp: int, number: Whole, most_cp: int, *, least: Choice = min) -> Whole:
    """Return so much for each, but at most a limit: step 7.

    >>> limited(100, 3, 200)
    200
    """
    return least(each_cp * number, most_cp)


def weighted(weights_bp: Mapping[str, int], values: Mapping[str, Whole], present: Mapping[str, Whole]) -> Whole:
    """Return the mean of the values that are there, by weight, rounded half up: step 7, first half.

    weights_bp  name -> basis points
    values      name -> centipoints; any number, such as 0, where the value is not there
    present     name -> 1 where the value is there, else 0; at least one weight above 0 must be there

    >>> weighted({"A": 4000, "B": 6000}, {"A": 9000, "B": 0}, {"A": 1, "B": 0})
    9000
    """
    total = sum(weights_bp[name] * values[name] * present[name] for name in weights_bp)
    return half_up(total, sum(weights_bp[name] * present[name] for name in weights_bp))


def held(mean_cp: Whole, bonus_cp: Whole, deduct_cp: Whole, *, least: Choice = min, greatest: Choice = max) -> Whole:
    """Return the composite: mean plus bonus minus deductions, within 0…10 000: step 7, second half.

    >>> held(9900, 300, 0), held(100, 0, 500)
    (10000, 0)
    """
    return greatest(least(mean_cp + bonus_cp - deduct_cp, FULL), 0)
