"""Measuring in a process of its own, so that the peak of its memory is its own too."""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from subprocess import run
from time import perf_counter, process_time
from typing import Any

KIB_PER_MB = 1024
STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process took, without its start.

    seconds      of the call, on the clock
    cpu_seconds  of the call, of all cores together: steadier where others use the machine too
    peak_mb      of the process's memory
    value        what the call returned
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    value: Any


def measured(target: str, *arguments: Any) -> Measured:
    """Call a function in a new process and return what it took.

    target     "module:function"; it does its imports and preparation, and returns a call without arguments that is
               timed; what that returns must be fit for JSON
    arguments  of the function, fit for JSON
    """
    command = [sys.executable, "-m", "bench.measuring", target, json.dumps(arguments)]
    done = run(command, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def interleaved(repeats: int, targets: dict[str, tuple[Any, ...]]) -> dict[str, Measured]:
    """Return the median times and the highest peak of each target, measured in turns after one turn that is left out.

    targets  name -> target and its arguments, as for measured
    """
    rounds = [{name: measured(*target) for name, target in targets.items()} for _ in range(repeats + 1)][1:]
    return {name: _middle([each[name] for each in rounds]) for name in targets}


def _middle(found: list[Measured]) -> Measured:
    return Measured(
        seconds=median(each.seconds for each in found),
        cpu_seconds=median(each.cpu_seconds for each in found),
        peak_mb=max(each.peak_mb for each in found),
        value=found[0].value,
    )


def _main(target: str, arguments: str) -> None:
    module, name = target.split(":")
    prepare: Callable[..., Callable[[], Any]] = getattr(import_module(module), name)
    call = prepare(*json.loads(arguments))
    start, cpu_start = perf_counter(), process_time()
    value = call()
    seconds, cpu_seconds = perf_counter() - start, process_time() - cpu_start
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds, "peak_mb": _peak_mb(), "value": value}))


def _peak_mb() -> float:
    """Return the peak of this process's memory; on Linux `getrusage` would count in what its parent held."""
    if STATUS.exists():
        lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / KIB_PER_MB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB**2  # bytes on macOS


if __name__ == "__main__":
    _main(*sys.argv[1:])
