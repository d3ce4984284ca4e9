"""One year's run: from files to results. The only place of the engine where anything is executed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from gongjian.engine.backends import Backend, connect
from gongjian.engine.measures import bands, cap_faults, decision_places, outcomes, results, units_met_twice
from gongjian.engine.schemas import DISTRICT, INPUTS, RESULTS, UNITS_OF_DISTRICTS, unbound_inputs
from gongjian.methods.grading import (
    CapUnknown,
    DecidedTwice,
    DecisionForAnotherGrade,
    DecisionOutsideTheBand,
    MoreDecisionsThanSeats,
)
from gongjian.methods.policy import Policy, read_policy
from gongjian.methods.seals import canonical
from gongjian.methods.tables import (
    TABLES,
    Column,
    Inputs,
    Row,
    RowsNotInOrder,
    UnknownColumns,
    UnknownTable,
    ValueRefused,
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found, and what must be known to repeat it.

    table     the table `results` of docs/tables.md, in columns, sorted by unit
    manifest  edition; policy, the hash of the canonical document; inputs, the hash of each file; backend; versions;
              sql, the statement that made the results. Hashes are SHA-256 in hexadecimal
    """

    table: pa.Table
    manifest: dict[str, Any]

    @property
    def results(self) -> list[dict[str, Any]]:
        """The rows of the table `results`."""
        return list(self.table.to_pylist())


def run_year(source: Path | Inputs, policy: Mapping[str, Any], backend: str = "duckdb", **options: Any) -> Run:
    """Return the results of all units of a year.

    source   a folder with `<table>.parquet` for each of the eight tables, as write_inputs makes it; or the tables
    policy   the document, as policy.json holds it
    options  for the backend, such as threads=2
    raises   a subclass of PolicyRefused or TableRefused; CapUnknown or a subclass of DecisionRefused
    """
    if not isinstance(source, Path):
        with TemporaryDirectory() as folder:
            write_inputs(Path(folder), source)
            return run_year(Path(folder), policy, backend, **options)
    rubric, files = read_policy(policy), _files(source)
    engine, tables = connect(backend, **options), unbound_inputs()
    engine.attach(files)
    _check_units(engine, tables["units"])
    statement = engine.sql(outcomes(tables, rubric))
    kept = engine.keep("outcomes", statement)
    _check_caps(engine, tables["caps"], kept, rubric)
    _check_decisions(engine, tables["decisions"], kept, rubric)
    manifest = {
        "edition": rubric.edition,
        "policy": sha256(canonical(policy)).hexdigest(),
        "inputs": {name: _digest(path) for name, path in files.items()},
        "backend": engine.name,
        "versions": {**engine.versions(), "gongjian": _own_version()},
        "sql": statement,
    }
    return Run(engine.rows(results(kept)).cast(RESULTS.to_pyarrow()), manifest)


def write_inputs(folder: Path, tables: Inputs) -> None:
    """Write each table to `<table>.parquet`, sorted; the same rows give the same bytes, whatever their order.

    folder  is made if it is not there
    tables  the eight of docs/tables.md; units may have a further column, district
    raises  UnknownTable, UnknownColumns, ValueRefused
    """
    if set(tables) != set(TABLES):
        raise UnknownTable("tables", tuple(tables), tuple(TABLES))
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        is_of_districts = name == "units" and any(DISTRICT in row for row in tables[name])
        columns = (*table.columns, Column(DISTRICT)) if is_of_districts else table.columns
        _check_values(name, columns, tables[name])
        rows = sorted(tables[name], key=lambda row: tuple(row[column] for column in table.key_names()))
        schema = UNITS_OF_DISTRICTS if is_of_districts else INPUTS[name]
        written = pa.Table.from_pylist(rows, schema=schema.to_pyarrow())
        parquet.write_table(written, folder / f"{name}.parquet", compression="zstd")


def _check_values(name: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Refuse what Parquet would lose without a word, such as a column that its schema lacks or half a point."""
    wanted = {column.name for column in columns}
    for number, row in enumerate(rows):
        if row.keys() != wanted:
            raise UnknownColumns(f"{name}.{number}", tuple(row), tuple(column.name for column in columns))
        for column in columns:
            if not column.holds(row[column.name]):
                raise ValueRefused(f"{name}.{number}.{column.name}", row[column.name], column.meaning())


def _files(folder: Path) -> dict[str, Path]:
    files = {name: folder / f"{name}.parquet" for name in TABLES}
    found = tuple(name for name, path in files.items() if path.is_file())
    if len(found) != len(files):
        raise UnknownTable("tables", found, tuple(TABLES))
    return files


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _own_version() -> str | None:
    try:
        return version("gongjian")
    except PackageNotFoundError:
        return None


def _check_units(engine: Backend, units: Any) -> None:
    for (unit,) in _tuples(engine, units_met_twice(units)):
        raise RowsNotInOrder("units", (unit,))


def _check_caps(engine: Backend, caps: Any, kept: Any, policy: Policy) -> None:
    for unit, at_most in _tuples(engine, cap_faults(caps, kept, policy)):
        raise CapUnknown(f"caps.{unit}", at_most, tuple(step.grade for step in policy.grades))


def _check_decisions(engine: Backend, decisions: Any, kept: Any, policy: Policy) -> None:
    """Refuse decisions in the order in which the methods do: one by one, then class by class, then by their place."""
    choice, seen = (policy.quota.grade, policy.quota.then), set()
    places = _tuples(engine, decision_places(decisions, kept))
    for unit, grade, _ in places:
        if grade not in choice:
            raise DecisionForAnotherGrade(f"decisions.{unit}", grade, choice)
        if unit in seen:
            raise DecidedTwice(f"decisions.{unit}", grade)
        seen.add(unit)
    for _, unit_class, keeping, seats_left in _tuples(engine, bands(kept, policy)):
        if keeping > seats_left:
            raise MoreDecisionsThanSeats(unit_class, keeping, seats_left)
    for unit, grade, in_band in places:
        if not in_band:
            raise DecisionOutsideTheBand(f"decisions.{unit}", grade)


def _tuples(engine: Backend, expression: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in engine.rows(expression).to_pylist()]
