"""Every way to tamper with a bundle is named as itself."""

import json

import pytest

from tests.verifier.bundle import (
    Members,
    canonical,
    changed,
    manifest_with,
    rows_in,
    seal,
    with_rows,
)
from tests.verifier.conftest import Verify
from tests.verifier.district import INPUTS, Row


def code_in(members: Members) -> str:
    return str(json.loads(members["manifest.json"])["code"])


# ---- rows


@pytest.mark.parametrize("table", [*INPUTS, "results"])
def test_an_altered_value_names_table_and_row(table: str, sound: Members, verify: Verify) -> None:
    last = len(rows_in(sound, table)) - 1
    members = changed(sound, table, last, street="x") if table == "ballots" else changed(sound, table, last, name="x")

    said = verify(members)

    assert said.status == 1
    assert said.out[0].startswith(f"ALTERED {table} 第 {last + 1} 行与封存时不同：{{")
    assert said.out[0].endswith("；请重新索取文件核对")
    assert set(said.markers) == ({"ALTERED", "RESULT"} if table == "results" else {"ALTERED"})


def test_an_altered_result_is_shown_with_what_it_should_be(sound: Members, verify: Verify) -> None:
    said = verify(changed(sound, "results", 24, grade="GOOD"), "--lang", "en")

    assert said.status == 1
    assert said.markers == ["ALTERED", "RESULT"]
    assert said.out[1].startswith('RESULT results row 25, 25 单位025: grade "GOOD", not "FAIRLY_GOOD";')


@pytest.mark.parametrize("table", ["lines", "results"])
def test_reordered_rows_are_not_altered_ones(table: str, sound: Members, verify: Verify) -> None:
    rows = rows_in(sound, table)
    rows[4], rows[7] = rows[7], rows[4]

    said = verify(with_rows(sound, table, rows))

    assert said.status == 1
    assert said.markers == ["REORDERED"]
    assert said.out[0].startswith(f"REORDERED {table} 第 5 行起次序被调换，2 行不在原位：")


@pytest.mark.parametrize("many", [1, 3])
def test_rows_dropped_at_the_end_are_counted(many: int, sound: Members, verify: Verify) -> None:
    rows = rows_in(sound, "marks")

    said = verify(with_rows(sound, "marks", rows[:-many]), "--lang", "en")

    assert (said.status, said.markers) == (1, ["DROPPED"])
    assert f"marks row {len(rows) - many} is now the last, {many} at the end are gone" in said.out[0]


def test_a_table_emptied_is_dropped_too(sound: Members, verify: Verify) -> None:
    said = verify(with_rows(sound, "decisions", []))

    assert (said.status, said.markers) == (1, ["DROPPED"])
    assert "decisions 第 0 行之后少了末尾 2 行" in said.out[0]


def test_a_row_taken_out_of_the_middle_names_its_place(sound: Members, verify: Verify) -> None:
    rows = rows_in(sound, "lines")

    said = verify(with_rows(sound, "lines", rows[:9] + rows[10:]))

    assert (said.status, said.markers) == (1, ["REMOVED"])
    assert said.out[0].startswith("REMOVED lines 第 10 行之前被抽走一行：{")
    assert '"line":11,' in said.out[0]


@pytest.mark.parametrize("place", [0, 5, None])
def test_added_rows_are_shown(place: int | None, sound: Members, verify: Verify) -> None:
    rows = rows_in(sound, "ballots")
    at = len(rows) if place is None else place
    rows.insert(at, canonical({"unit": 99, "street": "410199009", "good": 9}) + b"\n")

    said = verify(with_rows(sound, "ballots", rows))

    assert (said.status, said.markers) == (1, ["ADDED"])
    assert said.out[0].startswith(f"ADDED ballots 第 {at + 1} 行是封存后添加的：")


def test_a_row_doubled_is_an_added_one(sound: Members, verify: Verify) -> None:
    rows = rows_in(sound, "ballots")

    said = verify(with_rows(sound, "ballots", [*rows[:3], rows[2], *rows[3:]]))

    assert (said.status, said.markers) == (1, ["ADDED"])


