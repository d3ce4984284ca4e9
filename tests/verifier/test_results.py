"""The results are worked out again, and agree with two units done by hand and with fractions."""

import random

from tests.verifier.bundle import bundle_of, policy_with
from tests.verifier.conftest import Verify
from tests.verifier.district import PARTS, POLICY, District, Row, Tables, chance_unit, small_district
from tests.verifier.reckoning import results_of

# By hand. Unit 1: A = (10.00 + 7.70) / 20.00 = 88.50 (one meeting kept, 77 of 100 lists),
# B = (2 × 100 + 8 × 80) / 10 = 84.00, C = 100 − 10 = 90.00, D = 80.00, bonus 2.00:
# 35.40 + 25.20 + 9.00 + 16.00 + 2.00 = 87.60.
# Unit 2: 30/10/4/1 and two abstained are 40.8 of 45 = 90.67, satisfied 40 of 45 = 88.89 %; nothing else was asked.
BY_HAND: list[Row] = [
    {
        "unit": 1, "class": "SOCIAL", "reason": None, "a_cp": 8850, "b_cp": 8400, "c_cp": 9000, "d_cp": 8000,
        "bonus_cp": 200, "deduct_cp": 0, "composite_cp": 8760, "satisfied_bp": 10000, "rank": 2,
        "grade": "FAIRLY_GOOD", "held_by": None, "missing": None,
    },
    {
        "unit": 2, "class": "SOCIAL", "reason": None, "a_cp": None, "b_cp": 9067, "c_cp": None, "d_cp": None,
        "bonus_cp": 0, "deduct_cp": 0, "composite_cp": 9067, "satisfied_bp": 8889, "rank": 1,
        "grade": "GOOD", "held_by": None, "missing": "ACD",
    },
]  # fmt: skip


def two_units() -> Tables:
    district = District()
    first, second = district.add_unit("SOCIAL"), district.add_unit("SOCIAL")
    district.add_line(first, "ATTENDANCE", outcome_bp=10000)
    for place in range(100):
        district.add_line(first, "LIST", outcome_bp=10000 if place < 77 else 0)
    district.add_line(first, "SUGGESTION", quantity=1)
    district.add_line(first, "SUGGESTION", quantity=1)
    district.add_line(first, "SUGGESTION", quantity=1, state="RETURNED")
    district.add_ballot(first, 1, 5, 0, 0)
    district.add_ballot(first, 1, 3, 0, 0, street="410199002")
    district.add_visit(first, ("MINOR", 0))
    district.add_marks(first, {part: [8000] for part in PARTS})
    district.add_ballot(second, 30, 10, 4, 1, abstained=2)
    return district.tables


def test_two_units_done_by_hand_agree(verify: Verify) -> None:
    said = verify(bundle_of(two_units(), results=BY_HAND))

    assert (said.status, said.err) == (0, [])


def test_a_hundredth_of_a_point_more_is_seen(verify: Verify) -> None:
    results = [{**BY_HAND[0], "composite_cp": 8761}, BY_HAND[1]]

    said = verify(bundle_of(two_units(), results=results), "--lang", "en")

    assert said.status == 1
    sentence = "RESULT results row 1, 1 单位001: composite_cp 8761, not 8760; "
    assert said.out == [sentence + "send this sentence to the publisher for correction"]


def test_the_small_district_has_everything() -> None:
    results = results_of(POLICY, small_district())

    assert {row["reason"] for row in results} == {None, "NO_AGREEMENT", "TOO_SHORT", "FEW_MARKS"}
    assert {row["held_by"] for row in results} == {None, "GATE", "CAP", "QUOTA", "TIE"}
    assert {row["missing"] for row in results if row["grade"]} >= {None, "C", "D", "CD", "ACD"}
    assert [row["unit"] for row in results if row["class"] == "SOCIAL" and row["grade"] == "GOOD"] == [26, 27, 29]


def test_the_untouched_file_holds_and_says_what(verify: Verify) -> None:
    members = bundle_of(small_district())
    code = members["notice.txt"].decode().split("校验码 ")[1][:19]

    in_chinese, in_english = verify(members), verify(members, "--lang", "en")

    figures = "514 行与封存一致，34 个单位重算无误，评定 30 个，无协议 2，时间不足 1，有效票不足 1"
    assert in_chinese == (0, [f"HOLDS {figures}，校验码 {code}，请与公示核对"], [])
    figures = "514 rows are as sealed, 34 units add up, 30 graded, no agreement 2, too short 1, few marks 1"
    assert in_english == (0, [f"HOLDS {figures}, code {code}, compare it with the notice"], [])


def test_many_districts_by_chance_agree_with_fractions(verify: Verify) -> None:
    for seed in range(30):
        district, chance = District(), random.Random(seed)
        for _ in range(12):
            chance_unit(district, chance)
        policy = policy_with(
            quota={
                **POLICY["quota"],
                "grade": "FAIRLY_GOOD",
                "then": "FAIR",
                "most_bp": chance.choice([0, 1500, 3000]),
            },
            weights_bp={"A": 0, "B": 5000, "C": 2000, "D": 3000} if seed % 3 == 0 else POLICY["weights_bp"],
        )

        said = verify(bundle_of(district.tables, policy))

        assert (said.status, said.err) == (0, []), seed


def test_without_a_seat_nobody_keeps_the_grade(verify: Verify) -> None:
    district = District()
    district.add_ballot(district.add_unit("SOCIAL"), 50, 0, 0, 0)
    policy = policy_with(quota={**POLICY["quota"], "at_least": 0})
    held: Row = {**dict.fromkeys(BY_HAND[0]), "unit": 1, "class": "SOCIAL", "b_cp": 10000, "composite_cp": 10000}
    held |= {"bonus_cp": 0, "deduct_cp": 0, "satisfied_bp": 10000, "rank": 1, "missing": "ACD"}

    said = verify(bundle_of(district.tables, policy, [held | {"grade": "FAIRLY_GOOD", "held_by": "QUOTA"}]))

    assert said.status == 0


def test_empty_tables_are_no_mistake(verify: Verify) -> None:
    district = District()
    district.add_unit("ORGAN")

    said = verify(bundle_of(district.tables))

    assert (said.status, said.markers) == (0, ["HOLDS"])
