"""How a run grows with its districts, from one to a thousand, and how near it comes to reading and grouping alone.

An exponent is the slope of the seconds over the rows, both as logarithms: 1 is linear. What every run costs once, some
tenths of a second, helps that of the whole run; that of the statement alone it does not.
`bare` reads the same columns and sums each by unit, without any rule; `by_hand` is a plain query for the sums of the
lines alone.
"""

from math import log
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from bench.measuring import interleaved
from bench.synthetic import UNITS, write_districts

LINES_PER_UNIT = 96  # a year; about 80,000 lines a district
REPEATS = {1: 7, 10: 7, 100: 5, 1000: 3}  # districts -> how often each is measured
TARGETS = {"run": "whole_run", "statement": "statement", "by_hand": "by_hand", "bare": "bare"}
GOALS = {"exponent_10_to_1000": "≤ 1.05", "ratio_statement_to_bare_1000": "≤ 1.5"}


def run() -> dict[str, Any]:
    """Return times and peaks by size, the exponents, and the ratios at the largest size, all from the same turns."""
    sizes = {str(districts): _size(districts, repeats) for districts, repeats in REPEATS.items()}
    return {"lines_per_unit": LINES_PER_UNIT, "sizes": sizes, "goals": GOALS, **derived(sizes)}


def derived(sizes: dict[str, Any]) -> dict[str, float]:
    """Return the exponents and ratios that follow from the times by size, once by the clock, once by processor time."""
    return {
        "exponent_10_to_1000": _exponent(sizes["10"], sizes["1000"], "run", "seconds"),
        "exponent_statement_10_to_1000": _exponent(sizes["10"], sizes["1000"], "statement", "seconds"),
        "cpu_exponent_10_to_1000": _exponent(sizes["10"], sizes["1000"], "run", "cpu_seconds"),
        "cpu_exponent_statement_10_to_1000": _exponent(sizes["10"], sizes["1000"], "statement", "cpu_seconds"),
        **_ratios(sizes["1000"]),
    }


def _ratios(size: dict[str, Any]) -> dict[str, float]:
    pairs = [("statement", "bare"), ("statement", "by_hand"), ("run", "bare")]
    times = {"ratio": size["seconds"], "cpu_ratio": size["cpu_seconds"]}
    return {
        f"{kind}_{one}_to_{other}_1000": round(found[one] / found[other], 2)
        for kind, found in times.items()
        for one, other in pairs
    }


def _size(districts: int, repeats: int) -> dict[str, Any]:
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "districts"
        lines = write_districts(folder, districts, LINES_PER_UNIT)
        megabytes = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        found = interleaved(repeats, {name: (f"bench.engine:{call}", str(folder)) for name, call in TARGETS.items()})
        rmtree(folder)
    assert found["run"].value == UNITS * districts
    return {
        "lines": lines,
        "files_mb": round(megabytes, 1),
        "seconds": {name: round(each.seconds, 3) for name, each in found.items()},
        "cpu_seconds": {name: round(each.cpu_seconds, 3) for name, each in found.items()},
        "peak_mb": {name: round(each.peak_mb) for name, each in found.items()},
    }


def _exponent(small: dict[str, Any], large: dict[str, Any], target: str, clock: str) -> float:
    """Return the slope between two sizes, of the time over the lines."""
    return round(log(large[clock][target] / small[clock][target]) / log(large["lines"] / small["lines"]), 3)
