"""The results of a district by fractions, as docs/tables.md says: slow, and sharing nothing with what it tests."""

from fractions import Fraction
from math import floor

from tests.verifier.district import INPUTS, Row, Tables

RESULT = ["unit", "class", "reason", "a_cp", "b_cp", "c_cp", "d_cp", "bonus_cp", "deduct_cp", "composite_cp"]
RESULT += ["satisfied_bp", "rank", "grade", "held_by", "missing"]


def rounded(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def mean(total: int, of: int) -> Fraction | None:
    return Fraction(total, of) if of else None


def share_of(rule: Row, lines: list[Row]) -> Fraction | None:
    """Return the share of its points an indicator earned; LOSE_PER_MISS apart."""
    match rule["rule"]:
        case "MEAN_OUTCOME":
            given = [line["outcome_bp"] for line in lines if line["outcome_bp"] is not None]
            return mean(sum(given), 10000 * len(given))
        case "SHARE_ON_TIME":
            given = [line["on_time"] for line in lines if line["on_time"] is not None]
            return mean(sum(given), len(given))
        case "WEIGHTED_OUTCOME":
            lines = [line for line in lines if line["outcome_bp"] is not None]
            total = sum(line["weight"] * line["outcome_bp"] for line in lines)
            return mean(total, 10000 * sum(line["weight"] for line in lines))
        case "MEAN_LEVEL":
            given = [rule["levels_bp"][line["level"] - 1] for line in lines if line["level"] is not None]
            return mean(sum(given), 10000 * len(given))
    lines = [line for line in lines if line["achieved"] is not None]
    return mean(sum(line["achieved"] for line in lines), sum(line["quantity"] for line in lines))


def practice(policy: Row, lines: list[Row]) -> int | None:
    """Return A."""
    earned, possible = 0, 0
    for rule in policy["indicators"]:
        mine = [line for line in lines if line["kind"] == rule["kind"]]
        if rule["rule"] == "LOSE_PER_MISS":
            mine = [line for line in mine if line["outcome_bp"] is not None]
            missed = sum(1 for line in mine if line["outcome_bp"] == 0)
            points = max(0, rule["points_cp"] - missed * rule["per_miss_cp"]) if mine else None
        else:
            share = share_of(rule, mine)
            points = None if share is None else rounded(rule["points_cp"] * share)
        if points is not None:
            earned, possible = earned + points, possible + rule["points_cp"]
    return rounded(Fraction(10000 * earned, possible)) if possible else None


def effect(policy: Row, marks: list[Row]) -> int | None:
    """Return D."""
    total = 0
    for part, points in policy["panel"]["points_cp"].items():
        given = [row["mark_bp"] for row in marks if row["part"] == part]
        if not given:
            return None
        if len(given) >= policy["panel"]["drop_extremes_from"]:
            given.remove(max(given))
            given.remove(min(given))
        total += rounded(points * Fraction(sum(given), 10000 * len(given)))
    return total


def full_months(start: int, end: int) -> int:
    months = 0
    year, month, day = start // 10000, start // 100 % 100, start % 100
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if year * 10000 + month * 100 + day > end:
            return months
        months += 1


def result_of(policy: Row, tables: Tables, unit: Row) -> Row:
    """Return the row of one unit, before rank and quota."""
    mine = {table: [row for row in tables[table] if row["unit"] == unit["unit"]] for table in INPUTS}
    row: Row = {**dict.fromkeys(RESULT), "unit": unit["unit"], "class": unit["class"]}
    worth, until = policy["ballot"]["options_bp"], policy["period"]["until"]
    votes = {option: sum(ballot[option.lower()] for ballot in mine["ballots"]) for option in worth}
    valid = sum(votes.values())
    if unit["agreed_on"] is None or unit["agreed_on"] >= until:
        return row | {"reason": "NO_AGREEMENT"}
    if full_months(unit["agreed_on"], until) < policy["eligible"]["months_in_force"]:
        return row | {"reason": "TOO_SHORT"}
    if valid < policy["eligible"]["valid_marks"]:
        return row | {"reason": "FEW_MARKS"}
    lines = [line for line in mine["lines"] if line["state"] in policy["counted_states"]]
    price = {"MINOR": policy["inspection"]["minor_cp"], "MAJOR": policy["inspection"]["major_cp"]}
    times = [1, policy["inspection"]["late_times"]]
    lost = sum(price[defect["severity"]] * times[defect["late"]] for defect in mine["defects"])
    values = {
        "A": practice(policy, lines),
        "B": rounded(Fraction(sum(votes[option] * worth[option] for option in worth), valid)),
        "C": max(0, 10000 - lost) if mine["inspections"] else None,
        "D": effect(policy, mine["marks"]),
    }
    asked = {letter: value for letter, value in values.items() if value is not None}
    base = Fraction(
        sum(policy["weights_bp"][letter] * value for letter, value in asked.items()),
        sum(policy["weights_bp"][letter] for letter in asked),
    )
    bonus = 0
    for rule in policy["bonus"]:
        met = [line for line in lines if line["kind"] == rule["kind"] and line["quantity"] >= rule["least_quantity"]]
        bonus += min(rule["most_cp"], rule["each_cp"] * len(met))
    bonus = min(bonus, policy["bonus_most_cp"])
    deduct = sum(rule["each_cp"] for rule in policy["deductions"] for line in lines if line["kind"] == rule["kind"])
    deduct = min(deduct, policy["deductions_most_cp"])
    composite = min(10000, max(0, rounded(base) + bonus - deduct))
    satisfied = Fraction(sum(votes[option] for option in policy["ballot"]["satisfied"]), valid)
    row |= {letter.lower() + "_cp": value for letter, value in values.items()}
    row |= {"bonus_cp": bonus, "deduct_cp": deduct, "composite_cp": composite}
    row |= {"satisfied_bp": rounded(10000 * satisfied)}
    row |= {"missing": "".join(letter for letter in "ABCD" if letter not in asked) or None}
    order = [grade["grade"] for grade in policy["grades"]]
    row["grade"] = next(grade["grade"] for grade in policy["grades"] if composite >= grade["from_cp"])
    for gate in policy["gates"]:
        if 10000 * satisfied < gate["satisfied_below_bp"] and order.index(row["grade"]) < order.index(gate["at_most"]):
            row |= {"grade": gate["at_most"], "held_by": "GATE"}
    for cap in mine["caps"]:
        if order.index(row["grade"]) < order.index(cap["at_most"]):
            row |= {"grade": cap["at_most"], "held_by": "CAP"}
    return row


def hold_quota(quota: Row, graded: list[Row], decisions: dict[int, str]) -> None:
    """Rank the graded units of one class, and lower what is above the quota."""
    for row in graded:
        row["rank"] = 1 + len([other for other in graded if other["composite_cp"] > row["composite_cp"]])
    candidates = [row for row in graded if row["grade"] == quota["grade"]]
    candidates = sorted(candidates, key=lambda row: (-row["composite_cp"], row["unit"]))
    seats = max(floor(Fraction(len(graded) * quota["most_bp"], 10000)), quota["at_least"])
    if len(candidates) <= seats:
        return
    line, following = candidates[seats - 1]["composite_cp"], candidates[seats]["composite_cp"]
    for place, row in enumerate(candidates):
        if line - following >= quota["tie_cp"]:
            held = "QUOTA" if place >= seats else None
        elif abs(row["composite_cp"] - line) < quota["tie_cp"]:
            held = None if decisions.get(row["unit"]) == quota["grade"] else "TIE"
        else:
            held = "QUOTA" if row["composite_cp"] < line else None
        if held:
            row |= {"grade": quota["then"], "held_by": held}


def results_of(policy: Row, tables: Tables) -> list[Row]:
    results = [result_of(policy, tables, unit) for unit in tables["units"]]
    for name in policy["classes"]:
        graded = [row for row in results if row["class"] == name and row["reason"] is None]
        hold_quota(policy["quota"], graded, {row["unit"]: row["grade"] for row in tables["decisions"]})
    return results
