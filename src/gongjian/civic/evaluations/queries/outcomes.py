"""One unit's outcome as its page shows it, before anything is published."""

from dataclasses import dataclass

from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.evaluations.queries.names import around
from gongjian.civic.evaluations.queries.nodes import score_nodes
from gongjian.civic.evaluations.queries.rubric import grade_words, missing_words
from gongjian.civic.evaluations.queries.scores import policy_of, unit_rows
from gongjian.methods.trees import score_tree
from gongjian.web.score import ScoreNode


@dataclass(frozen=True)
class Account:
    """Why a unit has its outcome: the score opened down to the lines, why this grade, what was not there.

    nodes  empty for a unit without a grade
    total  centipoints the lines add up to, from the facts as they stand today
    """

    outcome: Outcome
    nodes: list[ScoreNode]
    why: str = ""
    missing: str = ""
    total: int = 0

    @property
    def is_as_now(self) -> bool:
        """Whether the facts as they stand today still give this composite."""
        return bool(self.outcome.reason) or self.total == self.outcome.composite_cp


def account_of(outcome: Outcome) -> Account:
    """Return the account of an outcome, fetched with grading, scheme and programme."""
    scheme = outcome.grading.scheme
    rows = None if outcome.reason else unit_rows(scheme, outcome.unit_id)
    if rows is None:
        return Account(outcome, [])
    policy = policy_of(scheme)
    nodes = score_nodes(policy, rows, score_tree(policy, rows), around(scheme, rows))
    graded = Outcome.objects.filter(grading=outcome.grading_id, grouping=outcome.grouping, reason="").count()
    document = str(rows.caps[0]["document"]) if rows.caps else ""
    return Account(
        outcome=outcome,
        nodes=nodes,
        why=grade_words(policy, outcome, graded, document),
        missing=missing_words(policy, outcome.missing),
        total=sum(node.points or 0 for node in nodes),
    )
