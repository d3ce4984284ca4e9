"""Reads of the monthly record: what the month's events prove, and the rows that are scored."""

from gongjian.civic.records.queries.evidence import Found, evidence
from gongjian.civic.records.queries.rows import line_row, line_rows, month_number

__all__ = ["Found", "evidence", "line_row", "line_rows", "month_number"]
