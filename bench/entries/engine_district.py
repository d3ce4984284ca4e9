"""The year-end run of one district: from its Parquet files to the rows of its results."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.measuring import interleaved
from bench.synthetic import UNITS, write_districts

LINES_PER_UNIT = 48  # a year; about 40,000 lines


def run() -> dict[str, Any]:
    """Return the median times and the peak memory of the run, in a process of its own, its start left out."""
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "district"
        lines = write_districts(folder, 1, LINES_PER_UNIT)
        found = interleaved(9, {"run": ("bench.engine:rows_of_run", str(folder))})["run"]
    assert found.value == UNITS
    return {
        "units": UNITS,
        "lines": lines,
        "seconds": round(found.seconds, 2),
        "cpu_seconds": round(found.cpu_seconds, 2),
        "peak_mb": round(found.peak_mb),
    }
