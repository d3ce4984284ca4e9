"""What cannot be done is said in one sentence, ends with status 2, and leaves nothing half-done."""

import socket
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import CHINESE
from tests.demonstration import FILE, gongjian


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with an empty database."""
    folder = tmp_path_factory.mktemp("migrated")
    assert gongjian(folder, "migrate").returncode == 0
    return folder


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Return the sentence of a refusal, having seen that it is one."""
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("gongjian: ")
    return done.stderr.removeprefix("gongjian: ").strip()


def test_migrate_says_what_it_did(tmp_path):
    first, second = gongjian(tmp_path, "migrate"), gongjian(tmp_path, "migrate")

    assert "数据库已更新" in first.stdout
    assert second.stdout == "数据库已是最新。\n"


def test_an_unknown_command_and_a_missing_argument(migrated):
    assert "命令写得不对" in refused(gongjian(migrated, "fly"))
    assert "命令写得不对" in refused(gongjian(migrated, "export"))
    assert "命令写得不对" in refused(gongjian(migrated, "serve", "--port", "99999"))


def test_an_unknown_year(migrated, tmp_path):
    target = tmp_path / "bundle.zip"

    assert "没有 2031 年度" in refused(gongjian(migrated, "export", "--year", "2031", "--out", str(target)))
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_tables_says_what_to_run(tmp_path):
    sentence = refused(gongjian(tmp_path, "export", "--year", "2025", "--out", str(tmp_path / "x.zip")))

    assert "gongjian migrate" in sentence


def test_a_database_that_is_none(tmp_path):
    assert "DATABASE_URL" in refused(gongjian(tmp_path, "migrate", DATABASE_URL="mysql://somewhere"))


def test_a_port_in_use(migrated):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        sentence = refused(gongjian(migrated, "serve", "--port", port))

    assert port in sentence
    assert "make run PORT=" in sentence


def test_days_and_streets_that_the_demonstration_does_not_have(tmp_path):
    assert "不是日子" in refused(gongjian(tmp_path, "demo", "--until", "tomorrow"))
    assert "2025-01-01" in refused(gongjian(tmp_path, "demo", "--until", "2019-06-21"))
    assert "14" in refused(gongjian(tmp_path, "demo", "--streets", "15"))
    assert not (tmp_path / FILE).exists()


def test_a_district_that_is_no_demonstration_is_left_alone(migrated, tmp_path):
    with sqlite3.connect(migrated / FILE) as database:
        database.execute(
            "INSERT INTO registry_area (level, name, code, path, valid_from, search)"
            " VALUES ('DISTRICT', '某区', '', '/1/', '2026-01-01', '')"
        )

    for words in (["demo"], ["demo", "--again"], ["serve", "--demo", "--port", "65001"]):
        assert "不是演示区" in refused(gongjian(migrated, *words))

    with sqlite3.connect(migrated / FILE) as database:
        assert database.execute("SELECT name FROM registry_area").fetchall() == [("某区",)]


def test_the_sentences_speak_english_on_demand(migrated, tmp_path):
    done = gongjian(migrated, "export", "--year", "2031", "--out", str(tmp_path / "x.zip"), GONGJIAN_LANGUAGE="en")

    assert done.returncode == 2
    assert not CHINESE.search(done.stderr), done.stderr
