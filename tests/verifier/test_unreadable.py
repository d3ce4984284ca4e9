"""What cannot be read ends with 2 and one sentence, never with a traceback."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gongjian import verifier
from tests.verifier.bundle import Members, manifest_with, save
from tests.verifier.conftest import Said, Verify

BOMB = 65 << 20


def assert_one_sentence(said: Said, marker: str, text: str = "") -> None:
    assert (said.status, said.out) == (2, [])
    assert [line.split(" ")[0] for line in said.err] == [marker]
    assert text in said.err[0]


def test_no_file(verify: Verify, tmp_path: Path) -> None:
    assert_one_sentence(verify(tmp_path / "nothing.zip"), "NOT_A_ZIP", "nothing.zip")


def test_a_folder(verify: Verify, tmp_path: Path) -> None:
    assert_one_sentence(verify(tmp_path), "NOT_A_ZIP")


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", bytes(1000)])
def test_no_zip(data: bytes, verify: Verify, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)

    assert_one_sentence(verify(path), "NOT_A_ZIP")


def test_a_zip_cut_short_or_with_wrong_bytes(sound: Members, verify: Verify, tmp_path: Path) -> None:
    whole = save(sound, tmp_path / "whole.zip").read_bytes()

    for data in (whole[: len(whole) // 2], whole.replace(b'"line":1,', b'"line":2,', 1)):
        path = tmp_path / "bundle.zip"
        path.write_bytes(data)

        assert_one_sentence(verify(path), "NOT_A_ZIP")


def test_any_byte_changed_is_unreadable_or_named(sound: Members, verify: Verify, tmp_path: Path) -> None:
    whole = save(sound, tmp_path / "whole.zip").read_bytes()
    path = tmp_path / "bundle.zip"

    for at in range(0, len(whole), len(whole) // 150):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])

        said = verify(path)

        assert "Traceback" not in "".join(said.err)
        assert said.status == 0 or said.out or said.err


def test_an_encrypted_member(sound: Members, verify: Verify, tmp_path: Path) -> None:
    path = save(sound, tmp_path / "bundle.zip")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))

    assert_one_sentence(verify(path), "NOT_A_ZIP")


@pytest.mark.parametrize("name", ["README.txt", "manifest.json", "inputs/caps.jsonl", "leaves.txt", "notice.txt"])
def test_a_member_missing(name: str, sound: Members, verify: Verify) -> None:
    members = {member: data for member, data in sound.items() if member != name}

    assert_one_sentence(verify(members), "MISSING", name)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice(sound: Members, verify: Verify, tmp_path: Path) -> None:
    path = save(sound, tmp_path / "bundle.zip")
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr("policy.json", sound["policy.json"])

    assert_one_sentence(verify(path), "UNSAFE", "policy.json")


@pytest.mark.parametrize("name", ["../notice.txt", "/etc/passwd", "a\\..\\b", "C:notice.txt", "inputs/../../x"])
def test_a_name_that_leads_elsewhere(name: str, sound: Members, verify: Verify) -> None:
    assert_one_sentence(verify(sound | {name: b""}), "UNSAFE")


def test_a_link(sound: Members, verify: Verify, tmp_path: Path) -> None:
    path = save(sound, tmp_path / "bundle.zip")
    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr(link, "/etc/passwd")

    assert_one_sentence(verify(path), "UNSAFE", "link")


def test_a_bomb(sound: Members, verify: Verify, tmp_path: Path) -> None:
    path = save(sound, tmp_path / "bundle.zip")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("big.txt", bytes(BOMB))

    assert_one_sentence(verify(path), "UNSAFE", "big.txt")


def test_a_bomb_that_lies_about_its_size(sound: Members, verify: Verify, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in sound.items():
            bundle.writestr(name, bytes(BOMB) if name == "README.txt" else data)
    path.write_bytes(path.read_bytes().replace(BOMB.to_bytes(4, "little"), (7).to_bytes(4, "little")))

    assert_one_sentence(verify(path), "NOT_A_ZIP", "README.txt")


def test_a_size_beyond_a_gigabyte(sound: Members, verify: Verify, tmp_path: Path) -> None:
    path = save(sound | {"README.txt": b"0123456789" * 321}, tmp_path / "bundle.zip")
    path.write_bytes(path.read_bytes().replace((3210).to_bytes(4, "little"), ((1 << 30) + 1).to_bytes(4, "little")))

    assert_one_sentence(verify(path), "UNSAFE", "README.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]\n",
        b"7\n",
        b"null\n",
        b"\n",
        b"\xff\xfe\n",
        b'{"unit":1}',
        b'{"unit":1.5}\n',
        b'{"unit":NaN}\n',
        b'{"unit":1e3}\n',
        b"[" * 100_000 + b"\n",
        b'{"unit":' + b"[" * 100_000 + b"\n",
    ],
)
def test_broken_rows(data: bytes, sound: Members, verify: Verify) -> None:
    for name in ("inputs/caps.jsonl", "results.jsonl", "policy.json", "manifest.json"):
        said = verify(sound | {name: data})

        if not (name == "manifest.json" and data == b'{"unit":1}'):
            assert_one_sentence(said, "JSON", f"{name} 第 1 行读不懂")


def test_the_row_that_broke_is_counted(sound: Members, verify: Verify) -> None:
    rows = sound["inputs/lines.jsonl"].splitlines(keepends=True)

    said = verify(
        sound | {"inputs/lines.jsonl": b"".join([*rows[:6], rows[6][:-3] + b"\n", *rows[7:]])}, "--lang", "en"
    )

    assert_one_sentence(said, "JSON", "inputs/lines.jsonl row 7 cannot be read")


def test_an_empty_policy(sound: Members, verify: Verify) -> None:
    assert_one_sentence(verify(sound | {"policy.json": b""}), "JSON", "policy.json")


@pytest.mark.parametrize("key", ["format", "programme", "root", "size", "counts"])
@pytest.mark.parametrize("value", [None, True, "", [], "gongjian-bundle-2"])
def test_a_manifest_of_another_kind(key: str, value: object, sound: Members, verify: Verify) -> None:
    assert_one_sentence(verify(manifest_with(sound, **{key: value})), "JSON", "manifest.json")


def test_both_languages(verify: Verify, tmp_path: Path) -> None:
    in_chinese, in_english = verify(tmp_path / "x.zip"), verify(tmp_path / "x.zip", "--lang", "en")

    assert "请检查路径" in in_chinese.err[0]
    assert "check the path" in in_english.err[0]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_alone_on_any_console(encoding: str, sound: Members, tmp_path: Path) -> None:
    own = tmp_path / "verifier.py"
    own.write_bytes(Path(verifier.__file__).read_bytes())
    path = save(sound, tmp_path / "bundle.zip")

    done = subprocess.run(
        [sys.executable, "-S", "verifier.py", path.name],
        cwd=tmp_path,
        env={"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding).startswith("HOLDS 514 ")
    assert done.stdout.count(b"\n") == 1


def test_a_value_cannot_steer_the_console(sound: Members, verify: Verify) -> None:
    said = verify(sound | {"\x1b[2Jx": b""})

    assert (said.status, said.markers) == (1, ["EXTRA"])
    assert "\x1b" not in said.out[0]
