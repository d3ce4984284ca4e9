"""Verbs that touch rows of many rooms at once."""

from gongjian.civic.duties.actions.years import open_year

__all__ = ["open_year"]
