"""The facts of the demonstration, as their files have them. What they rest on stands in facts/README.md."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "facts"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table, as text by column."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def document(name: str) -> dict[str, Any]:
    """Return a document."""
    return tomllib.loads((FACTS / f"{name}.toml").read_text(encoding="utf-8"))


def report() -> dict[str, Any]:
    """Return what the report of June 2019 says."""
    return document("report")


def suits(row: dict[str, str], kind: str) -> bool:
    """Return whether a row is meant for organisations of a kind."""
    return row["kinds"] == "*" or kind in row["kinds"].split("|")
