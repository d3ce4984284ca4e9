"""What a month's lines are worth: the mutual part so far, and what the composite would be without one line."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from gongjian.accounts.models import User
from gongjian.civic.evaluations.models import Outcome, Scheme
from gongjian.civic.evaluations.queries.nodes import mutual_nodes
from gongjian.civic.evaluations.queries.scores import policy_of, unit_rows
from gongjian.civic.records.models import Line, Record
from gongjian.civic.records.queries import line_rows, month_number
from gongjian.methods.policy import Policy
from gongjian.methods.scoring import Scores
from gongjian.methods.tables import UnitRows
from gongjian.methods.trees import score_tree
from gongjian.methods.what_if import LineUnknown, what_if
from gongjian.web.score import ScoreNode


@dataclass(frozen=True)
class Mutual:
    """Component A of a unit from the year's lines so far; centipoints, None before anything counts."""

    score_cp: int | None
    nodes: list[ScoreNode]
    weight_bp: int
    year: int


@dataclass(frozen=True)
class Worth:
    """What a unit's score is, and would be were this line the other way round: not there, or counted.

    is_counted    the line counts as it stands; then `after` is without it, else `after` is with it
    is_composite  the numbers are the composite of a graded unit, else its mutual part so far
    """

    is_counted: bool
    is_composite: bool
    before_cp: int | None
    after_cp: int | None
    grade_before: str | None = None
    grade_after: str | None = None

    @property
    def difference_cp(self) -> int | None:
        """What the line brings; below zero if the unit would stand better the other way round."""
        if self.before_cp is None or self.after_cp is None:
            return None
        return self.after_cp - self.before_cp


def mutual_of(record: Record) -> Mutual | None:
    """Return the mutual part of a unit's year so far, the month of this record opened; None without a policy."""
    scheme = Scheme.objects.filter(programme=record.period.programme_id).first()
    if scheme is None:
        return None
    policy, rows = policy_of(scheme), _lines_of(record)
    node = score_tree(policy, rows).at("A")
    nodes = mutual_nodes(policy, rows, node, month_number(record.month))
    return Mutual(node.value_cp, nodes, policy.weights_bp["A"], policy.year)


def worth_of(line: Line, user: User | AnonymousUser, on: date) -> Worth | None:
    """Return what a line is worth, as far as this reader may know; None if it counts for nothing by its nature.

    The composite is shown once its outcome is: to the unit from the drafts on, to everybody from the publication on.
    """
    record = line.record
    scheme = Scheme.objects.filter(programme=record.period.programme_id).select_related("programme__area").first()
    if scheme is None:
        return None
    shown = Outcome.objects.visible_to(user, on=on).values("pk")
    outcome = Outcome.objects.filter(
        Q(pk__in=shown) | Q(grading__release__published_at__isnull=False), grading__scheme=scheme, unit=record.unit_id
    ).first()
    if outcome is not None and outcome.reason:
        return None
    rows = unit_rows(scheme, record.unit_id) if outcome else _lines_of(record)
    return None if rows is None else _asked(policy_of(scheme), rows, line, is_composite=outcome is not None)


def _asked(policy: Policy, rows: UnitRows, line: Line, *, is_composite: bool) -> Worth | None:
    is_counted = line.state in policy.counted_states
    try:
        answer = what_if(policy, rows, line.pk, None if is_counted else {"state": Line.State.UPHELD.value})
    except LineUnknown:
        return None
    before, after = (_shown(scores, is_composite=is_composite) for scores in (answer.before, answer.after))
    if not is_composite:
        return Worth(is_counted, False, before, after)
    return Worth(is_counted, True, before, after, answer.grade_before, answer.grade_after)


def _shown(scores: Scores, *, is_composite: bool) -> int | None:
    return scores.composite_cp if is_composite else scores.components["A"]


def _lines_of(record: Record) -> UnitRows:
    """Return the year's lines of a unit, those that were filed, without anything else about it."""
    programme = record.period.programme_id
    lines = Line.objects.filter(
        record__unit=record.unit_id, record__period__programme=programme, record__filed_at__isnull=False
    )
    return UnitRows({"unit": record.unit_id}, lines=tuple(line_rows(lines.select_related("record").order_by("pk"))))
