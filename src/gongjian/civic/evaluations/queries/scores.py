"""One unit's score: its tree down to the lines, and what a change of one line would do."""

from gongjian.civic.evaluations.models import Grading, Outcome, Scheme
from gongjian.civic.evaluations.queries.inputs import inputs_of
from gongjian.methods.grading import Result, TieBand, results, tie_bands
from gongjian.methods.policy import Policy, read_policy
from gongjian.methods.tables import UnitRows, rows_by_unit
from gongjian.methods.trees import Node, score_tree


def policy_of(scheme: Scheme) -> Policy:
    """Return the policy of a year, read and checked."""
    return read_policy(scheme.policy)


def unit_rows(scheme: Scheme, unit: int) -> UnitRows | None:
    """Return a unit's rows of the year, or None if it was no resident unit at its end."""
    return rows_by_unit(inputs_of(scheme.programme, [unit])).get(unit)


def tree_of(scheme: Scheme, unit: int) -> Node | None:
    """Return the score tree of a unit, computed from its locked lines; None without rows."""
    rows = unit_rows(scheme, unit)
    return None if rows is None else score_tree(policy_of(scheme), rows)


def result_of(outcome: Outcome) -> Result:
    """Return an outcome as the methods know it."""
    return Result(
        unit=outcome.unit_id,
        unit_class=outcome.grouping,
        reason=outcome.reason or None,
        a_cp=outcome.a_cp,
        b_cp=outcome.b_cp,
        c_cp=outcome.c_cp,
        d_cp=outcome.d_cp,
        bonus_cp=outcome.bonus_cp,
        deduct_cp=outcome.deduct_cp,
        composite_cp=outcome.composite_cp,
        satisfied_bp=outcome.satisfied_bp,
        rank=outcome.rank,
        grade=outcome.grade or None,
        held_by=outcome.held_by or None,
        missing=outcome.missing or None,
    )


def bands_of(grading: Grading) -> list[TieBand]:
    """Return the bands at the quota lines that the committee has to decide, or has decided: they stay the same."""
    return tie_bands(policy_of(grading.scheme), [result_of(outcome) for outcome in grading.outcomes.order_by("unit")])


def is_current(grading: Grading) -> bool:
    """Return whether the outcomes are still what the facts give."""
    stored = [result_of(outcome).row() for outcome in grading.outcomes.order_by("unit")]
    inputs = inputs_of(grading.scheme.programme)
    return stored == [result.row() for result in results(policy_of(grading.scheme), inputs)]
