"""The rubric is read to the letter, and whatever does not hold together is refused with its own sentence."""

import json
import pickle
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from gongjian.methods import policy as rubric
from gongjian.methods.policy import DEFAULT_POLICY, PolicyRefused, default_policy, read_policy

TABLES = Path(__file__).parents[2] / "docs" / "tables.md"
GONE = object()

REFUSALS: list[tuple[str, object, type[PolicyRefused], str]] = [
    ("edition", GONE, rubric.MissingKey, "edition"),
    ("quota.tie_cp", GONE, rubric.MissingKey, "quota.tie_cp"),
    ("indicators.0.per_miss_cp", GONE, rubric.MissingKey, "indicators.0.per_miss_cp"),
    ("indicators.1.rule", GONE, rubric.MissingKey, "indicators.1.rule"),
    ("ballot.options_bp.POOR", GONE, rubric.MissingKey, "ballot.options_bp.POOR"),
    ("colour", "red", rubric.UnknownKey, "colour"),
    ("weights_bp.E", 0, rubric.UnknownKey, "weights_bp.E"),
    ("indicators.1.per_miss_cp", 250, rubric.UnknownKey, "indicators.1.per_miss_cp"),
    ("edition", " ", rubric.WrongKindOfValue, "edition"),
    ("year", "2025", rubric.WrongKindOfValue, "year"),
    ("year", True, rubric.WrongKindOfValue, "year"),
    ("weights_bp.A", 4000.0, rubric.WrongKindOfValue, "weights_bp.A"),
    ("weights_bp", [4000, 3000, 1000, 2000], rubric.WrongKindOfValue, "weights_bp"),
    ("grades", "GOOD", rubric.WrongKindOfValue, "grades"),
    ("classes", [], rubric.WrongKindOfValue, "classes"),
    ("panel.points_cp", {}, rubric.WrongKindOfValue, "panel.points_cp"),
    ("indicators.3", "A2_PROMISES", rubric.WrongKindOfValue, "indicators.3"),
    ("indicators.3.rule", 7, rubric.WrongKindOfValue, "indicators.3.rule"),
    ("year", 1900, rubric.NumberOutOfRange, "year"),
    ("inspection.late_times", 0, rubric.NumberOutOfRange, "inspection.late_times"),
    ("panel.drop_extremes_from", 2, rubric.NumberOutOfRange, "panel.drop_extremes_from"),
    ("eligible.valid_marks", 0, rubric.NumberOutOfRange, "eligible.valid_marks"),
    ("indicators.5.levels_bp", [10000, 5000], rubric.NumberOutOfRange, "indicators.5.levels_bp"),
    ("bonus_most_cp", 10001, rubric.ShareOutOfRange, "bonus_most_cp"),
    ("quota.most_bp", -1, rubric.ShareOutOfRange, "quota.most_bp"),
    ("quota.tie_cp", 0, rubric.ShareOutOfRange, "quota.tie_cp"),
    ("indicators.0.points_cp", 0, rubric.ShareOutOfRange, "indicators.0.points_cp"),
    ("indicators.5.levels_bp.3", 10001, rubric.ShareOutOfRange, "indicators.5.levels_bp.3"),
    ("weights_bp", {"A": 7000, "B": 0, "C": 1000, "D": 2000}, rubric.ShareOutOfRange, "weights_bp.B"),
    ("weights_bp.A", 4001, rubric.WeightsDoNotSumToOne, "weights_bp"),
    ("indicators.0.points_cp", 999, rubric.PointsDoNotSumToFull, "indicators"),
    ("indicators", [], rubric.PointsDoNotSumToFull, "indicators"),
    ("panel.points_cp.COMPLETION", 4001, rubric.PointsDoNotSumToFull, "panel.points_cp"),
    ("grades.1.from_cp", 9000, rubric.GradesDoNotFall, "grades"),
    ("grades.3.from_cp", 1, rubric.GradesDoNotFall, "grades"),
    ("grades", [], rubric.GradesDoNotFall, "grades"),
    ("quota.then", "GOOD", rubric.QuotaDoesNotLower, "quota.then"),
    ("quota.grade", "POOR", rubric.QuotaDoesNotLower, "quota.then"),
    ("indicators.2.rule", "SHARE_IN_TIME", rubric.UnknownRule, "indicators.2.rule"),
    ("counted_states.0", "LIKED", rubric.UnknownState, "counted_states"),
    ("indicators.2.kind", "PHOTO", rubric.UnknownKind, "indicators.2.kind"),
    ("bonus.0.kind", "LOGIN", rubric.UnknownKind, "bonus.0.kind"),
    ("deductions.1.kind", "LATE", rubric.UnknownKind, "deductions.1.kind"),
    ("ballot.satisfied.0", "FINE", rubric.UnknownOption, "ballot.satisfied"),
    ("ballot.options_bp.FINE", 9000, rubric.UnknownOption, "ballot.options_bp"),
    ("gates.0.at_most", "FINE", rubric.UnknownGrade, "gates.0.at_most"),
    ("quota.then", "FINE", rubric.UnknownGrade, "quota.then"),
    ("classes.1", "ORGAN", rubric.NamedTwice, "classes"),
    ("indicators.1.code", "A1_MEETINGS", rubric.NamedTwice, "indicators"),
    ("bonus.1.code", "HELP", rubric.NamedTwice, "bonus"),
    ("deductions.1.code", "FALSE_EVIDENCE", rubric.NamedTwice, "deductions"),
    ("grades.1.grade", "GOOD", rubric.NamedTwice, "grades"),
    ("period.from", 20250230, rubric.NotADay, "period.from"),
    ("period.until", 20250101, rubric.PeriodDoesNotRun, "period.until"),
]


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the default document with one place changed, or gone."""
    document = deepcopy(DEFAULT_POLICY)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = document
    for step in way:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return document


def test_the_default_is_the_document_printed_in_the_tables():
    printed = TABLES.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]

    assert json.loads(printed) == DEFAULT_POLICY


def test_reading_keeps_every_number():
    policy = read_policy(DEFAULT_POLICY)

    assert (policy.edition, policy.year, policy.period_from, policy.period_until) == (
        "2025.1",
        2025,
        20250101,
        20260101,
    )
    assert policy.weights_bp == {"A": 4000, "B": 3000, "C": 1000, "D": 2000}
    assert policy.indicators[0].per_miss_cp == 250
    assert policy.indicators[5].levels_bp == (10000, 8000, 6000, 4000)
    assert [step.from_cp for step in policy.grades] == [9000, 8000, 6000, 0]


def test_another_year_moves_the_edition_the_year_and_the_period_and_leaves_the_default_alone():
    before = deepcopy(DEFAULT_POLICY)

    moved = default_policy(2027)
    moved["weights_bp"]["A"] = 1

    assert (moved["edition"], moved["year"], moved["period"]) == ("2027.1", 2027, {"from": 20270101, "until": 20280101})
    assert before == DEFAULT_POLICY
    assert read_policy(default_policy(2027)).indicators == read_policy(DEFAULT_POLICY).indicators


@pytest.mark.parametrize(("path", "value", "refusal", "field"), REFUSALS)
def test_a_bad_document_is_refused_by_its_own_name(path, value, refusal, field):
    with pytest.raises(PolicyRefused) as refused:
        read_policy(changed(path, value))

    assert (type(refused.value), refused.value.field) == (refusal, field)
    assert str(refused.value).endswith(".")


def test_what_is_no_object_is_refused():
    with pytest.raises(rubric.WrongKindOfValue) as refused:
        read_policy([])  # type: ignore[arg-type]

    assert str(refused.value) == "policy must be an object, not []."


def test_every_refusal_is_tried_above():
    kinds = {kind for kind in vars(rubric).values() if isinstance(kind, type) and issubclass(kind, PolicyRefused)}

    assert kinds - {PolicyRefused} == {refusal for _, _, refusal, _ in REFUSALS}


def test_a_refusal_is_plain_data_that_survives_a_journey():
    with pytest.raises(rubric.WeightsDoNotSumToOne) as refused:
        read_policy(changed("weights_bp.A", 4001))

    copy = pickle.loads(pickle.dumps(refused.value))  # noqa: S301  # our own bytes

    assert (copy.field, copy.found, copy.expected) == ("weights_bp", 10001, 10000)
    assert str(copy) == "weights_bp add up to 10001, not to 10000."


def test_the_lower_of_two_grades_does_not_depend_on_their_order():
    policy = read_policy(DEFAULT_POLICY)

    assert policy.lower_of("POOR", "GOOD") == policy.lower_of("GOOD", "POOR") == "POOR"
    with pytest.raises(KeyError):
        policy.place_of("FINE")
