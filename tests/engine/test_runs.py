"""What a run reads and writes, and what it says of itself."""

from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pyarrow.parquet import read_table

from bench.synthetic import UNITS, write_districts
from gongjian.engine.runs import run_year, write_inputs
from gongjian.engine.schemas import RESULTS
from gongjian.methods.grading import HELD_BY, REASONS, results
from gongjian.methods.policy import DEFAULT_POLICY, read_policy
from gongjian.methods.scoring import unit_scores
from gongjian.methods.seals import canonical
from gongjian.methods.tables import (
    TABLES,
    TableRefused,
    UnknownColumns,
    UnknownTable,
    ValueRefused,
    check_tables,
    rows_by_unit,
)
from tests.engine.districts import Tables, district, together

POLICY = read_policy(DEFAULT_POLICY)


def test_the_same_rows_in_any_order_give_the_same_files_and_the_same_run(tmp_path: Path) -> None:
    tables = district(12, POLICY)
    write_inputs(tmp_path / "one", tables)
    write_inputs(tmp_path / "other", {name: rows[::-1] for name, rows in tables.items()})

    one, other = run_year(tmp_path / "one", DEFAULT_POLICY), run_year(tmp_path / "other", DEFAULT_POLICY)

    assert one.manifest == other.manifest
    assert one.results == other.results
    assert len(one.results) == len(tables["units"])


def test_the_manifest_says_what_a_repetition_needs(tmp_path: Path) -> None:
    write_inputs(tmp_path, district(12, POLICY))

    manifest = run_year(tmp_path, DEFAULT_POLICY).manifest

    assert list(manifest) == ["edition", "policy", "inputs", "backend", "versions", "sql"]
    assert manifest["edition"] == "2025.1"
    assert manifest["policy"] == sha256(canonical(DEFAULT_POLICY)).hexdigest()
    assert manifest["inputs"] == {
        name: sha256((tmp_path / f"{name}.parquet").read_bytes()).hexdigest() for name in TABLES
    }
    assert sorted(manifest["versions"]) == ["duckdb", "gongjian", "ibis", "sqlglot"]
    assert manifest["sql"].startswith("SELECT")
    assert str(tmp_path) not in manifest["sql"]


def test_results_come_as_columns_too() -> None:
    found = run_year(district(12, POLICY), DEFAULT_POLICY)

    assert found.table.schema.equals(RESULTS.to_pyarrow())
    assert found.table.to_pylist() == found.results


@pytest.mark.parametrize(
    ("table", "change", "refusal"),
    [
        ("units", {"colour": "red"}, UnknownColumns),
        ("units", {"district": None}, ValueRefused),
        ("lines", {"weight": "heavy"}, ValueRefused),
        ("marks", {"mark_bp": 0.5}, ValueRefused),
        ("caps", {"document": 7}, ValueRefused),
    ],
)
def test_rows_of_another_shape_are_refused(
    table: str, change: dict[str, Any], refusal: type[TableRefused], tmp_path: Path
) -> None:
    tables = together({number: district(number, POLICY) for number in range(1, 9)})
    tables[table][0].update(change)

    with pytest.raises(refusal):
        write_inputs(tmp_path, tables)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    write_inputs(tmp_path, district(12, POLICY))
    (tmp_path / "marks.parquet").unlink()

    with pytest.raises(UnknownTable):
        run_year(tmp_path, DEFAULT_POLICY)


def test_the_largest_weights_are_summed_as_by_the_methods() -> None:
    tables = _one_unit_with_promises(
        [(1_000_000, 9_999)] * 3000 + [(999_999, 5_001)] * 3000 + [(1, 10_000), (999_983, 1)]
    )

    found = run_year(tables, DEFAULT_POLICY).results

    assert found == [result.row() for result in results(POLICY, tables)]
    assert found[0]["a_cp"] == unit_scores(POLICY, rows_by_unit(tables)[1]).components["A"]


@pytest.mark.parametrize("weight", [1, 59])
def test_a_half_is_rounded_up_however_large_its_parts(weight: int) -> None:
    # 4 500 points × share = …½: the share is an odd number of 9 000ths.
    tables = _one_unit_with_promises([(weight * 16_949, 10_000)] + [(weight * 16_949, 0)] * 8999)

    found = run_year(tables, DEFAULT_POLICY).results

    assert found[0]["a_cp"] == unit_scores(POLICY, rows_by_unit(tables)[1]).components["A"] == 2


def _one_unit_with_promises(promises: list[tuple[int, int]]) -> Tables:
    """Return a graded unit whose promises have these weights and outcomes."""
    tables: Tables = {name: [] for name in TABLES}
    tables["units"] = [{"unit": 1, "name": "一", "class": "ORGAN", "street": "110101001", "agreed_on": 20200101}]
    tables["ballots"] = [
        {"unit": 1, "street": "110101001", "good": 20, "fairly_good": 0, "fair": 0, "poor": 0, "abstained": 0}
    ]
    nothing = dict.fromkeys(("quantity", "achieved", "on_time", "level", "source"))
    tables["lines"] = [
        {"line": number, "unit": 1, "month": 202501, "kind": "PROMISE", "text": "", "weight": weight}
        | {"outcome_bp": outcome_bp, "state": "ACCEPTED", **nothing}
        for number, (weight, outcome_bp) in enumerate(promises)
    ]
    return tables


def test_the_districts_of_the_measurements_are_as_docs_say(tmp_path: Path) -> None:
    write_districts(tmp_path / "district", 1, 12)
    tables = {name: read_table(tmp_path / "district" / f"{name}.parquet").to_pylist() for name in TABLES}
    plain: Tables = deepcopy(tables)
    for row in plain["units"]:
        del row["district"]

    found = run_year(tmp_path / "district", DEFAULT_POLICY).results

    check_tables(plain, POLICY)
    assert len(found) == UNITS
    assert found == [result.row() for result in results(POLICY, plain)]


def test_the_districts_of_these_tests_have_every_edge() -> None:
    found = [result for number in range(1, 61) for result in results(POLICY, district(number, POLICY))]
    graded = [result for result in found if result.reason is None]

    assert {result.reason for result in found} == {*REASONS, None}
    assert {result.held_by for result in graded} == {*HELD_BY, None}
    assert {result.grade for result in graded} == {step.grade for step in POLICY.grades}
    assert {result.missing for result in graded} == {None, "A", "C", "D", "AC", "AD", "CD", "ACD"}
    assert {0, 10_000} <= {result.c_cp for result in graded}
    assert {0, 500} <= {result.bonus_cp for result in graded}
    assert max(result.deduct_cp or 0 for result in graded) == POLICY.deductions_most_cp
