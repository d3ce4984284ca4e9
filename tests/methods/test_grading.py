"""Grades follow from scores, gates, caps and the quota; the committee decides ties and nothing else."""

from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods import grading
from gongjian.methods.grading import (
    RESULT_COLUMNS,
    Result,
    full_months,
    grade_of_points,
    reason_not_graded,
    results,
    tie_bands,
)
from gongjian.methods.policy import DEFAULT_POLICY, default_policy, read_policy
from gongjian.methods.tables import Inputs, Row
from tests.methods.cases import POLICY, ballot_row, line_row, mark_rows, steady, tables, unit_row, worked_unit

# Ballots alone give these composites: 20 valid marks, each step from GOOD to FAIRLY_GOOD costs 1.00.


def rated(*points: int, unit_class: str = "ORGAN", first: int = 1, **given: Any) -> dict[str, list[Row]]:
    """Return units whose ballots make them 100.00 less so many points, with their ballots."""
    numbers = range(first, first + len(points))
    return {
        "units": [unit_row(number, **{"class": unit_class}, **given) for number in numbers],
        "ballots": [
            ballot_row(number, good=20 - lost, fairly_good=lost) for number, lost in zip(numbers, points, strict=True)
        ],
    }


def decision(unit: int, grade: str = "GOOD") -> Row:
    return {"unit": unit, "grade": grade, "document": "会议纪要〔2025〕3号"}


def settled(inputs: Inputs) -> list[tuple[int | None, str | None, str | None]]:
    return [(result.composite_cp, result.grade, result.held_by) for result in results(POLICY, inputs)]


def test_the_worked_unit_is_fairly_good():
    rows = worked_unit()

    (found,) = results(
        POLICY,
        tables(
            units=[rows.unit],
            lines=list(rows.lines),
            ballots=list(rows.ballots),
            inspections=list(rows.inspections),
            defects=list(rows.defects),
            marks=list(rows.marks),
        ),
    )

    assert found.row() == {
        "unit": 1,
        "class": "ORGAN",
        "reason": None,
        "a_cp": 8850,
        "b_cp": 8400,
        "c_cp": 9000,
        "d_cp": 8000,
        "bonus_cp": 200,
        "deduct_cp": 0,
        "composite_cp": 8760,
        "satisfied_bp": 8000,
        "rank": 1,
        "grade": "FAIRLY_GOOD",
        "held_by": None,
        "missing": None,
    }
    assert tuple(found.row()) == RESULT_COLUMNS


@pytest.mark.parametrize(
    ("agreed_on", "until", "months"),
    [
        (20250701, 20260101, 6),
        (20250702, 20260101, 5),
        (20250630, 20260101, 6),
        (20250831, 20260228, 5),
        (20250101, 20250101, 0),
        (20231231, 20260101, 24),
    ],
)
def test_full_months(agreed_on, until, months):
    assert full_months(agreed_on, until) == months


@pytest.mark.parametrize(
    ("agreed_on", "valid", "reason"),
    [
        (None, 0, "NO_AGREEMENT"),
        (20260101, 0, "NO_AGREEMENT"),
        (20250702, 0, "TOO_SHORT"),
        (20250701, 9, "FEW_MARKS"),
        (20250701, 10, None),
    ],
)
def test_the_first_reason_that_applies_is_given(agreed_on, valid, reason):
    assert reason_not_graded(POLICY, agreed_on, valid) == reason


def test_a_unit_that_is_not_graded_has_no_numbers():
    inputs = tables(units=[unit_row(1, agreed_on=None)], ballots=[ballot_row(1, good=50)])

    (found,) = results(POLICY, inputs)

    assert {name: value for name, value in found.row().items() if value is not None} == {
        "unit": 1,
        "class": "ORGAN",
        "reason": "NO_AGREEMENT",
    }


@pytest.mark.parametrize(
    ("points", "grade"),
    [(10000, "GOOD"), (9000, "GOOD"), (8999, "FAIRLY_GOOD"), (6000, "FAIR"), (5999, "POOR"), (0, "POOR")],
)
def test_a_grade_begins_at_its_limit(points, grade):
    assert grade_of_points(POLICY, points) == grade


