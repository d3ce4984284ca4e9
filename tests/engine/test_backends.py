"""Whole numbers stay whole in DuckDB, and files must be what they say they are."""

from pathlib import Path

import pytest
from pyarrow.parquet import read_table, write_table

from gongjian.engine.backends import DuckDB
from gongjian.engine.runs import write_inputs
from gongjian.engine.schemas import unbound_inputs
from gongjian.methods.policy import DEFAULT_POLICY, read_policy
from gongjian.methods.tables import TABLES, UnknownColumns
from tests.engine.districts import Tables, district

POLICY = read_policy(DEFAULT_POLICY)
LAST = 2**53 - 1


def _attached(folder: Path, tables: Tables) -> DuckDB:
    write_inputs(folder, tables)
    engine = DuckDB(threads=1, memory="1GB")
    engine.attach({name: folder / f"{name}.parquet" for name in TABLES})
    return engine


def test_division_and_sums_are_exact_beyond_what_a_float_can_hold(tmp_path: Path) -> None:
    tables = district(12, POLICY)
    tables["lines"] = [row | {"source": LAST - place} for place, row in enumerate(tables["lines"][:8])]
    sources = [row["source"] for row in tables["lines"]]
    engine, lines = _attached(tmp_path, tables), unbound_inputs()["lines"]

    quotients = engine.rows(lines.select(found=(9 * lines.source - 1) // 9).order_by("found"))
    total = engine.rows(lines.aggregate(total=lines.source.sum()))

    assert quotients.column("found").to_pylist() == sorted(number - 1 for number in sources)
    assert total.to_pylist() == [{"total": sum(sources)}]
    assert str(total.schema.field("total").type) == "int64"


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    write_inputs(tmp_path, district(12, POLICY))
    marks = tmp_path / "marks.parquet"
    write_table(read_table(marks).rename_columns(["unit", "panellist", "part", "mark"]), marks)

    with pytest.raises(UnknownColumns) as refused:
        DuckDB().attach({name: tmp_path / f"{name}.parquet" for name in TABLES})

    assert refused.value.field == "marks"
