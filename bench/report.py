"""What was measured, kept in one file, sorted, and shown as a table."""

import json
import os
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"
PACKAGES = ("gongjian", "django", "duckdb", "ibis-framework", "sqlglot", "pyarrow")


def keep(name: str, figures: Mapping[str, Any], date: str | None) -> None:
    """Put the figures of one entry into bench/results.json, with the day and the machine, in place of older ones."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[name] = {"date": date, "machine": machine(), "figures": figures}
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def machine() -> dict[str, Any]:
    """Return what a reader must know of the machine: never its name, nor a path."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory / 2**30),
        "python": platform.python_version(),
        "versions": dict(_versions()),
    }


def table(name: str, figures: Mapping[str, Any]) -> str:
    """Return the figures of one entry as lines: the name, then each figure with what it is."""
    flat = list(_flat(figures))
    width = max(len(key) for key, _ in flat)
    return "\n".join([name, *(f"  {key:{width}}  {value}" for key, value in flat)])


def _flat(figures: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in figures.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _versions() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue
