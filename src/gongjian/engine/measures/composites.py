"""The composite of every unit, or why it is not graded: steps 7 and 8 of docs/tables.md."""

import ibis
from ibis.expr.types import IntegerValue, StringValue, Table

from gongjian.engine.measures.choices import greatest, least
from gongjian.methods.grading import full_months
from gongjian.methods.policy import Policy
from gongjian.methods.scoring import held, weighted


def composites(scores: Table, policy: Policy) -> Table:
    """Return the same rows with reason, text, and composite_cp, int64 centipoints; one of the two is null.

    scores   one row per unit: agreed_on, valid (0 without ballots), a_cp, b_cp, c_cp, d_cp, bonus_cp, deduct_cp
    """
    explained = scores.mutate(reason=_reason(scores.agreed_on, scores.valid, policy))
    meant = explained.mutate(mean_cp=_mean(explained, policy))
    composite_cp = held(meant.mean_cp, meant.bonus_cp, meant.deduct_cp, least=least, greatest=greatest)
    return meant.mutate(composite_cp=composite_cp).drop("mean_cp", "agreed_on")


def _reason(agreed_on: IntegerValue, valid: IntegerValue, policy: Policy) -> StringValue:
    """Return the first reason that applies, as in reason_not_graded: step 8."""
    until = policy.period_until
    return ibis.cases(
        (agreed_on.isnull() | (agreed_on >= until), "NO_AGREEMENT"),
        (full_months(agreed_on, until) < policy.eligible.months_in_force, "TOO_SHORT"),
        (valid < policy.eligible.valid_marks, "FEW_MARKS"),
    )


def _mean(explained: Table, policy: Policy) -> IntegerValue:
    """Return the weighted mean of what is there; null for a unit that is not graded, so that all it leads to is null.

    A graded unit has ballots, and B always weighs something: the weights that are there never add up to 0.
    """
    names = {name: f"{name.lower()}_cp" for name in policy.weights_bp}
    is_graded = explained.reason.isnull()
    return weighted(
        policy.weights_bp,
        {name: explained[column].fill_null(0) for name, column in names.items()},
        {name: is_graded.ifelse(explained[column].notnull().cast("int64"), None) for name, column in names.items()},
    )
