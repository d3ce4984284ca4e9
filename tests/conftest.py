"""What every test gets: chance that repeats, folders of its own, the right database or a stated reason."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck, settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# The same examples on every machine and in every run; no time limit, since a slow machine is not a wrong answer.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs another database or engine than this run has."""
    for item in items:
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL; `make check` runs it there"))
        if item.get_closest_marker("spark") and not shutil.which("java"):
            item.add_marker(pytest.mark.skip(reason="needs a Java runtime"))


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path: Path) -> None:
    """Let no test write where the product keeps its data, nor remember what another test cached."""
    settings.DATA_DIR = tmp_path
    settings.FILES_DIR = tmp_path / "files"
    settings.PROGRESS_FILE = tmp_path / "progress.json"
    cache.clear()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser's path. Without one the test is left out, or fails where CI=true promises a browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    reason = "no Chromium on PATH; on Debian: apt-get install --no-install-recommends chromium"
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason)
    pytest.skip(reason)
