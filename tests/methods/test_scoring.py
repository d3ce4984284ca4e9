"""Marks become scores as the regulation says, and anybody can redo the arithmetic."""

from dataclasses import replace
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.policy import Indicator
from gongjian.methods.scoring import (
    ballot_counts,
    ballot_score,
    bonus,
    composite,
    counted_lines,
    deductions,
    effect_score,
    half_up,
    indicator_score,
    inspection_score,
    mutual_score,
    part_score,
    satisfied_share,
    unit_scores,
)
from tests.methods.cases import (
    POLICY,
    ballot_row,
    defect_row,
    line_row,
    lines_of_one,
    mark_rows,
    steady,
    units,
    visit_row,
    worked_unit,
)

INDICATORS = {indicator.code: indicator for indicator in POLICY.indicators}
OPTIONS = st.fixed_dictionaries({option: st.integers(0, 50) for option in POLICY.ballot.options_bp})
COMPONENT = st.none() | st.integers(0, 10000)
COMPONENTS = st.fixed_dictionaries({"A": COMPONENT, "B": COMPONENT, "C": COMPONENT, "D": COMPONENT})


def by_hand(value: Fraction) -> int:
    """Return a fraction rounded half up, the way one does it on paper."""
    return floor(value + Fraction(1, 2))


def test_the_worked_example_makes_87_60():
    scores = unit_scores(POLICY, worked_unit())

    assert scores.components == {"A": 8850, "B": 8400, "C": 9000, "D": 8000}
    assert (scores.bonus_cp, scores.deduct_cp, scores.composite_cp, scores.missing()) == (200, 0, 8760, None)


def test_the_worked_ballot_makes_90_67():
    counts = ballot_counts(POLICY.ballot, [ballot_row(good=30, fairly_good=10, fair=4, poor=1, abstained=2)])

    assert (ballot_score(POLICY.ballot, counts), satisfied_share(POLICY.ballot, counts)) == (9067, 8889)


@pytest.mark.parametrize(
    ("code", "lines", "score"),
    [
        ("A1_MEETINGS", [], None),
        ("A1_MEETINGS", [{"outcome_bp": None}], None),
        ("A1_MEETINGS", [{"outcome_bp": 0}] * 3, 250),
        ("A1_MEETINGS", [{"outcome_bp": 0}] * 5, 0),
        ("A1_LISTS", [{"outcome_bp": 10000}, {"outcome_bp": 0}, {"outcome_bp": 0}], 333),
        ("A1_ANSWERS", [{"on_time": 1}, {"on_time": None}, {"on_time": 0}], 250),
        ("A2_PROMISES", [{"outcome_bp": 5000, "weight": 3}, {"outcome_bp": 10000, "weight": 1}], 2813),
        ("A3_ON_TIME", [{"on_time": 1}, {"on_time": 1}, {"on_time": 0}], 1000),
        ("A3_SATISFIED", [{"on_time": 1, "level": 2}, {"on_time": 0, "level": None}, {"on_time": 1, "level": 3}], 700),
        ("A3_SATISFIED", [{"on_time": 1, "level": None}], None),
        ("A3_CLAIMS", [{"quantity": 3, "achieved": 2}, {"quantity": 4, "achieved": 4}], 429),
        ("A3_CLAIMS", [{"quantity": 0, "achieved": 0}], None),
    ],
)
def test_each_rule_on_a_few_lines(code, lines, score):
    indicator = INDICATORS[code]
    rows = [line_row(number, indicator.kind, **given) for number, given in enumerate(lines)]

    assert indicator_score(indicator, [*rows, line_row(99, "OTHER", outcome_bp=0)]) == score


def test_only_counted_states_count():
    lines = [line_row(1, "LIST", outcome_bp=0, state="REJECTED"), line_row(2, "LIST", outcome_bp=10000, state="DEEMED")]

    assert mutual_score(POLICY.indicators, counted_lines(POLICY, lines)) == 10000


def test_an_indicator_nobody_asked_spreads_its_points():
    lines = [line_row(1, "LIST", outcome_bp=10000), line_row(2, "PROMISE", outcome_bp=5000)]

    assert mutual_score(POLICY.indicators, lines) == by_hand(Fraction(10000 * (1000 + 2250), 5500))


def test_several_streets_weigh_by_their_valid_marks():
    rows = [ballot_row(good=9), ballot_row(street="410102002", poor=1, abstained=40)]

    assert ballot_score(POLICY.ballot, ballot_counts(POLICY.ballot, rows)) == 9400


def test_inspection_takes_double_for_what_was_not_corrected_and_never_goes_below_nothing():
    defects = [defect_row(1), defect_row(2, "MAJOR"), defect_row(3, "MINOR", 1)]

    assert inspection_score(POLICY.inspection, [], []) is None
    assert inspection_score(POLICY.inspection, [visit_row()], []) == 10000
    assert inspection_score(POLICY.inspection, [visit_row()], defects) == 4500
    assert inspection_score(POLICY.inspection, [visit_row()], [*defects, defect_row(4, "MAJOR", 1)]) == 0


