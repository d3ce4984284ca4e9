"""Where expressions are executed: one small class per engine. DuckDB, in this process, is the one that comes along."""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import ibis
import pyarrow as pa
from ibis.expr import datatypes as dt
from ibis.expr import operations as ops
from ibis.expr.types import Table

from gongjian.engine.schemas import DISTRICT, INPUTS, UNITS_OF_DISTRICTS
from gongjian.methods.tables import UnknownColumns


class Backend(Protocol):
    """What a run needs of an engine."""

    name: str

    def attach(self, files: Mapping[str, Path]) -> None:
        """Make each Parquet file an input table by its name, with the columns of schemas.INPUTS."""

    def sql(self, expression: Table) -> str:
        """Return the statement that makes the rows of an expression."""

    def keep(self, name: str, statement: str) -> Table:
        """Execute a statement once and return its rows as a table of that name."""

    def rows(self, expression: Table) -> pa.Table:
        """Execute an expression and return its rows."""

    def versions(self) -> dict[str, str]:
        """Return the versions of what a result depends on, by name."""


class DuckDB:
    """DuckDB in this process and in memory."""

    name = "duckdb"

    def __init__(self, *, threads: int | None = None, memory: str | None = None) -> None:
        """Connect.

        threads  how many cores to use; all of them without
        memory   limit such as "2GB"; DuckDB's own without
        """
        config: dict[str, Any] = {"preserve_insertion_order": False}
        if threads is not None:
            config["threads"] = threads
        if memory is not None:
            config["memory_limit"] = memory
        self._connection = ibis.duckdb.connect(**config)

    def attach(self, files: Mapping[str, Path]) -> None:
        """Make each Parquet file an input table by its name; raise UnknownColumns if it has others than INPUTS."""
        for name, path in files.items():
            found = self._connection.read_parquet(str(path), table_name=f"{name}_file")
            wanted = UNITS_OF_DISTRICTS if name == "units" else INPUTS[name]
            if name == "units" and DISTRICT not in found.columns:
                found = found.mutate(district=ibis.literal(0, "int64"))
            if set(found.columns) != set(wanted.names):
                raise UnknownColumns(name, tuple(found.columns), tuple(wanted.names))
            self._connection.create_view(name, found.cast(wanted).select(*wanted.names))

    def sql(self, expression: Table) -> str:
        """Return the DuckDB statement of an expression, with whole division that stays whole."""
        return str(self._connection.compile(exact(expression), pretty=True))

    def execute(self, statement: str) -> pa.Table:
        """Execute a statement of `sql` and return its rows."""
        return self._connection.con.sql(statement).to_arrow_table()

    def keep(self, name: str, statement: str) -> Table:
        """Execute a statement of `sql` once, into a temporary table."""
        self._connection.con.execute(f'CREATE TEMP TABLE "{name}" AS {statement}')
        return self._connection.table(name)

    def rows(self, expression: Table) -> pa.Table:
        """Execute an expression and return its rows."""
        return self.execute(self.sql(expression))

    def versions(self) -> dict[str, str]:
        """Return the versions of DuckDB and of what writes its statements."""
        names = {"duckdb": "duckdb", "ibis": "ibis-framework", "sqlglot": "sqlglot"}
        return {name: version(package) for name, package in names.items()}


BACKENDS: Mapping[str, type[DuckDB]] = {DuckDB.name: DuckDB}


def connect(backend: str, **options: Any) -> Backend:
    """Return a new connection to the engine of this name; raise KeyError for one that is not there."""
    return BACKENDS[backend](**options)


def _divide(numerator: int, denominator: int) -> int:
    """Stand for DuckDB's division of whole numbers: only the name and the types are read, the body is DuckDB's."""
    raise NotImplementedError


_in_whole_numbers = ibis.udf.scalar.builtin(_divide, name="divide", signature=((dt.int64, dt.int64), dt.int64))


def exact(expression: Table) -> Table:
    """Return the expression with every number kept whole, as far as 2 to the 63rd; DuckDB refuses what is larger.

    Left alone, Ibis writes `//` as the floor of a division of floats, wrong above 2 to the 53rd, and DuckDB's sums
    are 128 bits wide. Whole division rounds towards 0, the methods downwards: they agree, no numerator is below 0.
    """

    def rewritten(node: ops.Node, changed: dict[str, Any] | None) -> ops.Node:
        node = node.__recreate__(changed) if changed else node
        if isinstance(node, ops.FloorDivide):
            return _in_whole_numbers(node.left.to_expr(), node.right.to_expr()).op()
        if isinstance(node, ops.Sum):
            return ops.Cast(node, dt.int64)
        return node

    return expression.op().replace(rewritten).to_expr()
