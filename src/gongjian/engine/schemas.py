"""The tables as columns: the eight inputs, as docs/tables.md has them, and the results."""

from collections.abc import Mapping

import ibis
from ibis.expr.schema import Schema
from ibis.expr.types import Table

from gongjian.methods.grading import RESULT_COLUMNS
from gongjian.methods.tables import TABLES

DISTRICT = "district"  # of a unit, where one run holds many districts; without the column all units are of district 0
TEXTS = ("class", "reason", "grade", "held_by", "missing")

INPUTS: Mapping[str, Schema] = {
    name: ibis.schema({column.name: "string" if column.is_text else "int64" for column in table.columns})
    for name, table in TABLES.items()
}
UNITS_OF_DISTRICTS: Schema = ibis.schema({**INPUTS["units"], DISTRICT: "int64"})
RESULTS: Schema = ibis.schema({name: "string" if name in TEXTS else "int64" for name in RESULT_COLUMNS})


def unbound_inputs() -> dict[str, Table]:
    """Return the eight tables without any rows behind them, by name; `units` with its district.

    Units have numbers of their own across all districts of a run, so the other tables need no district.
    """
    schemas = {**INPUTS, "units": UNITS_OF_DISTRICTS}
    return {name: ibis.table(schema, name=name) for name, schema in schemas.items()}
