"""Reads of evaluations: the year's tables, one unit's tree, and how the pages show both."""

from gongjian.civic.evaluations.queries.inputs import inputs_of, number
from gongjian.civic.evaluations.queries.names import percent
from gongjian.civic.evaluations.queries.outcomes import Account, account_of
from gongjian.civic.evaluations.queries.policy_words import Section, sections_of
from gongjian.civic.evaluations.queries.scores import bands_of, is_current, policy_of, result_of, tree_of, unit_rows
from gongjian.civic.evaluations.queries.worth import Mutual, Worth, mutual_of, worth_of
from gongjian.civic.evaluations.queries.year import YearState, named_bands, year_state

__all__ = [
    "Account",
    "Mutual",
    "Section",
    "Worth",
    "YearState",
    "account_of",
    "bands_of",
    "inputs_of",
    "is_current",
    "mutual_of",
    "named_bands",
    "number",
    "percent",
    "policy_of",
    "result_of",
    "sections_of",
    "tree_of",
    "unit_rows",
    "worth_of",
    "year_state",
]
