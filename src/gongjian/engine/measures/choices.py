"""The least and the greatest of two columns, for the formulas that must choose."""

import ibis

from gongjian.methods.scoring import Whole


def least(one: Whole, limit: Whole) -> Whole:
    """Return the smaller of the two; null if `one` is null, which SQL's own LEAST would pass over."""
    return ibis.ifelse(one > limit, limit, one)


def greatest(one: Whole, limit: Whole) -> Whole:
    """Return the greater of the two; null if `one` is null, which SQL's own GREATEST would pass over."""
    return ibis.ifelse(one < limit, limit, one)
