"""The command runs in processes of its own, on the embedded database: once is enough."""

from pathlib import Path

import pytest
from django.db import connection

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, when the tests run on PostgreSQL, what would run on SQLite again."""
    for item in items:
        if connection.vendor != "sqlite" and item.path.parent == HERE and not item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="runs in processes of its own, on SQLite"))
