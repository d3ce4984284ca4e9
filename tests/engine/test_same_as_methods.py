"""The engine says of every unit, in every column, what the methods say."""

from copy import deepcopy
from typing import Any

import pytest

from gongjian.engine.runs import run_year
from gongjian.methods.grading import results, tie_bands
from gongjian.methods.policy import DEFAULT_POLICY, read_policy
from gongjian.methods.tables import check_tables
from tests.engine.districts import Tables, decisions, district, together


def _policy(**changes: Any) -> dict[str, Any]:
    return deepcopy(DEFAULT_POLICY) | changes


POLICIES = {
    "default": _policy(),
    "no seat": _policy(quota=DEFAULT_POLICY["quota"] | {"most_bp": 0, "at_least": 0}),
    "wide band": _policy(quota=DEFAULT_POLICY["quota"] | {"tie_cp": 800, "most_bp": 5000, "at_least": 2}),
    "narrowest band": _policy(quota=DEFAULT_POLICY["quota"] | {"tie_cp": 1, "then": "POOR"}),
    "quota of the second grade": _policy(
        quota={"grade": "FAIRLY_GOOD", "most_bp": 2000, "at_least": 1, "then": "FAIR", "tie_cp": 120},
        weights_bp={"A": 0, "B": 1, "C": 0, "D": 9999},
    ),
    "almost anybody, nothing extra": _policy(
        eligible={"months_in_force": 0, "valid_marks": 1}, bonus=[], deductions=[], gates=[], bonus_most_cp=0
    ),
    "other rules": _policy(
        counted_states=["UPHELD", "DISPUTED"] if "DISPUTED" in DEFAULT_POLICY["counted_states"] else ["ACCEPTED"],
        indicators=[
            {"code": "X", "kind": "TASK", "rule": "WEIGHTED_OUTCOME", "points_cp": 3333},
            {"code": "Y", "kind": "TASK", "rule": "LOSE_PER_MISS", "points_cp": 3333, "per_miss_cp": 0},
            {"code": "Z", "kind": "HELP", "rule": "SHARE_ACHIEVED", "points_cp": 3334},
        ],
        deductions=[{"code": "P", "kind": "HELP", "each_cp": 5}, {"code": "Q", "kind": "HELP", "each_cp": 7}],
        panel={"points_cp": {"ONE": 9999, "TWO": 1}, "drop_extremes_from": 3},
        gates=[{"satisfied_below_bp": 9000, "at_most": "POOR"}, {"satisfied_below_bp": 9999, "at_most": "GOOD"}],
    ),
}


@pytest.mark.parametrize("name", POLICIES)
def test_many_districts_in_one_run_are_each_as_by_the_methods(name: str) -> None:
    policy = read_policy(POLICIES[name])
    districts: dict[int, Tables] = {}
    expected = []
    bands = 0
    for number in range(1, 61):
        tables = district(number, policy)
        undecided = results(policy, tables)
        bands += len(tie_bands(policy, undecided))
        tables["decisions"] = decisions(number, undecided, policy)
        check_tables(tables, policy)
        districts[number] = tables
        expected += [result.row() for result in results(policy, tables)]

    found = run_year(together(districts), POLICIES[name]).results

    assert found == expected
    assert [list(row) for row in found] == [list(row) for row in expected]
    assert bands > 0 or name == "no seat"


def test_one_district_needs_no_number() -> None:
    policy = read_policy(DEFAULT_POLICY)
    tables = district(12, policy)

    found = run_year(tables, DEFAULT_POLICY).results

    assert found == [result.row() for result in results(policy, tables)]


def test_no_rows_give_no_results() -> None:
    tables = district(12, read_policy(DEFAULT_POLICY))

    assert run_year({name: [] for name in tables}, DEFAULT_POLICY).results == []
