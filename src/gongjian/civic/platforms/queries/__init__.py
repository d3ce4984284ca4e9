"""Reads across platforms."""

from gongjian.civic.platforms.queries.committees import Roll, committees, coverages, outside
from gongjian.civic.platforms.queries.meetings import Sheet, due, register, sheet

__all__ = ["Roll", "Sheet", "committees", "coverages", "due", "outside", "register", "sheet"]
