"""What the methods refuse, the engine refuses in the same words."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache

import pytest

from gongjian.engine.runs import run_year
from gongjian.methods.grading import (
    CapUnknown,
    DecidedTwice,
    DecisionForAnotherGrade,
    DecisionOutsideTheBand,
    MoreDecisionsThanSeats,
    Result,
    TieBand,
    results,
    tie_bands,
)
from gongjian.methods.policy import DEFAULT_POLICY, read_policy
from gongjian.methods.refusals import Refused
from gongjian.methods.tables import RowsNotInOrder
from tests.engine.districts import Rows, Tables, district, together

POLICY = read_policy(DEFAULT_POLICY)
Change = Callable[[Tables, TieBand, Result], Rows]


def _tied_district() -> tuple[Tables, TieBand, Result]:
    """Return a district with a tie band, the band, and a graded unit outside of any."""
    return deepcopy(_found_district())


@cache
def _found_district() -> tuple[Tables, TieBand, Result]:
    for number in range(1, 200):
        tables = district(number, POLICY)
        undecided = results(POLICY, tables)
        bands = tie_bands(POLICY, undecided)
        tied = {unit for band in bands for unit in band.units}
        outside = [result for result in undecided if result.reason is None and result.unit not in tied]
        if bands and outside:
            return tables, bands[0], outside[-1]
    raise AssertionError("no district has a tie band")


def _decided(unit: int, grade: str = "GOOD") -> Rows:
    return [{"unit": unit, "grade": grade, "document": "决定"}]


REFUSED: dict[type[Refused], Change] = {
    MoreDecisionsThanSeats: lambda _, band, __: [row for unit in sorted(band.units) for row in _decided(unit)],
    DecisionOutsideTheBand: lambda _, band, outside: _decided(min(band.units), "FAIRLY_GOOD") + _decided(outside.unit),
    DecisionForAnotherGrade: lambda _, band, __: _decided(band.units[0], "POOR"),
    DecidedTwice: lambda _, band, __: 2 * _decided(band.units[0]),
}


@pytest.mark.parametrize("refusal", REFUSED, ids=lambda refusal: refusal.__name__)
def test_a_decision_is_refused_as_by_the_methods(refusal: type[Refused]) -> None:
    tables, band, outside = _tied_district()
    tables["decisions"] = REFUSED[refusal](tables, band, outside)

    with pytest.raises(refusal) as by_the_methods:
        results(POLICY, tables)
    with pytest.raises(refusal) as by_the_engine:
        run_year(tables, DEFAULT_POLICY)

    assert by_the_engine.value.args == by_the_methods.value.args


def test_a_decision_about_a_unit_that_is_not_there_is_refused() -> None:
    tables, _, _ = _tied_district()
    tables["decisions"] = _decided(5)

    with pytest.raises(DecisionOutsideTheBand) as refused:
        run_year(tables, DEFAULT_POLICY)

    assert refused.value.field == "decisions.5"


def test_a_cap_at_an_unknown_grade_is_refused_as_by_the_methods() -> None:
    tables, _, outside = _tied_district()
    tables["caps"] = [{"unit": outside.unit, "at_most": "SPLENDID", "document": "文件"}]

    with pytest.raises(CapUnknown) as by_the_methods:
        results(POLICY, tables)
    with pytest.raises(CapUnknown) as by_the_engine:
        run_year(tables, DEFAULT_POLICY)

    assert by_the_engine.value.args == by_the_methods.value.args


def test_two_districts_may_not_number_their_units_alike() -> None:
    one = district(12, POLICY)

    with pytest.raises(RowsNotInOrder) as refused:
        run_year(together({1: one, 2: one}), DEFAULT_POLICY)

    assert refused.value.found == (one["units"][0]["unit"],)
