"""Component C, what inspection found: step 5 of docs/tables.md."""

from ibis.expr.types import Table

from gongjian.engine.measures.choices import greatest
from gongjian.methods.policy import Policy
from gongjian.methods.scoring import inspection_points


def inspection_scores(inspections: Table, defects: Table, policy: Policy) -> Table:
    """Return one row per inspected unit: unit, c_cp, int64 centipoints 0…10 000.

    inspections, defects  schemas.INPUTS; defects of a unit without an inspection are left out
    """
    is_late = defects.late != 0
    found = defects.group_by("unit").aggregate(
        minor=((defects.severity == "MINOR") & ~is_late).sum(),
        major=((defects.severity == "MAJOR") & ~is_late).sum(),
        late_minor=((defects.severity == "MINOR") & is_late).sum(),
        late_major=((defects.severity == "MAJOR") & is_late).sum(),
    )
    visited = inspections.select("unit").distinct().left_join(found, "unit")
    numbers = {name: visited[name].fill_null(0) for name in ("minor", "major", "late_minor", "late_major")}
    return visited.select("unit", c_cp=inspection_points(policy.inspection, **numbers, greatest=greatest))
