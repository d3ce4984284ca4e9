"""A small district that has everything, by docs/tables.md and without the product."""

import json
import random
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]

INPUTS = ["units", "lines", "ballots", "inspections", "defects", "marks", "caps", "decisions"]
POLICY: Row = json.loads("""
{"edition": "2025.1", "year": 2025, "period": {"from": 20250101, "until": 20260101},
 "weights_bp": {"A": 4000, "B": 3000, "C": 1000, "D": 2000},
 "counted_states": ["ACCEPTED", "AMENDED", "DEEMED", "UPHELD"],
 "indicators": [
  {"code": "A1_MEETINGS",  "kind": "ATTENDANCE", "rule": "LOSE_PER_MISS",    "points_cp": 1000, "per_miss_cp": 250},
  {"code": "A1_LISTS",     "kind": "LIST",       "rule": "MEAN_OUTCOME",     "points_cp": 1000},
  {"code": "A1_ANSWERS",   "kind": "ANSWER",     "rule": "SHARE_ON_TIME",    "points_cp": 500},
  {"code": "A2_PROMISES",  "kind": "PROMISE",    "rule": "WEIGHTED_OUTCOME", "points_cp": 4500},
  {"code": "A3_ON_TIME",   "kind": "TASK",       "rule": "SHARE_ON_TIME",    "points_cp": 1500},
  {"code": "A3_SATISFIED", "kind": "TASK",       "rule": "MEAN_LEVEL",       "points_cp": 1000,
   "levels_bp": [10000, 8000, 6000, 4000]},
  {"code": "A3_CLAIMS",    "kind": "CLAIM",      "rule": "SHARE_ACHIEVED",   "points_cp": 500}],
 "bonus": [
  {"code": "SUGGESTIONS", "kind": "SUGGESTION", "each_cp": 100, "most_cp": 200, "least_quantity": 1},
  {"code": "PREMISES",    "kind": "PREMISES",   "each_cp": 200, "most_cp": 200, "least_quantity": 12},
  {"code": "HELP",        "kind": "HELP",       "each_cp": 100, "most_cp": 200, "least_quantity": 1}],
 "bonus_most_cp": 500,
 "deductions": [
  {"code": "FALSE_EVIDENCE", "kind": "FALSE_EVIDENCE", "each_cp": 500},
  {"code": "DROPPED",        "kind": "DROPPED",        "each_cp": 200}],
 "deductions_most_cp": 1000,
 "ballot": {"options_bp": {"GOOD": 10000, "FAIRLY_GOOD": 8000, "FAIR": 6000, "POOR": 4000},
            "satisfied": ["GOOD", "FAIRLY_GOOD"]},
 "inspection": {"minor_cp": 1000, "major_cp": 2500, "late_times": 2},
 "panel": {"points_cp": {"COMPLETION": 4000, "USEFULNESS": 3000, "SATISFACTION": 2000, "CONTINUITY": 1000},
           "drop_extremes_from": 5},
 "grades": [{"grade": "GOOD", "from_cp": 9000}, {"grade": "FAIRLY_GOOD", "from_cp": 8000},
            {"grade": "FAIR", "from_cp": 6000}, {"grade": "POOR", "from_cp": 0}],
 "gates": [{"satisfied_below_bp": 8000, "at_most": "FAIRLY_GOOD"}, {"satisfied_below_bp": 6000, "at_most": "FAIR"}],
 "quota": {"grade": "GOOD", "most_bp": 3000, "at_least": 1, "then": "FAIRLY_GOOD", "tie_cp": 50},
 "eligible": {"months_in_force": 6, "valid_marks": 10},
 "classes": ["ORGAN", "INSTITUTION", "STATE_FIRM", "PRIVATE_FIRM", "SOCIAL"]}
""")
PARTS = list(POLICY["panel"]["points_cp"])
KINDS = [
    "ATTENDANCE",
    "LIST",
    "ANSWER",
    "PROMISE",
    "TASK",
    "CLAIM",
    "PREMISES",
    "SUGGESTION",
    "HELP",
    "DROPPED",
    "TASK",
]


