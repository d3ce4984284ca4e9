"""Reads across matters, by noun."""

from gongjian.civic.matters.queries.groups import Branch, tree_of
from gongjian.civic.matters.queries.roads import segments_of
from gongjian.civic.matters.queries.rules import limit_days, rulebook, rungs

__all__ = ["Branch", "limit_days", "rulebook", "rungs", "segments_of", "tree_of"]