def test_gates_compare_exact_shares_and_the_lowest_holds():
    lines = [line_row(1, "LIST", outcome_bp=10000)]
    marks = [row for part in sorted(POLICY.panel.points_cp) for row in mark_rows(part, 10000)]

    def graded(**ballot: int) -> tuple[str | None, str | None, int | None]:
        found = results(POLICY, tables(units=[unit_row()], lines=lines, marks=marks, ballots=[ballot_row(**ballot)]))
        return found[0].grade, found[0].held_by, found[0].satisfied_bp

    assert graded(good=16, fair=4) == ("GOOD", None, 8000)
    assert graded(good=79_999, fair=20_001) == ("FAIRLY_GOOD", "GATE", 8000)
    assert graded(good=11, fair=9) == ("FAIR", "GATE", 5500)


def test_a_cap_lowers_and_never_lifts():
    cap = {"unit": 1, "at_most": "FAIR", "document": "〔2025〕7号"}

    assert settled(tables(**rated(0), caps=[cap])) == [(10000, "FAIR", "CAP")]
    assert settled(tables(**rated(0), caps=[cap | {"at_most": "GOOD"}])) == [(10000, "GOOD", None)]
    assert settled(tables(**rated(20), caps=[cap | {"at_most": "FAIRLY_GOOD"}])) == [(8000, "FAIRLY_GOOD", None)]
    with pytest.raises(grading.CapUnknown) as refused:
        results(POLICY, tables(**rated(0), caps=[cap | {"at_most": "FINE"}]))
    assert refused.value.found == "FINE"


def test_the_quota_keeps_the_best_and_the_last_that_lowered_is_named():
    assert settled(tables(**rated(0, 1, 2, 3))) == [
        (10000, "GOOD", None),
        (9900, "FAIRLY_GOOD", "QUOTA"),
        (9800, "FAIRLY_GOOD", "QUOTA"),
        (9700, "FAIRLY_GOOD", "QUOTA"),
    ]


def test_seats_are_rounded_down_within_a_class_and_ungraded_units_make_none():
    inputs = tables(
        units=[
            *rated(*range(7))["units"],
            unit_row(8, agreed_on=None),
            *rated(9, unit_class="SOCIAL", first=9)["units"],
        ],
        ballots=[*rated(*range(7))["ballots"], *rated(9, unit_class="SOCIAL", first=9)["ballots"]],
    )

    assert [result.grade for result in results(POLICY, inputs)] == [
        *["GOOD", "GOOD", *["FAIRLY_GOOD"] * 5],
        None,
        "GOOD",
    ]


def test_without_a_seat_nobody_keeps_the_grade():
    document = default_policy(2025)
    document["quota"]["at_least"] = 0

    found = results(read_policy(document), tables(**rated(0, 0, 1)))

    assert [(result.grade, result.held_by) for result in found] == [("FAIRLY_GOOD", "QUOTA")] * 3


def test_a_tie_waits_for_the_committee_and_without_it_nobody_in_the_band_keeps_the_grade():
    inputs = tables(**rated(0, 2, 2, 2, 3, 5, 5))  # 7 graded, 2 seats, 1 left for three at 98.00

    bands = tie_bands(POLICY, results(POLICY, inputs))

    assert [(band.unit_class, band.line_cp, band.seats, band.seats_left, band.units) for band in bands] == [
        ("ORGAN", 9800, 2, 1, (2, 3, 4))
    ]
    assert settled(inputs)[:5] == [
        (10000, "GOOD", None),
        *[(9800, "FAIRLY_GOOD", "TIE")] * 3,
        (9700, "FAIRLY_GOOD", "QUOTA"),
    ]


def test_a_decision_keeps_the_grade_and_the_band_stays_the_same():
    inputs = tables(**rated(0, 2, 2, 2, 3, 5, 5), decisions=[decision(2, "FAIRLY_GOOD"), decision(3)])

    found = results(POLICY, inputs)

    assert [(result.grade, result.held_by) for result in found[1:4]] == [
        ("FAIRLY_GOOD", "TIE"),
        ("GOOD", None),
        ("FAIRLY_GOOD", "TIE"),
    ]
    assert [result.rank for result in found] == [1, 2, 2, 2, 5, 6, 6]
    assert tie_bands(POLICY, found)[0].units == (2, 3, 4)


def test_near_composites_are_tied_and_a_gap_as_wide_as_the_tie_is_none():
    def four(second: int) -> list[Result]:
        return [
            Result(unit, "ORGAN", composite_cp=cp, grade="GOOD")
            for unit, cp in enumerate((9450, second, 9100, 9050), start=1)
        ]

    assert [band.units for band in tie_bands(POLICY, four(9401))] == [(1, 2)]
    assert tie_bands(POLICY, four(9400)) == []