class District:
    """Rows under construction; the numbers of units, lines, visits and defects rise by themselves."""

    def __init__(self) -> None:
        self.tables: Tables = {table: [] for table in INPUTS}

    def add_unit(self, kind: str, *, agreed_on: int | None = 20240301) -> int:
        unit = len(self.tables["units"]) + 1
        row = {"unit": unit, "name": f"单位{unit:03}", "class": kind, "street": "410199001", "agreed_on": agreed_on}
        self.tables["units"].append(row)
        return unit

    def add_line(self, unit: int, kind: str, **given: object) -> None:
        row: Row = dict.fromkeys(["quantity", "achieved", "outcome_bp", "on_time", "level", "source"])
        row |= {"line": len(self.tables["lines"]) + 1, "unit": unit, "month": 202503, "kind": kind, "weight": 1}
        self.tables["lines"].append({**row, "text": f"{kind} “清单”\\\t", "state": "ACCEPTED", **given})

    def add_ballot(self, unit: int, *counts: int, street: str = "410199001", abstained: int = 0) -> None:
        options = dict(zip(["good", "fairly_good", "fair", "poor"], counts, strict=True))
        self.tables["ballots"].append({"unit": unit, "street": street, **options, "abstained": abstained})

    def add_visit(self, unit: int, *defects: tuple[str, int]) -> None:
        visit = len(self.tables["inspections"]) + 1
        self.tables["inspections"].append({"inspection": visit, "unit": unit, "visited_on": 20250612})
        for severity, late in defects:
            row = {"defect": len(self.tables["defects"]) + 1, "inspection": visit, "unit": unit}
            self.tables["defects"].append({**row, "severity": severity, "late": late})

    def add_marks(self, unit: int, marks: dict[str, list[int]]) -> None:
        rows = [
            {"unit": unit, "panellist": panellist, "part": part, "mark_bp": mark}
            for part, given in marks.items()
            for panellist, mark in enumerate(given, 1)
        ]
        self.tables["marks"] += sorted(rows, key=lambda row: (row["panellist"], row["part"]))

    def add_excellent(self, unit: int) -> None:
        self.add_line(unit, "PROMISE", outcome_bp=10000)
        self.add_visit(unit)
        self.add_marks(unit, {part: [10000] for part in PARTS})


def chance_unit(district: District, chance: random.Random) -> None:
    """Add a unit of everything, by chance."""
    unit = district.add_unit("INSTITUTION", agreed_on=chance.choice([20230105, 20250101, 20250630, 20250701]))
    for _ in range(chance.randint(0, 25)):
        kind = chance.choice(KINDS)
        given: Row = {"state": chance.choice(["ACCEPTED", "AMENDED", "DEEMED", "UPHELD", "RETURNED"])}
        if kind in ("ATTENDANCE", "LIST"):
            given["outcome_bp"] = chance.choice([0, 10000, 10000, None])
        elif kind == "PROMISE":
            given |= {"outcome_bp": chance.choice([0, 5000, 10000]), "weight": chance.randint(1, 3)}
        elif kind in ("ANSWER", "TASK"):
            given["on_time"] = chance.randint(0, 1)
            given["level"] = chance.choice([None, 1, 2, 3, 4]) if kind == "TASK" else None
        elif kind == "CLAIM":
            given["quantity"] = chance.randint(1, 9)
            given["achieved"] = chance.randint(0, given["quantity"])
        else:
            given["quantity"] = chance.choice([3, 12]) if kind == "PREMISES" else 1
        district.add_line(unit, kind, **given)
    for street in range(chance.randint(1, 3)):
        counts = [chance.randint(0, most) for most in (40, 25, 10, 5)]
        district.add_ballot(unit, *counts, street=f"41019900{street + 1}", abstained=chance.randint(0, 4))
    for _ in range(chance.randint(0, 2)):
        found = [(chance.choice(["MINOR", "MAJOR"]), chance.randint(0, 1)) for _ in range(chance.randint(0, 2))]
        district.add_visit(unit, *found)
    panel = chance.choice([0, 3, 4, 5, 7])
    district.add_marks(unit, {part: [chance.randint(40, 100) * 100 for _ in range(panel)] for part in PARTS})


def small_district() -> Tables:
    """Return a district that has everything: reasons, gates, caps, a tie with a decision, missing components."""
    district, chance = District(), random.Random(2025)
    for kind, agreed_on, votes in [
        ("ORGAN", None, 50), ("ORGAN", 20260101, 50), ("ORGAN", 20250702, 50), ("ORGAN", 20250701, 9),
    ]:  # fmt: skip
        district.add_ballot(district.add_unit(kind, agreed_on=agreed_on), votes, 0, 0, 0, abstained=30)
    for good, poor in [(79, 21), (50, 50), (100, 0)]:  # two below a gate, one that keeps the seat
        unit = district.add_unit("STATE_FIRM", agreed_on=20250701)
        district.add_excellent(unit)
        district.add_ballot(unit, good, 0, 0, poor)
    for _ in range(14):
        chance_unit(district, chance)
    for good in (55, 95, 85):  # 91.00, 99.00, 97.00: one seat, no tie
        district.add_ballot(district.add_unit("PRIVATE_FIRM"), good, 100 - good, 0, 0)
    for good in (70, 74, 95, 75, 90, 73, 20, 20, 10, 20):  # three seats, line 95.00, tied with 94.80 and 94.60
        district.add_ballot(district.add_unit("SOCIAL"), good, 100 - good, 0, 0)
    social = [row["unit"] for row in district.tables["units"] if row["class"] == "SOCIAL"]
    decisions = [{"unit": social[1], "grade": "GOOD", "document": "党建办〔2026〕3号"}]
    decisions += [{"unit": social[3], "grade": "FAIRLY_GOOD", "document": "党建办〔2026〕3号"}]
    caps = [{"unit": social[6], "at_most": "POOR", "document": "纪〔2025〕8号"}]
    caps += [{"unit": social[8], "at_most": "FAIRLY_GOOD", "document": "安〔2025〕2号"}]
    return {**district.tables, "decisions": decisions, "caps": caps}