def test_several_at_once_are_told_apart(sound: Members, verify: Verify) -> None:
    lines, marks = rows_in(sound, "lines"), rows_in(sound, "marks")
    lines[2] = lines[2].replace(b"202503", b"202504")
    members = with_rows(with_rows(sound, "lines", lines[:20] + lines[21:]), "marks", marks[:-1])

    said = verify(members)

    assert [line.split("：")[0] for line in said.out] == [
        "ALTERED lines 第 3 行与封存时不同",
        "REMOVED lines 第 21 行之前被抽走一行",
        f"DROPPED marks 第 {len(marks) - 1} 行之后少了末尾 1 行",
    ]


def test_a_row_dropped_with_the_counts_mended_is_still_found(sound: Members, verify: Verify) -> None:
    manifest = json.loads(sound["manifest.json"])
    counts = {**manifest["counts"], "lines": manifest["counts"]["lines"] - 1}
    members = with_rows(sound, "lines", rows_in(sound, "lines")[:-1])

    said = verify(manifest_with(members, counts=counts, size=manifest["size"] - 1))

    assert said.status == 1
    assert said.markers == ["DROPPED", "MANIFEST", "MANIFEST"]


def test_a_column_changed_throughout_does_not_bury_the_rest(sound: Members, verify: Verify) -> None:
    members = with_rows(sound, "lines", [row.replace(b"202503", b"202504") for row in rows_in(sound, "lines")])

    said = verify(changed(members, "policy", 0, year=2026))

    assert said.status == 1
    assert said.markers.count("ALTERED") == 21
    assert "ALTERED …" in said.out
    assert said.markers[-1] == "MANIFEST"


def test_an_altered_policy_is_named(sound: Members, verify: Verify) -> None:
    said = verify(changed(sound, "policy", 0, bonus_most_cp=600))

    assert (said.status, said.markers) == (1, ["ALTERED"])
    assert said.out[0].startswith("ALTERED policy 第 1 行与封存时不同：")


# ---- the tree, the code, the manifest


def test_leaves_cut_leave_the_rows_sealed(sound: Members, verify: Verify) -> None:
    for size in (65 * 40, 65 * 40 + 13, 65 * 515 - 2):
        said = verify(sound | {"leaves.txt": sound["leaves.txt"][:size]})

        assert (said.status, said.markers) == (1, ["LEAVES_CUT"])
        assert f"leaves.txt 应有 515 行，只剩 {size // 65} 行" in said.out[0]


def test_leaves_cut_and_a_row_altered_give_no_root(sound: Members, verify: Verify) -> None:
    members = changed(sound, "lines", 0, month=202504)

    said = verify(members | {"leaves.txt": members["leaves.txt"][: 65 * 40]})

    assert (said.status, said.markers) == (1, ["LEAVES_CUT"])


def test_a_leaf_altered_is_not_a_row_altered(sound: Members, verify: Verify) -> None:
    leaves = sound["leaves.txt"].splitlines(keepends=True)
    leaves[6] = b"0" * 64 + b"\n"

    for text in (
        b"".join(leaves),
        sound["leaves.txt"] + b"f" * 64 + b"\n",
        sound["leaves.txt"].replace(b"\n", b"\r\n"),
    ):
        said = verify(sound | {"leaves.txt": text})

        assert (said.status, said.markers) == (1, ["LEAVES_ALTERED"])
    assert "leaves.txt 第 7 行被改动" in verify(sound | {"leaves.txt": b"".join(leaves)}).out[0]


def test_a_row_and_another_leaf_altered_give_no_root_at_all(sound: Members, verify: Verify) -> None:
    leaves = sound["leaves.txt"].replace(sound["leaves.txt"][:64], b"0" * 64)

    said = verify(changed(sound, "lines", 0, month=202504) | {"leaves.txt": leaves})

    assert (said.status, said.markers) == (1, ["SEAL"])


def test_a_tree_rebuilt_is_caught_by_the_root(sound: Members, verify: Verify) -> None:
    forged = seal(changed(sound, "ballots", 0, abstained=31))

    said = verify(forged | {"manifest.json": sound["manifest.json"], "notice.txt": sound["notice.txt"]})

    assert (said.status, said.markers) == (1, ["REBUILT"])


def test_rows_dropped_with_their_leaves_are_a_tree_rebuilt(sound: Members, verify: Verify) -> None:
    forged = seal(with_rows(sound, "caps", rows_in(sound, "caps")[1:]))

    said = verify(sound | {name: forged[name] for name in ("inputs/caps.jsonl", "leaves.txt")})

    assert (said.status, set(said.markers)) == (1, {"REBUILT", "MANIFEST", "RESULT"})


