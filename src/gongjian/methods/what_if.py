"""What a unit's result would be if one line were another, or were not there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gongjian.methods.grading import grade_before_quota
from gongjian.methods.policy import Policy
from gongjian.methods.refusals import Refused
from gongjian.methods.scoring import Scores, unit_scores
from gongjian.methods.tables import TABLES, UnitRows, Value


class WhatIfRefused(Refused):
    """A question about a change that cannot be made."""


class LineUnknown(WhatIfRefused):
    """A line that is not the unit's."""

    sentence = "The unit {expected} has no line {found}."


class ColumnFixed(WhatIfRefused):
    """A change of a column that lines do not have, or of the one that names the line or its unit."""

    sentence = "Column {found!r} of a line cannot be changed, only {expected}."


class ValueImpossible(WhatIfRefused):
    """A change to a value that the column cannot hold."""

    sentence = "{field} cannot become {found!r}, only {expected}."


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The scores and grades of a unit as they are and as they would be. Grades are those before the quota."""

    before: Scores
    after: Scores
    grade_before: str | None
    grade_after: str | None

    @property
    def difference_cp(self) -> int | None:
        """What the composite would gain, or lose if below zero; centipoints. None if either is missing."""
        if self.before.composite_cp is None or self.after.composite_cp is None:
            return None
        return self.after.composite_cp - self.before.composite_cp


def what_if(policy: Policy, rows: UnitRows, line: int, change: Mapping[str, Value] | None) -> WhatIf:
    """Return what one changed line would do to the unit.

    rows    of one unit
    line    identifier of one of its lines, counted or not
    change  column -> new value, such as {"state": "UPHELD"}; None removes the line
    raises  LineUnknown, ColumnFixed, ValueImpossible
    """
    if all(row["line"] != line for row in rows.lines):
        raise LineUnknown("line", line, rows.number)
    columns = {column.name: column for column in TABLES["lines"].columns if column.name not in {"line", "unit"}}
    for name, value in (change or {}).items():
        if name not in columns:
            raise ColumnFixed("change", name, tuple(columns))
        if not columns[name].holds(value):
            raise ValueImpossible(name, value, columns[name].meaning())
    lines = (row if row["line"] != line else None if change is None else {**row, **change} for row in rows.lines)
    changed = replace(rows, lines=tuple(row for row in lines if row is not None))
    before, after = unit_scores(policy, rows), unit_scores(policy, changed)
    return WhatIf(before, after, _grade(policy, before, rows), _grade(policy, after, rows))


def _grade(policy: Policy, scores: Scores, rows: UnitRows) -> str | None:
    return None if scores.composite_cp is None else grade_before_quota(policy, scores, rows.caps)[0]
