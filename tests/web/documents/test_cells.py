"""Cells as clerks type them and as spreadsheet programs change them."""

from datetime import date, datetime

import pytest

from gongjian.web.documents.cells import Unclear, code, day, text, truth, whole


@pytest.mark.parametrize(
    "value",
    [
        "2025-3-1", "2025-03-01", "2025/3/1", "2025.3.1", "2025年3月1日", "２０２５年３月１日", "20250301",
        " 2025-3-1 ",
        45717, 45717.0, "45717", date(2025, 3, 1),
        datetime.fromisoformat("2025-03-01T08:30"),
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(value):
    assert day(value) == date(2025, 3, 1)


@pytest.mark.parametrize("value", ["2025-13-1", "2025-2-30", "去年", "3月1日", 12, 99999, "2025", True])
def test_what_is_no_day_is_not_guessed(value):
    with pytest.raises(Unclear):
        day(value)


@pytest.mark.parametrize(
    ("value", "number"), [("", 0), (12.0, 12), ("12", 12), ("１２", 12), ("12人", 12), ("1,200", 1200)]
)
def test_a_count_is_understood(value, number):
    assert whole(value) == number


@pytest.mark.parametrize("value", [-1, 1.5, "十二", "12.5", "1e3", "９" * 12])
def test_what_is_no_count_is_not_guessed(value):
    with pytest.raises(Unclear):
        whole(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [("是", True), ("Ｙ", True), ("√", True), (True, True), (1.0, True), ("否", False), ("N", False), (0, False)],
)
def test_yes_and_no_are_understood(value, said):
    assert truth(value) is said


@pytest.mark.parametrize("value", ["", "不详", 2])
def test_neither_yes_nor_no_is_not_guessed(value):
    with pytest.raises(Unclear):
        truth(value)


def test_a_code_is_narrow_capitals_without_spaces():
    assert (code(" ９１410100ma44xx　01 "), code(410102001.0), code("")) == ("91410100MA44XX01", "410102001", "")


@pytest.mark.parametrize("value", [12410102415801438, 1e17, "#REF!", "#N/A"])
def test_what_a_spreadsheet_has_spoilt_is_said(value):
    with pytest.raises(Unclear):
        text(value)


@pytest.mark.parametrize("value", ["=1+1", "+86", "-甲", "@乙", "'丙", "1.50"])
def test_a_text_stays_as_it_is(value):
    assert text(value) == value
