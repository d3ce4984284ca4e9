"""Rows for the tests of the methods: one builder per table, and random units."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from gongjian.methods.policy import DEFAULT_POLICY, KINDS, Policy, read_policy
from gongjian.methods.tables import TABLES, Inputs, Row, UnitRows

POLICY: Policy = read_policy(DEFAULT_POLICY)
steady = settings(derandomize=True, deadline=None, max_examples=60)


def unit_row(unit: int = 1, **given: Any) -> Row:
    usual = {"unit": unit, "name": f"单位{unit}", "class": "ORGAN", "street": "410102001", "agreed_on": 20250101}
    return usual | given


def line_row(line: int, kind: str, unit: int = 1, **given: Any) -> Row:
    empty = dict.fromkeys(("quantity", "achieved", "outcome_bp", "on_time", "level", "source"))
    usual = {"line": line, "unit": unit, "month": 202503, "kind": kind, "text": "", "weight": 1, "state": "ACCEPTED"}
    return usual | empty | given


def ballot_row(unit: int = 1, street: str = "410102001", **given: int) -> Row:
    return (
        {"unit": unit, "street": street}
        | dict.fromkeys(("good", "fairly_good", "fair", "poor", "abstained"), 0)
        | given
    )


def visit_row(inspection: int = 1, unit: int = 1) -> Row:
    return {"inspection": inspection, "unit": unit, "visited_on": 20250920}


def defect_row(defect: int, severity: str = "MINOR", late: int = 0, unit: int = 1, inspection: int = 1) -> Row:
    return {"defect": defect, "inspection": inspection, "unit": unit, "severity": severity, "late": late}


def mark_rows(part: str, *marks_bp: int, unit: int = 1) -> list[Row]:
    return [
        {"unit": unit, "panellist": panellist, "part": part, "mark_bp": mark_bp}
        for panellist, mark_bp in enumerate(marks_bp, start=1)
    ]


def tables(**given: list[Row]) -> Inputs:
    return {name: given.get(name, []) for name in TABLES}


def worked_unit() -> UnitRows:
    """Return a unit with A 88.50, B 84.00, C 90.00, D 80.00 and bonus 2.00."""
    lines = [
        line_row(1, "ATTENDANCE", outcome_bp=0),
        line_row(2, "ATTENDANCE", outcome_bp=10000),
        line_row(3, "LIST", outcome_bp=10000),
        line_row(4, "ANSWER", on_time=1),
        *(line_row(number, "PROMISE", outcome_bp=10000) for number in range(5, 9)),
        line_row(9, "PROMISE", outcome_bp=0),
        line_row(10, "TASK", on_time=1, level=1),
        line_row(11, "CLAIM", quantity=3, achieved=3),
        line_row(12, "SUGGESTION", quantity=1),
        line_row(13, "SUGGESTION", quantity=1),
    ]
    return UnitRows(
        unit_row(),
        lines=tuple(lines),
        ballots=(ballot_row(good=20, fairly_good=20, fair=10, abstained=3),),
        inspections=(visit_row(),),
        defects=(defect_row(1),),
        marks=tuple(row for part in sorted(POLICY.panel.points_cp) for row in mark_rows(part, 8000)),
    )


@st.composite
def lines_of_one(draw: st.DrawFn, most: int = 14) -> tuple[Row, ...]:
    """Return lines of one unit: every kind, some states that do not count, some columns empty."""
    size = draw(st.integers(0, most))
    return tuple(draw(_line(number)) for number in range(1, size + 1))


@st.composite
def _line(draw: st.DrawFn, number: int) -> Row:
    kind = draw(st.sampled_from(KINDS))
    quantity = draw(st.integers(0, 14))
    own: dict[str, Any] = {
        "ATTENDANCE": {"outcome_bp": draw(st.sampled_from((None, 0, 10000)))},
        "LIST": {"outcome_bp": draw(st.sampled_from((0, 10000)))},
        "ANSWER": {"on_time": draw(st.sampled_from((None, 0, 1)))},
        "PROMISE": {"outcome_bp": draw(st.sampled_from((0, 5000, 10000))), "weight": draw(st.integers(1, 3))},
        "TASK": {"on_time": draw(st.integers(0, 1)), "level": draw(st.sampled_from((None, 1, 2, 3, 4)))},
        "CLAIM": {"quantity": quantity, "achieved": draw(st.integers(0, quantity))},
        "PREMISES": {"quantity": quantity},
    }.get(kind, {"quantity": 1})
    state = draw(st.sampled_from((*POLICY.counted_states, "ACCEPTED", "REJECTED")))
    return line_row(number, kind, state=state, **own)


@st.composite
def units(draw: st.DrawFn) -> UnitRows:
    """Return a random unit, any of its components missing."""
    streets = draw(st.integers(0, 3))
    counts = st.integers(0, 30)
    visits = draw(st.integers(0, 2))
    severities = draw(st.lists(st.tuples(st.sampled_from(("MINOR", "MAJOR")), st.integers(0, 1)), max_size=5))
    panel = draw(st.integers(0, 7))
    parts = draw(st.sets(st.sampled_from(sorted(POLICY.panel.points_cp)), min_size=3))
    return UnitRows(
        unit_row(),
        lines=draw(lines_of_one()),
        ballots=tuple(
            ballot_row(
                street=f"41010200{street}",
                good=draw(counts),
                fairly_good=draw(counts),
                fair=draw(counts),
                poor=draw(counts),
                abstained=draw(counts),
            )
            for street in range(streets)
        ),
        inspections=tuple(visit_row(number) for number in range(1, visits + 1)),
        defects=tuple(defect_row(number, *each) for number, each in enumerate(severities if visits else [])),
        marks=tuple(
            {"unit": 1, "panellist": panellist, "part": part, "mark_bp": draw(st.integers(0, 10000))}
            for panellist in range(1, panel + 1)
            for part in sorted(parts)
        ),
    )