def test_members_of_the_band_may_stand_on_both_sides_of_the_line():
    graded = [
        Result(unit, "ORGAN", composite_cp=cp, grade="GOOD")
        for unit, cp in enumerate((9600, 9549, 9500, 9451, 9450, 9400, 9300, 9200, 9100, 9000), start=1)
    ]

    (band,) = tie_bands(POLICY, graded)

    assert (band.seats, band.seats_left, band.line_cp, band.units) == (3, 2, 9500, (2, 3, 4))


@pytest.mark.parametrize(
    ("decisions", "refusal", "text"),
    [
        ([decision(2), decision(3)], grading.MoreDecisionsThanSeats, "In class ORGAN 2 units are decided"),
        ([decision(1)], grading.DecisionOutsideTheBand, "decisions.1 is not in a tie band"),
        ([decision(99)], grading.DecisionOutsideTheBand, "decisions.99 is not in a tie band"),
        ([decision(2, "POOR")], grading.DecisionForAnotherGrade, "decisions.2 is decided as 'POOR'"),
        ([decision(2), decision(2)], grading.DecidedTwice, "decisions.2 is decided twice"),
    ],
)
def test_a_decision_that_settles_nothing_is_refused(decisions, refusal, text):
    with pytest.raises(refusal) as refused:
        results(POLICY, tables(**rated(0, 2, 2, 2, 3, 5, 5), decisions=decisions))

    assert str(refused.value).startswith(text)


def test_a_decision_where_the_line_cuts_no_tie_is_refused():
    with pytest.raises(grading.DecisionOutsideTheBand):
        results(POLICY, tables(**rated(0, 2, 2), decisions=[decision(1)]))


@st.composite
def districts(draw: st.DrawFn) -> Inputs:
    """Return up to 30 units in two classes, rated by ballots alone, close to each other."""
    lost = draw(st.lists(st.integers(0, 6), min_size=1, max_size=30))
    classes = draw(st.lists(st.sampled_from(("ORGAN", "SOCIAL")), min_size=len(lost), max_size=len(lost)))
    both = rated(*lost)
    units = [{**row, "class": unit_class} for row, unit_class in zip(both["units"], classes, strict=True)]
    return tables(units=units, ballots=both["ballots"])


@steady
@given(districts(), st.integers(0, 99))
def test_the_quota_is_never_exceeded_and_never_jumped(inputs, spare):
    before = results(POLICY, inputs)
    chosen = [unit for band in tie_bands(POLICY, before) for unit in band.units[: max(0, band.seats_left - spare % 2)]]

    after = results(POLICY, {**inputs, "decisions": [decision(unit) for unit in sorted(chosen)]})

    for _, group in groupby(sorted(after, key=lambda result: result.unit_class), key=lambda result: result.unit_class):
        graded = list(group)
        kept = [result.points for result in graded if result.grade == "GOOD"]
        lowered = [result.points for result in graded if result.held_by in {"QUOTA", "TIE"}]
        assert len(kept) <= max(len(graded) * 3000 // 10000, 1)
        assert not kept or not lowered or max(lowered) - min(kept) < 2 * POLICY.quota.tie_cp
    assert {result.unit for result in after if result.grade == "GOOD"} >= set(chosen)


@steady
@given(districts(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(inputs, chance):
    mixed = {name: chance.sample(list(rows), len(rows)) for name, rows in inputs.items()}

    assert results(POLICY, mixed) == results(POLICY, inputs)


@steady
@given(districts())
def test_ranks_leave_gaps_after_ties_and_follow_the_composite(inputs):
    found = results(POLICY, inputs)

    for result in found:
        better = [other for other in found if other.unit_class == result.unit_class and other.points > result.points]
        assert result.rank == 1 + len(better)


def test_every_refusal_is_tried_here():
    kinds = {kind for kind in vars(grading).values() if isinstance(kind, type)}
    leaves = {kind.__name__ for kind in kinds if issubclass(kind, grading.GradingRefused) and not kind.__subclasses__()}

    assert leaves == {
        "CapUnknown",
        "DecidedTwice",
        "DecisionForAnotherGrade",
        "DecisionOutsideTheBand",
        "MoreDecisionsThanSeats",
    }
    assert DEFAULT_POLICY["quota"]["tie_cp"] == 50