def test_a_root_of_their_own_disagrees_with_the_code(sound: Members, verify: Verify) -> None:
    forged = seal(changed(sound, "ballots", 0, abstained=31))
    root = json.loads(forged["manifest.json"])["root"]

    said = verify(manifest_with(sound, root=root) | {"leaves.txt": forged["leaves.txt"]})

    assert said.status == 1
    assert "CODE manifest.json 的校验码是" in said.out[-2]
    assert "CODE notice.txt 的校验码是" in said.out[-1]


def test_root_and_code_of_their_own_disagree_with_the_notice(sound: Members, verify: Verify) -> None:
    forged = seal(changed(sound, "ballots", 0, abstained=31))

    said = verify(forged | {"notice.txt": sound["notice.txt"]})

    assert (said.status, said.markers) == (1, ["CODE"])
    assert f'notice.txt 的校验码是 "{code_in(sound)}"，封存的根对应 {code_in(forged)}' in said.out[0]


def test_all_of_their_own_disagrees_with_the_code_on_paper_only(sound: Members, verify: Verify) -> None:
    forged = seal(changed(sound, "ballots", 0, abstained=31))

    assert verify(forged).status == 0
    said = verify(forged, "--code", code_in(sound))

    assert (said.status, said.markers) == (1, ["CODE"])
    assert "CODE --code 的校验码是" in said.out[0]


def test_the_code_may_be_typed_as_people_type(sound: Members, verify: Verify) -> None:
    code = code_in(sound)

    for typed in (code, code.lower(), code.replace(" ", ""), code.replace(" ", "-"), code.replace("0", "O")):
        assert verify(sound, "--code", typed).status == 0
    assert verify(sound, "--code", code[:-1]).status == 1
    assert verify(sound, "--code", code.replace("1", "I")).status == 0


@pytest.mark.parametrize("text", ["", "公示\n", "校验码 {0}\n校验码 {0}\n", "校验码 {0}X\n"])
def test_a_notice_without_its_one_code_is_named(text: str, sound: Members, verify: Verify) -> None:
    said = verify(sound | {"notice.txt": text.format(code_in(sound)).encode()})

    assert (said.status, said.markers) == (1, ["CODE"])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"size": 514}, "manifest.json 的 size 是 514，应为 515"),
        ({"edition": "2024.1"}, 'manifest.json 的 edition 是 "2024.1"，应为 "2025.1"'),
        ({"programme": {"year": 2024}}, "manifest.json 的 year 是 2024，应为 2025"),
    ],
)
def test_a_manifest_that_says_otherwise_is_named(values: Row, sentence: str, sound: Members, verify: Verify) -> None:
    said = verify(manifest_with(sound, **values))

    assert (said.status, said.markers) == (1, ["MANIFEST"])
    assert sentence in said.out[0]


def test_wrong_counts_are_named_even_if_they_add_up(sound: Members, verify: Verify) -> None:
    counts = json.loads(sound["manifest.json"])["counts"]

    said = verify(manifest_with(sound, counts={**counts, "units": 35, "caps": 1}))

    assert (said.status, said.markers) == (1, ["MANIFEST", "MANIFEST"])
    assert "manifest.json 的 units 是 35，应为 34" in "".join(said.out)


def test_members_that_do_not_belong_are_named(sound: Members, verify: Verify) -> None:
    said = verify(sound | {"inputs/notes.jsonl": b"", "readme.txt": b""})

    assert (said.status, said.markers) == (1, ["EXTRA", "EXTRA"])
    assert '"inputs/notes.jsonl"' in said.out[0]


def test_another_verifier_in_the_file_is_only_a_note(sound: Members, verify: Verify) -> None:
    said = verify(sound | {"verifier.py": b"print('ok')\n"})

    assert (said.status, said.markers) == (0, ["HOLDS"])
    assert [line.split(" ")[0] for line in said.err] == ["NOTE"]


def test_every_sentence_is_there_in_both_languages(sound: Members, verify: Verify) -> None:
    rows = rows_in(sound, "lines")
    members = with_rows(changed(sound, "units", 0, name="乙") | {"x": b""}, "lines", rows[:-2])

    in_chinese, in_english = verify(members, "--lang", "zh"), verify(members, "--lang", "en")

    assert in_chinese.markers == in_english.markers == ["EXTRA", "ALTERED", "DROPPED"]
    assert all("；请" in line for line in in_chinese.out)
    assert all("; " in line and "请" not in line for line in in_english.out)
