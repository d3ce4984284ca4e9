"""Component D, what the panel sees: step 6 of docs/tables.md."""

import ibis
from ibis.expr.types import Table

from gongjian.methods.policy import FULL, Policy
from gongjian.methods.scoring import share_of_points


def effect_scores(marks: Table, policy: Policy) -> Table:
    """Return one row per unit with a mark for every part: unit, d_cp, int64 centipoints 0…10 000.

    marks  schemas.INPUTS
    """
    panel = policy.panel
    known = marks.filter(marks.part.isin(list(panel.points_cp)))
    sums = known.group_by("unit", "part").aggregate(
        number=known.count(), total=known.mark_bp.sum(), lowest=known.mark_bp.min(), highest=known.mark_bp.max()
    )
    drops = sums.number >= panel.drop_extremes_from
    kept = sums.mutate(
        number=drops.ifelse(sums.number - 2, sums.number),
        total=drops.ifelse(sums.total - sums.lowest - sums.highest, sums.total),
        points=ibis.cases(*((sums.part == part, points) for part, points in panel.points_cp.items())),
    )
    scored = kept.mutate(d_cp=share_of_points(kept.points, kept.total, FULL * kept.number))
    units = scored.group_by("unit").aggregate(d_cp=scored.d_cp.sum(), parts=scored.count())
    return units.filter(units.parts == len(panel.points_cp)).select("unit", "d_cp")
