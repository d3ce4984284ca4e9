"""Component B, what the representatives say: step 4 of docs/tables.md."""

from ibis.expr.types import Table

from gongjian.methods.policy import FULL, Policy
from gongjian.methods.scoring import ballot_points, half_up


def ballot_scores(ballots: Table, policy: Policy) -> Table:
    """Return one row per unit with a valid mark: unit, valid, satisfied, b_cp, satisfied_bp, all int64.

    ballots  schemas.INPUTS; a unit has one row per street
    returns  valid and satisfied in marks, b_cp in centipoints, satisfied_bp in basis points, for show only
    """
    options = policy.ballot.options_bp
    sums = ballots.group_by("unit").aggregate(**{name: ballots[name.lower()].sum() for name in options})
    counts = sums.mutate(
        valid=sum(sums[name] for name in options), satisfied=sum(sums[name] for name in policy.ballot.satisfied)
    )
    voted = counts.filter(counts.valid > 0)
    return voted.select(
        "unit",
        "valid",
        "satisfied",
        b_cp=ballot_points({name: voted[name] for name in options}, options),
        satisfied_bp=half_up(FULL * voted.satisfied, voted.valid),
    )
