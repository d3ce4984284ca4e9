"""A bundle may be sealed well and still be wrong: each fault is named as itself, and none breaks the check."""

import json
from collections.abc import Callable

import pytest

from tests.verifier.bundle import Members, bundle_of, changed, policy_with, rows_in, seal, with_rows
from tests.verifier.conftest import Verify
from tests.verifier.district import INPUTS, POLICY, Row, small_district
from tests.verifier.reckoning import RESULT, results_of


@pytest.mark.parametrize("column", RESULT[2:])
def test_a_sealed_result_that_does_not_follow_names_unit_and_column(column: str, verify: Verify) -> None:
    results = results_of(POLICY, small_district())
    results[4][column] = "FAIR" if results[4][column] is None or column == "grade" else "A"

    said = verify(bundle_of(small_district(), results=results))

    assert (said.status, said.markers) == (1, ["RESULT"])
    assert said.out[0].startswith(f"RESULT results 第 5 行 5 单位005 {column} ")


@pytest.mark.parametrize(
    ("tamper", "markers"),
    [
        (lambda rows: rows[1:], ["RESULT"]),
        (lambda rows: rows[:-1], ["RESULT"]),
        (lambda rows: [*rows, {**rows[-1], "unit": 35}], ["FORM", "RESULT"]),
        (lambda rows: [rows[1], rows[0], *rows[2:]], ["FORM"]),
        (lambda rows: [*rows, rows[-1]], ["FORM"]),
        (lambda rows: [{**rows[0], "remark": ""}, *rows[1:]], ["RESULT"]),
        (lambda rows: [{key: rows[0][key] for key in RESULT[:-1]}, *rows[1:]], ["RESULT"]),
    ],
)
def test_results_are_one_row_for_each_unit(
    tamper: Callable[..., list[Row]], markers: list[str], verify: Verify
) -> None:
    said = verify(bundle_of(small_district(), results=tamper(results_of(POLICY, small_district()))))

    assert (said.status, said.markers) == (1, markers)


@pytest.mark.parametrize("table", INPUTS)
def test_sealed_rows_out_of_order_or_double_are_named(table: str, verify: Verify) -> None:
    tables = small_district()
    results = results_of(POLICY, tables)
    tables[table][0], tables[table][1] = tables[table][1], tables[table][0]

    said = verify(bundle_of(tables, results=results))

    assert said.status == 1
    assert f"FORM {table} 第 2 行" in said.out[0]


@pytest.mark.parametrize("written", [b'{"unit": 1}', b'{"unit":1,"unit":1}', b'{"b":1,"a":1}', b'{"unit":"\\u5355"}'])
def test_rows_not_written_canonically_are_named(written: bytes, sound: Members, verify: Verify) -> None:
    said = verify(seal(with_rows(sound, "caps", [written + b"\n"])))

    assert said.status == 1
    assert said.out[0].startswith("FORM caps 第 1 行")


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("marks", {"unit": 99}),
        ("marks", {"part": "CHARM"}),
        ("marks", {"mark_bp": 10001}),
        ("lines", {"outcome_bp": 9999}),
        ("lines", {"level": 0}),
        ("lines", {"weight": -1}),
        ("ballots", {"good": 1 << 53}),
        ("units", {"class": "OTHERS"}),
        ("caps", {"unit": None}),
    ],
)
def test_rows_of_nobody_or_beyond_measure_are_named(table: str, values: Row, sound: Members, verify: Verify) -> None:
    said = verify(seal(changed(sound, table, 0, **values)))

    assert said.status == 1
    assert said.out[0].startswith(f"FORM {table} 第 1 行")


@pytest.mark.parametrize(
    "decisions",
    [
        [(25, "GOOD")],  # above the tie there is nothing to decide
        [(22, "FAIRLY_GOOD")],  # no tie in that class
        [(1, "GOOD")],  # not graded
        [(26, "GOOD"), (28, "GOOD")],  # one seat is left
        [(26, "POOR")],
    ],
)
def test_decisions_the_tie_does_not_allow_are_named(decisions: list[tuple[int, str]], verify: Verify) -> None:
    rows = [{"unit": unit, "grade": grade, "document": "文"} for unit, grade in decisions]

    said = verify(bundle_of({**small_district(), "decisions": rows}))

    assert said.status == 1
    assert set(said.markers) == {"DECISION"}


