"""The demonstration is the same on both databases: a small one, built on each, exports the same file byte for byte."""

import os
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tests.demonstration import gongjian

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=False)]
SMALL = ("--streets", "1", "--until", "2026-02-10")


@pytest.fixture
def empty_database(django_db_blocker):
    """Make a database beside the tests' own, and drop it afterwards; return its address."""
    name, address = f"demo_{uuid4().hex[:8]}", os.environ["DATABASE_URL"]
    own = str(connection.settings_dict["NAME"])
    beside = address.replace(f"/{own.removeprefix('test_')}", f"/{name}", 1)
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield beside
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def exported(folder: Path, **more: str) -> bytes:
    made = gongjian(folder, "demo", *SMALL, **more)
    assert made.returncode == 0, made.stderr
    out = folder / "bundle.zip"
    wrote = gongjian(folder, "export", "--year", "2025", "--out", str(out), **more)
    assert wrote.returncode == 0, wrote.stderr
    return out.read_bytes()


def test_both_databases_tell_the_same_year(tmp_path, empty_database):
    on_sqlite = exported(tmp_path / "sqlite")
    on_postgres = exported(tmp_path / "postgres", DATABASE_URL=empty_database)

    assert on_postgres == on_sqlite
