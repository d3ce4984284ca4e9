"""Measuring in a process of its own, so that the peak of its memory is its own too."""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from statistics import median
from subprocess import run
from time import perf_counter
from typing import Any

KIB_PER_MB = 1024 if sys.platform != "darwin" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What one process took, without its start: seconds of the call, peak of its memory in MB, what it returned."""

    seconds: float
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
    """Return the median seconds and the highest peak of each target, measured in turns after one turn that is left out.

    targets  name -> target and its arguments, as for measured
    """
    rounds = [{name: measured(*target) for name, target in targets.items()} for _ in range(repeats + 1)][1:]
    return {
        name: Measured(
            median(each[name].seconds for each in rounds),
            max(each[name].peak_mb for each in rounds),
            rounds[0][name].value,
        )
        for name in targets
    }


def _main(target: str, arguments: str) -> None:
    module, name = target.split(":")
    prepare: Callable[..., Callable[[], Any]] = getattr(import_module(module), name)
    call = prepare(*json.loads(arguments))
    start = perf_counter()
    value = call()
    seconds = perf_counter() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb, "value": value}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