def test_the_panel_drops_one_highest_and_one_lowest_from_five_marks_on():
    assert part_score(POLICY.panel, "COMPLETION", mark_rows("COMPLETION", 0, 10000, 5000, 5000)) == 2000
    assert part_score(POLICY.panel, "COMPLETION", mark_rows("COMPLETION", 0, 0, 6000, 9000, 9000)) == 2000
    assert part_score(POLICY.panel, "COMPLETION", []) is None


def test_a_part_without_a_mark_leaves_the_panel_without_a_score():
    marks = [row for part in ("COMPLETION", "USEFULNESS", "SATISFACTION") for row in mark_rows(part, 9000)]

    assert effect_score(POLICY.panel, marks) is None
    assert effect_score(POLICY.panel, [*marks, *mark_rows("CONTINUITY", 1000)]) == 8200


def test_bonus_and_deductions_stop_at_their_limits():
    suggestions = [line_row(number, "SUGGESTION", quantity=1) for number in range(5)]
    premises = [line_row(10, "PREMISES", quantity=12), line_row(11, "PREMISES", quantity=11)]
    help_given = [line_row(20, "HELP", quantity=1), line_row(21, "HELP", quantity=None)]
    faults = [line_row(number, "FALSE_EVIDENCE", quantity=1) for number in range(30, 33)]

    assert bonus(POLICY, suggestions) == 200
    assert bonus(POLICY, [*suggestions, *premises, *help_given]) == 500
    assert bonus(POLICY, help_given) == 100
    assert deductions(POLICY, faults[:1]) == 500
    assert deductions(POLICY, [*faults, line_row(40, "DROPPED", quantity=1)]) == 1000


@steady
@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_half_up_is_what_one_does_on_paper(numerator, denominator):
    assert half_up(numerator, denominator) == by_hand(Fraction(numerator, denominator))


@steady
@given(COMPONENTS, st.integers(0, 500), st.integers(0, 1000))
def test_the_composite_follows_from_the_printed_components(components, added, taken):
    there = {name: value for name, value in components.items() if value is not None}
    weights = {name: POLICY.weights_bp[name] for name in there}

    found = composite(components, POLICY.weights_bp, added, taken)

    if not there:
        assert found is None
    else:
        mean = by_hand(Fraction(sum(weights[name] * there[name] for name in there), sum(weights.values())))
        assert found == min(10000, max(0, mean + added - taken))


@steady
@given(COMPONENTS, st.sampled_from("ABCD"), st.integers(0, 10000))
def test_a_better_component_never_lowers_the_composite(components, name, more):
    low = {**components, name: components[name] or 0}
    high = {**components, name: min(10000, (components[name] or 0) + more)}

    assert composite(high, POLICY.weights_bp) >= composite(low, POLICY.weights_bp)


def test_weights_that_are_nothing_make_no_composite():
    assert composite({"A": 5000, "B": None, "C": None, "D": None}, {"A": 0, "B": 8000, "C": 1000, "D": 1000}) is None


@steady
@given(lines_of_one(), st.sampled_from(sorted(INDICATORS)))
def test_an_indicator_stays_within_its_points_whatever_the_order(lines, code):
    score = indicator_score(INDICATORS[code], lines)

    assert score is None or 0 <= score <= INDICATORS[code].points_cp
    assert score == indicator_score(INDICATORS[code], lines[::-1])


@steady
@given(lines_of_one(), st.sampled_from([code for code in INDICATORS if code != "A3_CLAIMS"]), st.integers(0, 20))
def test_a_better_line_never_lowers_its_indicator(lines, code, place):
    indicator: Indicator = INDICATORS[code]
    asked = [line for line in lines if line["kind"] == indicator.kind]
    if not asked:
        return
    line = asked[place % len(asked)]
    best = {
        name: good for name, good in (("outcome_bp", 10000), ("on_time", 1), ("level", 1)) if line[name] is not None
    }
    better = [{**row, **best} if row is line else row for row in lines]

    before, after = indicator_score(indicator, lines), indicator_score(indicator, better)

    assert (before is None) == (after is None)
    assert before is None or after >= before


@steady
@given(OPTIONS, st.permutations(sorted(POLICY.ballot.options_bp)))
def test_a_vote_that_moves_to_a_better_option_never_lowers_the_ballot(counts, order):
    worse, better = sorted(order[:2], key=POLICY.ballot.options_bp.__getitem__)
    if not counts[worse]:
        return
    moved = {**counts, worse: counts[worse] - 1, better: counts[better] + 1}

    assert ballot_score(POLICY.ballot, moved) >= ballot_score(POLICY.ballot, counts)


@steady
@given(units())
def test_every_score_of_every_unit_stays_within_bounds_whatever_the_order(rows):
    scores = unit_scores(POLICY, rows)
    turned = replace(rows, lines=rows.lines[::-1], ballots=rows.ballots[::-1], marks=rows.marks[::-1])

    assert all(value is None or 0 <= value <= 10000 for value in (*scores.components.values(), scores.composite_cp))
    assert 0 <= scores.bonus_cp <= 500
    assert 0 <= scores.deduct_cp <= 1000
    assert unit_scores(POLICY, turned) == scores