INDICATORS = POLICY["indicators"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"weights_bp": {"A": 4000, "B": 3000, "C": 1000, "D": 1999}}, "weights_bp: Σ = 10000"),
        ({"weights_bp": {"A": 12000, "B": 3000, "C": -5000, "D": 0}}, "_bp: 0…10000"),
        ({"weights_bp": {"A": 10000, "B": 0, "C": 0, "D": 0}}, "weights_bp: Σ = 10000, B > 0"),
        ({"indicators": INDICATORS[1:]}, "indicators: points_cp > 0, Σ = 10000"),
        ({"indicators": [*INDICATORS[:-1], {**INDICATORS[-1], "rule": "FAIR_SHARE"}]}, "indicators: "),
        ({"indicators": [*INDICATORS[:-1], {**INDICATORS[-1], "levels_bp": []}]}, "indicators: "),
        ({"panel": {"points_cp": {"COMPLETION": 9999}, "drop_extremes_from": 5}}, "panel: points_cp > 0, Σ = 10000"),
        ({"panel": {**POLICY["panel"], "drop_extremes_from": 2}}, "panel: drop_extremes_from > 2"),
        ({"grades": POLICY["grades"][:-1]}, "grades: from_cp ↓ 0"),
        ({"grades": [POLICY["grades"][at] for at in (1, 0, 2, 3)]}, "grades: from_cp ↓ 0"),
        ({"gates": [{"satisfied_below_bp": 10001, "at_most": "FAIR"}]}, "_bp: 0…10000"),
        ({"gates": [{"satisfied_below_bp": 8000, "at_most": "BAD"}]}, "gates: at_most"),
        ({"quota": {**POLICY["quota"], "then": "GOOD"}}, "quota: then"),
        ({"quota": {**POLICY["quota"], "tie_cp": 0}}, "quota: then, tie_cp"),
        ({"quota": {"grade": "GOOD"}}, "quota: at_least grade most_bp then tie_cp"),
        ({"eligible": {"months_in_force": 6, "valid_marks": 0}}, "eligible: valid_marks > 0"),
        ({"period": {"from": 20260101, "until": 20260101}}, "period: from < until"),
        ({"remark": "x"}, "remark: —"),
        ({"classes": None}, "classes: "),
    ],
)
def test_a_policy_that_is_none_is_named(values: Row, sentence: str, verify: Verify) -> None:
    tables = small_district()

    said = verify(bundle_of(tables, policy_with(**values), results_of(POLICY, tables)))

    assert said.status == 1
    assert said.out[0].startswith(f"POLICY 办法中的 {sentence}")
    assert said.out[0].endswith("；请把这句话转给发布单位更正")


JUNK: list[object] = [None, True, -1, "x", [], {}, [[]], [{}], {"A": {}}]


@pytest.mark.parametrize("key", POLICY)
def test_no_policy_breaks_it_without_a_sentence(key: str, sound: Members, verify: Verify) -> None:
    for junk in JUNK:
        said = verify(seal(changed(sound, "policy", 0, **{key: junk})))

        assert set(said.markers) <= {"POLICY", "FORM", "RESULT", "DECISION", "MANIFEST", "HOLDS"}
        assert {line.split(" ")[0] for line in said.err} <= {"BROKE_OFF"}
        assert said.status in (0, 1) if said.out else (said.status, len(said.err)) == (2, 1)


@pytest.mark.parametrize("table", [*INPUTS, "results"])
def test_no_value_breaks_it_without_a_sentence(table: str, sound: Members, verify: Verify) -> None:
    for column in json.loads(rows_in(sound, table)[-1]):
        for junk in JUNK[::3]:
            said = verify(seal(changed(sound, table, -1, **{column: junk})))

            assert said.status in (0, 1) if said.out else (said.status, len(said.err)) == (2, 1)
            assert {line.split(" ")[0] for line in said.err} <= {"BROKE_OFF"}


def test_a_row_altered_beyond_measure_is_still_an_altered_row(sound: Members, verify: Verify) -> None:
    for junk in JUNK:
        said = verify(changed(sound, "results", 0, unit=junk))

        assert (said.status, said.markers[0]) == (1, "ALTERED")
