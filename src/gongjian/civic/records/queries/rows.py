"""Lines as rows of the table `lines` of docs/tables.md: what is sealed, scored and exported."""

from collections.abc import Iterable
from datetime import date

from gongjian.civic.records.models import Line
from gongjian.methods.tables import Row


def month_number(month: date) -> int:
    """Return YYYYMM."""
    return month.year * 100 + month.month


def line_row(line: Line, unit: int, month: date) -> Row:
    """Return one line of a unit's month as a row."""
    return {
        "line": line.pk,
        "unit": unit,
        "month": month_number(month),
        "kind": line.kind,
        "text": line.text,
        "weight": line.weight,
        "quantity": line.quantity,
        "achieved": line.achieved,
        "outcome_bp": line.outcome_bp,
        "on_time": None if line.is_on_time is None else int(line.is_on_time),
        "level": line.level,
        "state": line.state,
        "source": line.source_id,
    }


def line_rows(lines: Iterable[Line]) -> list[Row]:
    """Return lines, fetched with their record, as rows."""
    return [line_row(line, line.record.unit_id, line.record.month) for line in lines]
