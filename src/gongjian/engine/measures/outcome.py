"""All steps of docs/tables.md put together, and what must be looked at before anything is published."""

from collections.abc import Mapping
from functools import reduce
from operator import add

from ibis.expr.types import StringValue, Table

from gongjian.engine.measures.ballots import ballot_scores
from gongjian.engine.measures.composites import composites
from gongjian.engine.measures.grades import grade_at_place, grades_before_quota, lowest_caps, place_of_grade
from gongjian.engine.measures.lines import line_scores
from gongjian.engine.measures.marks import effect_scores
from gongjian.engine.measures.quota import CLASS, grades_after_quota
from gongjian.engine.measures.visits import inspection_scores
from gongjian.engine.schemas import DISTRICT, RESULTS
from gongjian.methods.policy import COMPONENTS, Policy

ALWAYS = ("unit", "class", "reason")  # what a result says of a unit that is not graded


def outcomes(tables: Mapping[str, Table], policy: Policy) -> Table:
    """Return the results of all units, and what the checks need: the main expression of a run.

    tables   the eight of schemas.unbound_inputs; at most one row per unit in units and decisions
    returns  one row per unit, in no order: schemas.RESULTS, then district, seats (int64, null if not graded), in_band
             (boolean)
    """
    scores = composites(_scores(tables, policy), policy)
    settled = grades_after_quota(grades_before_quota(scores, policy), policy)
    named = settled.mutate(grade=grade_at_place(settled.place, policy), missing=_missing(settled))
    is_graded = named.reason.isnull()
    masked = {name: is_graded.ifelse(named[name], None) for name in RESULTS.names if name not in ALWAYS}
    return named.select(*ALWAYS, **masked, district=named[DISTRICT], seats=named.seats, in_band=named.in_band)


def _scores(tables: Mapping[str, Table], policy: Policy) -> Table:
    """Return one row per unit with all its scores, its cap and its decision; what it has no rows for is null or 0."""
    parts = (
        line_scores(tables["lines"], policy),
        ballot_scores(tables["ballots"], policy),
        inspection_scores(tables["inspections"], tables["defects"], policy),
        effect_scores(tables["marks"], policy),
        lowest_caps(tables["caps"], policy),
        tables["decisions"].select("unit", decision="grade"),
    )
    units = tables["units"]
    for number, part in enumerate(parts):
        units = units.left_join(part, "unit", rname=f"{{name}}_{number}")
    named = ("unit", DISTRICT, "class", "agreed_on")
    nullable = ("a_cp", "b_cp", "satisfied_bp", "c_cp", "d_cp", "cap", "decision")
    zeros = {name: units[name].fill_null(0) for name in ("valid", "satisfied", "bonus_cp", "deduct_cp")}
    return units.select(*named, *nullable, **zeros)


def _missing(scores: Table) -> StringValue:
    """Return the letters of the components that are not there; null if all are."""
    letters = (scores[f"{name.lower()}_cp"].isnull().ifelse(name, "") for name in COMPONENTS)
    return reduce(add, letters).nullif("")


def results(kept: Table) -> Table:
    """Return the table `results`, sorted by unit.

    kept  the rows of `outcomes`
    """
    return kept.select(*RESULTS.names).order_by("unit")


def units_met_twice(units: Table) -> Table:
    """Return the units that have more than one row, sorted: a run over them would count their rows twice."""
    numbers = units.group_by("unit").aggregate(rows=units.count())
    return numbers.filter(numbers.rows > 1).select("unit").order_by("unit")


def cap_faults(caps: Table, kept: Table, policy: Policy) -> Table:
    """Return the caps of graded units at a grade that the policy does not have, sorted: unit, at_most."""
    graded = kept.filter(kept.reason.isnull())
    unknown = caps.filter(place_of_grade(caps.at_most, policy).isnull())
    return unknown.semi_join(graded, "unit").select("unit", "at_most").order_by("unit")


def bands(kept: Table, policy: Policy) -> Table:
    """Return the tie bands, one row per class that has one, sorted by district and class.

    returns  district, class; keeping, how many units of the band hold the quota's grade; seats_left, how many may
    """
    holds = kept.grade == policy.quota.grade
    found = kept.group_by(*CLASS).aggregate(
        members=kept.in_band.sum(),
        keeping=(holds & kept.in_band).sum(),
        seats_left=kept.seats.max() - (holds & ~kept.in_band).sum(),
    )
    return found.filter(found.members > 0).drop("members").order_by(*CLASS)


def decision_places(decisions: Table, kept: Table) -> Table:
    """Return every decision with whether its unit stands in a tie band, sorted: unit, grade, in_band."""
    joined = decisions.left_join(kept.select("unit", "in_band"), "unit")
    return joined.select("unit", "grade", in_band=joined.in_band.fill_null(False)).order_by("unit")
