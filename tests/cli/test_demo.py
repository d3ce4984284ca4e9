"""The same seed and day make the same history; a load that was broken off begins again from nothing."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.demonstration import FILE, ROOT, gongjian

AFTER_THE_RESULTS = "2026-01-30"
SHORT = ("demo", "--streets", "1", "--until", "2025-01-15")


def test_two_builds_make_the_same_bytes(tmp_path):
    """Not even the order of a set may show: each build has hashes of its own."""
    words = ["demo", "--streets", "1", "--until", AFTER_THE_RESULTS]
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "gongjian.cli.main", *words],
            env={"PYTHONPATH": str(ROOT / "src"), "GONGJIAN_DATA": str(tmp_path / seed), "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    assert [build.wait() for build in builds] == [0, 0]

    bundles = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.zip"
        assert gongjian(tmp_path / seed, "export", "--year", "2025", "--out", str(target)).returncode == 0
        bundles.append(target.read_bytes())

    assert bundles[0] == bundles[1]


def counted(folder: Path) -> int:
    with sqlite3.connect(folder / FILE) as database:
        found: int = database.execute("SELECT count(*) FROM ledger_event").fetchone()[0]
        return found


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a street's first two weeks."""
    folder = tmp_path_factory.mktemp("short")
    assert gongjian(folder, *SHORT).returncode == 0
    return folder


def test_a_load_that_was_broken_off_begins_again_from_nothing(short, tmp_path):
    folder = shutil.copytree(short, tmp_path / "data")
    whole, marker = counted(folder), folder / "demonstration.json"
    said = json.loads(marker.read_text())
    marker.write_text(json.dumps({**said, "is_whole": False}))

    again = gongjian(folder, *SHORT)

    assert "演示区装好了" in again.stdout
    assert counted(folder) == whole
    assert json.loads(marker.read_text()) == said
    assert json.loads((folder / "progress.json").read_text())["done"] == 1


def test_a_whole_demonstration_is_left_as_it_is_unless_another_is_wanted(short, tmp_path):
    folder = shutil.copytree(short, tmp_path / "data")
    before = counted(folder)

    same = gongjian(folder, *SHORT)
    other = gongjian(folder, *SHORT[:-1], "2025-01-20")
    again = gongjian(folder, *SHORT[:-1], "2025-01-20", "--again")

    assert "已经装好了" in same.stdout
    assert other.returncode == 2
    assert "--again" in other.stderr
    assert again.returncode == 0
    assert counted(folder) > before


@pytest.mark.postgres
@pytest.mark.django_db
def test_it_is_built_on_postgresql_too_and_a_broken_load_is_refused_there(tmp_path):
    described = connection.settings_dict
    names = {"host": described["HOST"], "user": described["USER"], "dbname": "postgres"}
    with psycopg.connect(**names, autocommit=True) as server:
        server.execute("CREATE DATABASE demonstration")
    url = f"postgresql:///demonstration?host={described['HOST']}&user={described['USER']}"
    words = ["demo", "--streets", "1", "--until", "2025-03-12"]

    done = gongjian(tmp_path, *words, DATABASE_URL=url)
    marker = tmp_path / "demonstration.json"
    marker.write_text(marker.read_text().replace("true", "false"))
    broken = gongjian(tmp_path, *words, DATABASE_URL=url)

    assert "演示区装好了" in done.stdout
    assert broken.returncode == 2
    assert "DROP DATABASE" in broken.stderr
