"""The default edition of the rubric, as it stands in docs/tables.md."""

from copy import deepcopy
from typing import Any

DEFAULT_POLICY: dict[str, Any] = {
    "edition": "2025.1",
    "year": 2025,
    "period": {"from": 20250101, "until": 20260101},
    "weights_bp": {"A": 4000, "B": 3000, "C": 1000, "D": 2000},
    "counted_states": ["ACCEPTED", "AMENDED", "DEEMED", "UPHELD"],
    "indicators": [
        {"code": "A1_MEETINGS", "kind": "ATTENDANCE", "rule": "LOSE_PER_MISS", "points_cp": 1000, "per_miss_cp": 250},
        {"code": "A1_LISTS", "kind": "LIST", "rule": "MEAN_OUTCOME", "points_cp": 1000},
        {"code": "A1_ANSWERS", "kind": "ANSWER", "rule": "SHARE_ON_TIME", "points_cp": 500},
        {"code": "A2_PROMISES", "kind": "PROMISE", "rule": "WEIGHTED_OUTCOME", "points_cp": 4500},
        {"code": "A3_ON_TIME", "kind": "TASK", "rule": "SHARE_ON_TIME", "points_cp": 1500},
        {
            "code": "A3_SATISFIED",
            "kind": "TASK",
            "rule": "MEAN_LEVEL",
            "points_cp": 1000,
            "levels_bp": [10000, 8000, 6000, 4000],
        },
        {"code": "A3_CLAIMS", "kind": "CLAIM", "rule": "SHARE_ACHIEVED", "points_cp": 500},
    ],
    "bonus": [
        {"code": "SUGGESTIONS", "kind": "SUGGESTION", "each_cp": 100, "most_cp": 200, "least_quantity": 1},
        {"code": "PREMISES", "kind": "PREMISES", "each_cp": 200, "most_cp": 200, "least_quantity": 12},
        {"code": "HELP", "kind": "HELP", "each_cp": 100, "most_cp": 200, "least_quantity": 1},
    ],
    "bonus_most_cp": 500,
    "deductions": [
        {"code": "FALSE_EVIDENCE", "kind": "FALSE_EVIDENCE", "each_cp": 500},
        {"code": "DROPPED", "kind": "DROPPED", "each_cp": 200},
    ],
    "deductions_most_cp": 1000,
    "ballot": {
        "options_bp": {"GOOD": 10000, "FAIRLY_GOOD": 8000, "FAIR": 6000, "POOR": 4000},
        "satisfied": ["GOOD", "FAIRLY_GOOD"],
    },
    "inspection": {"minor_cp": 1000, "major_cp": 2500, "late_times": 2},
    "panel": {
        "points_cp": {"COMPLETION": 4000, "USEFULNESS": 3000, "SATISFACTION": 2000, "CONTINUITY": 1000},
        "drop_extremes_from": 5,
    },
    "grades": [
        {"grade": "GOOD", "from_cp": 9000},
        {"grade": "FAIRLY_GOOD", "from_cp": 8000},
        {"grade": "FAIR", "from_cp": 6000},
        {"grade": "POOR", "from_cp": 0},
    ],
    "gates": [
        {"satisfied_below_bp": 8000, "at_most": "FAIRLY_GOOD"},
        {"satisfied_below_bp": 6000, "at_most": "FAIR"},
    ],
    "quota": {"grade": "GOOD", "most_bp": 3000, "at_least": 1, "then": "FAIRLY_GOOD", "tie_cp": 50},
    "eligible": {"months_in_force": 6, "valid_marks": 10},
    "classes": ["ORGAN", "INSTITUTION", "STATE_FIRM", "PRIVATE_FIRM", "SOCIAL"],
}


def default_policy(year: int) -> dict[str, Any]:
    """Return the default document for a calendar year: edition, year and period moved, all else the same.

    >>> default_policy(2026)["edition"], default_policy(2026)["period"]
    ('2026.1', {'from': 20260101, 'until': 20270101})
    """
    document = deepcopy(DEFAULT_POLICY)
    document["edition"] = f"{year}.1"
    document["year"] = year
    document["period"] = {"from": year * 10000 + 101, "until": (year + 1) * 10000 + 101}
    return document
