"""Grades by composite, gates and caps, one unit at a time: step 9 of docs/tables.md."""

import ibis
from ibis.expr.types import IntegerValue, StringValue, Table

from gongjian.engine.measures.choices import greatest
from gongjian.methods.policy import FULL, Policy


def lowest_caps(caps: Table, policy: Policy) -> Table:
    """Return one row per capped unit: unit, cap, the place of the grade it is limited to, int64.

    caps  schemas.INPUTS; a grade that the policy does not have limits nothing here, `cap_faults` finds it
    """
    return caps.group_by("unit").aggregate(cap=place_of_grade(caps.at_most, policy).max())


def grades_before_quota(composites: Table, policy: Policy) -> Table:
    """Return the same rows with place, int64, how many grades are better, and held_by, GATE, CAP or null.

    composites  one row per unit: composite_cp, satisfied, valid, cap (a place, or null without one)
    returns     both null for a unit without a composite
    """
    steps = ((composites.composite_cp >= step.from_cp, place) for place, step in enumerate(policy.grades))
    reached = composites.mutate(reached=ibis.cases(*steps).cast("int64"))
    gated = reached.mutate(gated=_after_gates(reached, policy))
    capped = gated.mutate(place=greatest(gated.gated, gated.cap.fill_null(0)))
    held_by = ibis.cases((capped.place > capped.gated, "CAP"), (capped.gated > capped.reached, "GATE"))
    return capped.mutate(held_by=held_by).drop("reached", "gated", "cap")


def place_of_grade(grade: StringValue, policy: Policy) -> IntegerValue:
    """Return how many grades are better than this one; null for one that the policy does not have."""
    return ibis.cases(*((grade == step.grade, place) for place, step in enumerate(policy.grades))).cast("int64")


def grade_at_place(place: IntegerValue, policy: Policy) -> StringValue:
    """Return the grade that has so many better ones; null for null."""
    return ibis.cases(*((place == number, step.grade) for number, step in enumerate(policy.grades)))


def _after_gates(reached: Table, policy: Policy) -> IntegerValue:
    """Return the lowest of the grade that was reached and of the limits of the gates that are closed."""
    gates = sorted(policy.gates, key=lambda gate: policy.place_of(gate.at_most), reverse=True)
    closed = [(reached.satisfied * FULL < gate.satisfied_below_bp * reached.valid, gate) for gate in gates]
    if not closed:
        return reached.reached
    limit = ibis.cases(*((is_closed, policy.place_of(gate.at_most)) for is_closed, gate in closed), else_=0)
    return greatest(reached.reached, limit)
