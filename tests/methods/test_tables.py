"""Only tables as they are written down become results."""

from typing import Any

import pytest

from gongjian.methods.tables import (
    TABLES,
    RowsNotInOrder,
    UnknownColumns,
    UnknownTable,
    ValueRefused,
    check_tables,
    rows_by_unit,
    text_of,
    whole_of,
)
from tests.methods.cases import (
    POLICY,
    ballot_row,
    defect_row,
    line_row,
    mark_rows,
    tables,
    unit_row,
    visit_row,
)

CAP = {"unit": 1, "at_most": "FAIR", "document": "〔2025〕7号"}
GOOD: dict[str, Any] = {
    "units": [unit_row(1), unit_row(2, agreed_on=None)],
    "lines": [line_row(1, "TASK", on_time=1, level=1), line_row(2, "OTHER", unit=2), line_row(3, "CLAIM", quantity=1)],
    "ballots": [ballot_row(1, "410102001"), ballot_row(1, "410102002"), ballot_row(2, "410102001")],
    "inspections": [visit_row(1)],
    "defects": [defect_row(1)],
    "marks": mark_rows("COMPLETION", 8000, 9000),
    "caps": [CAP],
    "decisions": [{"unit": 1, "grade": "GOOD", "document": "会议纪要"}],
}


@pytest.mark.parametrize("policy", [None, POLICY])
def test_good_tables_pass(policy):
    check_tables(tables(**GOOD), policy)


@pytest.mark.parametrize(
    ("name", "rows", "field"),
    [
        ("units", [unit_row(1, agreed_on=20250230), unit_row(2)], "units.0.agreed_on"),
        ("units", [unit_row("1"), unit_row(2)], "units.0.unit"),
        ("units", [unit_row(1, street=410102001), unit_row(2)], "units.0.street"),
        ("units", [unit_row(1, **{"class": "BAKERY"}), unit_row(2)], "units.0.class"),
        ("lines", [line_row(1, "TASK", on_time=True)], "lines.0.on_time"),
        ("lines", [line_row(1, "TASK", level=5)], "lines.0.level"),
        ("lines", [line_row(1, "LIST", outcome_bp=10001)], "lines.0.outcome_bp"),
        ("lines", [line_row(1, "LIST", outcome_bp=0.5)], "lines.0.outcome_bp"),
        ("lines", [line_row(1, "LIST", weight=None)], "lines.0.weight"),
        ("lines", [line_row(1, "LIST", unit=3)], "lines.0.unit"),
        ("lines", [line_row(1, "CLAIM", quantity=2, achieved=3)], "lines.0.achieved"),
        ("lines", [line_row(1, "CLAIM", achieved=1)], "lines.0.achieved"),
        ("ballots", [ballot_row(good=-1)], "ballots.0.good"),
        ("defects", [defect_row(1, "GRAVE")], "defects.0.severity"),
        ("defects", [defect_row(1, inspection=9)], "defects.0.inspection"),
        ("marks", mark_rows("BEAUTY", 8000), "marks.0.part"),
        ("caps", [CAP | {"at_most": "FINE"}], "caps.0.at_most"),
        ("decisions", [{"unit": 1, "grade": "POOR", "document": ""}], "decisions.0.grade"),
    ],
)
def test_a_value_its_column_cannot_hold_is_refused(name, rows, field):
    with pytest.raises(ValueRefused) as refused:
        check_tables(tables(**GOOD | {name: rows}), POLICY)

    assert refused.value.field == field
    assert str(refused.value).startswith(f"{field} is ")


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("units", [unit_row(2), unit_row(1)]),
        ("units", [unit_row(1), unit_row(1)]),
        ("ballots", [ballot_row(1, "410102002"), ballot_row(1, "410102001")]),
        ("caps", [CAP, CAP]),
    ],
)
def test_rows_out_of_order_or_twice_are_refused(name, rows):
    with pytest.raises(RowsNotInOrder):
        check_tables(tables(**GOOD | {name: rows}))


def test_other_columns_and_other_tables_are_refused():
    with pytest.raises(UnknownColumns):
        check_tables(tables(**GOOD | {"caps": [CAP | {"note": ""}]}))
    with pytest.raises(UnknownTable):
        check_tables({"units": []})


def test_each_unit_gets_its_own_rows_in_rising_order():
    found = rows_by_unit(tables(**GOOD | {"units": GOOD["units"][::-1]}))

    assert list(found) == [1, 2]
    assert [row["line"] for row in found[1].lines] == [1, 3]
    assert [row["street"] for row in found[2].ballots] == ["410102001"]
    assert found[1].caps == (CAP,)


def test_the_columns_are_those_of_the_builders():
    assert {name: tuple(rows[0]) for name, rows in GOOD.items() if name != "lines"} == {
        name: table.names() for name, table in TABLES.items() if name != "lines"
    }


def test_a_number_is_no_text_and_null_is_neither():
    with pytest.raises(ValueRefused):
        whole_of({"unit": None}, "unit")
    with pytest.raises(ValueRefused):
        text_of({"class": 1}, "class")
