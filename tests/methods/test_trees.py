"""Every point has a parent: whatever is shown adds up, and a question gets the answer of a recalculation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.scoring import unit_scores
from gongjian.methods.tables import UnitRows
from gongjian.methods.trees import Node, score_tree, shared_out
from gongjian.methods.what_if import ColumnFixed, LineUnknown, ValueImpossible, what_if
from tests.methods.cases import POLICY, ballot_row, line_row, mark_rows, steady, unit_row, units, worked_unit


def every(node: Node) -> list[Node]:
    return [node, *(below for child in node.children for below in every(child))]


def test_the_worked_example_opens_down_to_its_lines():
    tree = score_tree(POLICY, worked_unit())

    assert (tree.value_cp, tree.weight_bp, [child.code for child in tree.children]) == (
        8760,
        10000,
        ["A", "B", "C", "D", "BONUS", "DEDUCT"],
    )
    assert [child.share_cp for child in tree.children] == [3540, 2520, 900, 1600, 200, 0]
    meetings = tree.at("A", "A1_MEETINGS")
    assert (meetings.value_cp, meetings.points_cp, dict(meetings.counts)) == (750, 1000, {"n": 2, "missed": 1})
    assert [(leaf.code, leaf.line, leaf.value_cp) for leaf in meetings.leaves()] == [
        ("START", None, 1000),
        ("LINE", 1, -250),
        ("LINE", 2, 0),
    ]
    assert [(leaf.line, leaf.value_cp) for leaf in tree.at("A", "A2_PROMISES").leaves()] == [
        (5, 900),
        (6, 900),
        (7, 900),
        (8, 900),
        (9, 0),
    ]
    assert tree.at("B").counts == {"satisfied": 40, "valid": 50}
    assert [leaf.value_cp for leaf in tree.at("C").leaves()] == [10000, -1000]


def test_points_that_do_not_divide_go_to_the_earlier_lines():
    lines = tuple(line_row(number, "LIST", outcome_bp=10000) for number in (3, 1, 2))

    node = score_tree(POLICY, UnitRows(unit_row(), lines=lines)).at("A", "A1_LISTS")

    assert [(leaf.line, leaf.value_cp) for leaf in node.leaves()] == [(1, 334), (2, 333), (3, 333)]


def test_a_limit_is_shown_as_a_part_of_its_own():
    missed = tuple(line_row(number, "ATTENDANCE", outcome_bp=0) for number in range(1, 7))
    given_help = tuple(line_row(number, "HELP", quantity=1) for number in range(11, 15))

    tree = score_tree(POLICY, UnitRows(unit_row(), lines=missed + given_help))

    assert [leaf.value_cp for leaf in tree.at("A", "A1_MEETINGS").leaves()][-1] == 500
    assert [leaf.value_cp for leaf in tree.at("BONUS", "HELP").leaves()] == [100, 100, 100, 100, -200]


def test_a_composite_held_at_100_shows_what_is_cut_off():
    lines = (line_row(1, "LIST", outcome_bp=10000), line_row(2, "HELP", quantity=1))

    tree = score_tree(POLICY, UnitRows(unit_row(), lines=lines))

    assert (tree.value_cp, tree.at("LIMIT").share_cp) == (10000, -100)


def test_dropped_marks_are_shown_and_bring_nothing():
    marks = tuple(row for part in sorted(POLICY.panel.points_cp) for row in mark_rows(part, 0, 10000, 7000, 7000, 7000))

    tree = score_tree(POLICY, UnitRows(unit_row(), marks=marks))

    part = tree.at("D", "COMPLETION")
    assert (part.value_cp, dict(part.counts)) == (2800, {"n": 5, "kept": 3})
    assert [(leaf.value_cp, leaf.counts["kept"]) for leaf in part.leaves()] == [
        (0, 0),
        (0, 0),
        (934, 1),
        (933, 1),
        (933, 1),
    ]


def test_a_unit_without_anything_has_a_tree_without_numbers():
    tree = score_tree(POLICY, UnitRows(unit_row()))

    assert (tree.value_cp, [child.value_cp for child in tree.children]) == (None, [None, None, None, None, 0, 0])
    with pytest.raises(KeyError):
        tree.at("A", "NOTHING")


def test_the_document_of_a_tree_is_plain():
    document = score_tree(POLICY, worked_unit()).document()

    assert (document["code"], document["children"][0]["children"][0]["children"][1]["row"]) == (
        "COMPOSITE",
        ["lines", 1],
    )


@steady
@given(units())
def test_the_leaves_bring_exactly_the_composite_and_every_level_adds_up(rows):
    tree, scores = score_tree(POLICY, rows), unit_scores(POLICY, rows)

    assert tree.value_cp == tree.share_cp == scores.composite_cp
    assert {node.code: node.value_cp for node in tree.children[:4]} == scores.components
    if scores.composite_cp is not None:
        assert sum(leaf.share_cp or 0 for leaf in tree.leaves()) == scores.composite_cp
    for node in every(tree):
        if node.children and node.share_cp is not None:
            assert sum(child.share_cp or 0 for child in node.children) == node.share_cp
        if node.children and node.value_cp is not None and node.code not in {"COMPOSITE", "A"}:
            assert sum(child.value_cp or 0 for child in node.children) == node.value_cp


@steady
@given(units())
def test_a_row_that_brings_nothing_to_its_number_is_shown_with_nothing(rows):
    for leaf in score_tree(POLICY, rows).at("A").leaves():
        if leaf.code == "LINE" and leaf.value_cp == 0:
            assert leaf.share_cp in {0, None}


@steady
@given(st.lists(st.integers(-5000, 5000), min_size=1, max_size=9), st.integers(1, 999), st.integers(-2, 2))
def test_what_is_shared_out_adds_up_and_stays_near(parts, whole, off):
    total = (2 * sum(parts) + whole) // (2 * whole) + off

    shares = shared_out(total, parts, whole)

    assert sum(shares) == total
    assert all(abs(share * whole - part) < (3 + abs(off)) * whole for share, part in zip(shares, parts, strict=True))


@steady
@given(units(), st.integers(0, 20), st.sampled_from((None, {"state": "REJECTED"}, {"state": "UPHELD"}, {"weight": 3})))
def test_a_question_about_a_line_is_answered_as_a_recalculation_would(rows, place, change):
    if not rows.lines:
        return
    line = rows.lines[place % len(rows.lines)]
    others = tuple(row for row in rows.lines if row is not line)
    recalculated = unit_scores(POLICY, replace(rows, lines=others if change is None else (*others, {**line, **change})))

    answer = what_if(POLICY, rows, line["line"], change)

    assert (answer.before, answer.after) == (unit_scores(POLICY, rows), recalculated)
    if None not in (answer.before.composite_cp, answer.after.composite_cp):
        assert answer.difference_cp == recalculated.composite_cp - answer.before.composite_cp
    else:
        assert answer.difference_cp is None


def test_an_upheld_dispute_shows_points_and_grade_before_and_after():
    rows = replace(worked_unit(), ballots=(ballot_row(good=50),))

    answer = what_if(POLICY, rows, 9, {"outcome_bp": 10000})

    assert (answer.difference_cp, answer.grade_before, answer.grade_after) == (360, "GOOD", "GOOD")
    assert what_if(POLICY, worked_unit(), 9, {"outcome_bp": 5000}).grade_after == "FAIRLY_GOOD"


@pytest.mark.parametrize(
    ("line", "change", "refusal"),
    [
        (99, None, LineUnknown),
        (1, {"unit": 2}, ColumnFixed),
        (1, {"colour": "red"}, ColumnFixed),
        (1, {"outcome_bp": 10001}, ValueImpossible),
    ],
)
def test_an_impossible_question_is_refused(line, change, refusal):
    with pytest.raises(refusal) as refused:
        what_if(POLICY, worked_unit(), line, change)

    assert str(refused.value).endswith(".")
