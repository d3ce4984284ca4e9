"""Reads of evaluations: the year's tables, one unit's tree."""

from gongjian.civic.evaluations.queries.inputs import inputs_of, number
from gongjian.civic.evaluations.queries.scores import bands_of, policy_of, result_of, tree_of, unit_rows

__all__ = ["bands_of", "inputs_of", "number", "policy_of", "result_of", "tree_of", "unit_rows"]
