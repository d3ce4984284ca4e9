"""Small districts made by repeatable chance, with every edge that the rules have."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from gongjian.methods.grading import Result, tie_bands
from gongjian.methods.policy import KINDS, OPTIONS, STATES, Policy
from gongjian.methods.tables import TABLES

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]

STREETS = ("110101001", "110101002", "110101003")
# Around the edges of 3, 6 and 12 full months before 1 January 2026, and of the period itself.
DAYS = (
    None,
    20190401,
    20250101,
    20250102,
    20250630,
    20250701,
    20250702,
    20250930,
    20251001,
    20251002,
    20251231,
    20260101,
    20270101,
)
ROOM = 10_000  # numbers of units and rows that one district may use


def district(number: int, policy: Policy) -> Tables:
    """Return the tables of a district. Its number decides everything: size, how good its units are, what is missing."""
    chance = Random(number)
    tables: Tables = {name: [] for name in TABLES}
    goodness = chance.choice((0.3, 0.7, 0.93, 0.99, 1.0))
    for unit in range(number * ROOM, number * ROOM + chance.choice((0, 1, 2, 4, 9, 25, 60))):
        _add_unit(chance, tables, unit, policy)
        if chance.random() < 0.9:
            _add_lines(chance, tables, unit, goodness)
        if chance.random() < 0.95:
            _add_ballots(chance, tables, unit, goodness)
        if chance.random() < 0.8:
            _add_visits(chance, tables, unit, goodness)
        if chance.random() < 0.8:
            _add_marks(chance, tables, unit, goodness, policy)
        if chance.random() < 0.08:
            grade = chance.choice(policy.grades).grade
            tables["caps"].append({"unit": unit, "at_most": grade, "document": "文件"})
    return tables


def _add_unit(chance: Random, tables: Tables, unit: int, policy: Policy) -> None:
    agreed_on = chance.choice(DAYS) if chance.random() < 0.2 else 20250301
    unit_class = policy.classes[0] if chance.random() < 0.6 else chance.choice(policy.classes)
    row = {"unit": unit, "name": f"单位{unit}", "class": unit_class, "street": STREETS[0], "agreed_on": agreed_on}
    tables["units"].append(row)


def _add_lines(chance: Random, tables: Tables, unit: int, goodness: float) -> None:
    kinds = chance.sample(KINDS, chance.randint(1, len(KINDS)))
    for _ in range(chance.choice((1, 5, 30))):
        good = chance.random() < goodness
        quantity = chance.choice((None, 0, 1, 2, 11, 12, 13))
        row = {
            "line": 0,
            "unit": unit,
            "month": 202500 + chance.randint(1, 12),
            "kind": chance.choice(kinds),
            "text": "一行",
            "weight": chance.choice((1, 1, 2, 7)),
            "quantity": quantity,
            "achieved": None if quantity is None or chance.random() < 0.1 else quantity if good else 0,
            "outcome_bp": None if chance.random() < 0.05 else 10_000 if good else chance.choice((0, 5000, 3333)),
            "on_time": None if chance.random() < 0.05 else int(good),
            "level": None if chance.random() < 0.3 else 1 if good else chance.randint(1, 4),
            "state": "ACCEPTED" if chance.random() < 0.8 else chance.choice(STATES),
            "source": chance.choice((None, 17)),
        }
        row["line"] = unit // ROOM * ROOM * 10 + len(tables["lines"])
        tables["lines"].append(row)


def _add_ballots(chance: Random, tables: Tables, unit: int, goodness: float) -> None:
    for street in sorted(chance.sample(STREETS, chance.choice((1, 1, 2, 3)))):
        row = {"unit": unit, "street": street, **{option.lower(): 0 for option in OPTIONS}}
        row["abstained"] = chance.choice((0, 3))
        for _ in range(chance.choice((0, 4, 9, 10, 45))):
            row["good" if chance.random() < goodness else chance.choice(OPTIONS).lower()] += 1
        tables["ballots"].append(row)


def _add_visits(chance: Random, tables: Tables, unit: int, goodness: float) -> None:
    for _ in range(chance.choice((1, 2))):
        inspection = unit // ROOM * ROOM + len(tables["inspections"])
        tables["inspections"].append({"inspection": inspection, "unit": unit, "visited_on": 20250615})
        for _ in range(0 if chance.random() < goodness else chance.randint(1, 5)):
            row = {"defect": unit // ROOM * ROOM + len(tables["defects"]), "inspection": inspection, "unit": unit}
            tables["defects"].append(
                row | {"severity": chance.choice(("MINOR", "MAJOR")), "late": chance.randint(0, 1)}
            )


def _add_marks(chance: Random, tables: Tables, unit: int, goodness: float, policy: Policy) -> None:
    parts = sorted(policy.panel.points_cp)
    for panellist in range(1, chance.choice((1, 3, 4, 5, 6, 9)) + 1):
        for part in parts if chance.random() < 0.9 else parts[1:]:
            mark = 10_000 if chance.random() < goodness else chance.randint(0, 10_000)
            tables["marks"].append({"unit": unit, "panellist": panellist, "part": part, "mark_bp": mark})


def decisions(number: int, undecided: Sequence[Result], policy: Policy) -> Rows:
    """Return what a committee may decide about the ties of a district: at most the seats left, the rest or nothing."""
    chance = Random(number)
    rows = []
    for band in tie_bands(policy, undecided):
        keeping = set(chance.sample(band.units, chance.randint(0, band.seats_left)))
        for unit in band.units:
            if unit in keeping or chance.random() < 0.3:
                grade = policy.quota.grade if unit in keeping else policy.quota.then
                rows.append({"unit": unit, "grade": grade, "document": "决定"})
    return sorted(rows, key=lambda row: row["unit"])


def together(districts: Mapping[int, Tables]) -> Tables:
    """Return the tables of all districts as one run takes them."""
    tables: Tables = {name: [] for name in TABLES}
    for number, each in districts.items():
        for name, rows in each.items():
            tables[name] += [{**row, "district": number} for row in rows] if name == "units" else rows
    return tables
