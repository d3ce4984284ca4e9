"""The demonstration for tests: built once for each state of the source, by whichever worker comes first, then copied.

`copy_demonstration` gives a data folder as `gongjian serve --demo` takes it, to run a server on.
`demo` lets a test work on a copy of the database in its own process; whatever it writes is taken back.
On a developer's machine history ends soon after the first year's results; with CI=true it is lived through to the end.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.utils import load_backend

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "gongjian"
KEPT = ROOT / "var" / "test-demo"
DRAFT = KEPT / "draft"
MOST_KEPT = 3
IS_FULL = os.environ.get("CI", "").lower() in ("1", "true")
UNTIL = date(2026, 11, 22) if IS_FULL else date(2026, 2, 10)
# Pages do not change history: their files may change without building it again.
PAGES = {"views", "urls", "forms", "templatetags", "components", "charts"}
FILE = "gongjian.sqlite3"


def state_of_source() -> str:
    """Return a hash over everything that makes history."""
    digest = sha256(UNTIL.isoformat().encode())
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        words = {part.removesuffix(".py") for part in inside.parts}
        if path.suffix in (".py", ".csv", ".toml") and not words & PAGES and inside.parts[0] != "locale":
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def gongjian(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, on the embedded database in a folder."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "GONGJIAN_DEMO")}
    return subprocess.run(
        [sys.executable, "-m", "gongjian.cli.main", *words],
        env={**kept, "PYTHONPATH": str(ROOT / "src"), "GONGJIAN_DATA": str(folder), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_demonstration(to: Path) -> Path:
    """Copy the data folder of the demonstration, as `gongjian serve --demo` takes it; build it first if need be."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = KEPT / state_of_source()
        if not folder.exists():
            shutil.rmtree(DRAFT, ignore_errors=True)
            done = gongjian(DRAFT, "demo", "--until", UNTIL.isoformat())
            assert done.returncode == 0, done.stderr
            DRAFT.rename(folder)
            for old in sorted(KEPT.glob("????????????????"), key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
                shutil.rmtree(old)
        return shutil.copytree(folder, to)


@pytest.fixture(scope="session")
def demo_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demonstration, for this worker alone."""
    return copy_demonstration(tmp_path_factory.mktemp("demo") / "data")


@pytest.fixture
def demo(demo_copy: Path, settings, django_db_blocker) -> Iterator[Path]:
    """Put the demonstration in the place of the test's database, on the day on which its history ends."""
    settings.DEMO, settings.DEMO_TODAY = True, UNTIL
    settings.FILES_DIR = demo_copy / "files"
    settings.PRIVATE_KEY = (demo_copy / "private.key").read_text().strip()
    before = connections["default"]
    described = {**before.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": str(demo_copy / FILE)}
    described |= {"HOST": "", "PORT": "", "USER": "", "PASSWORD": "", "OPTIONS": {"timeout": 20}}
    own = load_backend("django.db.backends.sqlite3").DatabaseWrapper(described, alias="default")
    with django_db_blocker.unblock():
        connections["default"] = own
        ContentType.objects.clear_cache()
        try:
            with transaction.atomic():
                yield demo_copy
                transaction.set_rollback(True)
        finally:
            own.close()
            connections["default"] = before
            ContentType.objects.clear_cache()
