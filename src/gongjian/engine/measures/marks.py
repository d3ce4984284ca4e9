"""Component D, what the panel sees: step 6 of docs/tables.md."""

from functools import reduce
from operator import add

from ibis.expr.types import IntegerScalar, IntegerValue, Table

from gongjian.methods.policy import FULL, Panel, Policy
from gongjian.methods.scoring import share_of_points


def effect_scores(marks: Table, policy: Policy) -> Table:
    """Return one row per unit with marks: unit, d_cp, int64 centipoints 0…10 000, null unless every part has a mark.

    marks  schemas.INPUTS
    """
    sums: dict[str, IntegerScalar] = {}
    for place, part in enumerate(policy.panel.points_cp):
        mark = (marks.part == part).ifelse(marks.mark_bp, None)
        sums[f"number_{place}"], sums[f"total_{place}"] = mark.count(), mark.sum()
        sums[f"lowest_{place}"], sums[f"highest_{place}"] = mark.min(), mark.max()
    found = marks.group_by("unit").aggregate(**sums)
    parts = enumerate(policy.panel.points_cp.values())
    scores = [_part_score(found, place, points_cp, policy.panel) for place, points_cp in parts]
    return found.select("unit", d_cp=reduce(add, scores))


def _part_score(found: Table, place: int, points_cp: int, panel: Panel) -> IntegerValue:
    """Return the centipoints earned on one part, its extremes dropped if there are enough; null without a mark."""
    number, total = found[f"number_{place}"], found[f"total_{place}"]
    extremes = found[f"lowest_{place}"] + found[f"highest_{place}"]
    is_enough = number >= panel.drop_extremes_from
    kept = is_enough.ifelse(number - 2, number).nullif(0)
    return share_of_points(points_cp, is_enough.ifelse(total - extremes, total), FULL * kept)
