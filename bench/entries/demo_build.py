"""Building the demonstration on an empty machine: until the sign-in page answers, and until all history is there."""

import os
import sys
from pathlib import Path
from subprocess import DEVNULL, Popen
from subprocess import run as call
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

PORT = "8199"
GONGJIAN = str(Path(sys.executable).with_name("gongjian"))
ANSWERED = 200


def run_once(command: list[str], environment: dict[str, str]) -> float:
    """Return the seconds a command takes; raise if it fails."""
    start = perf_counter()
    call(command, check=True, env=environment, stdout=DEVNULL, stderr=DEVNULL)
    return perf_counter() - start


def seconds_to_sign_in(environment: dict[str, str]) -> float:
    """Return the seconds from `gongjian serve --demo` on nothing until the sign-in page answers."""
    start = perf_counter()
    with Popen(
        [GONGJIAN, "serve", "--demo", "--port", PORT], env=environment, stdout=DEVNULL, stderr=DEVNULL
    ) as server:
        try:
            while perf_counter() - start < 600:
                try:
                    with urlopen(f"http://127.0.0.1:{PORT}/sign-in", timeout=5) as page:
                        if page.status == ANSWERED:
                            return perf_counter() - start
                except (URLError, OSError):
                    sleep(0.2)
        finally:
            server.terminate()
    raise TimeoutError("the sign-in page did not answer within ten minutes")


def run() -> dict[str, Any]:
    """Measure both, each in a data folder of its own."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        base = {**os.environ, "GONGJIAN_DEMO": "1"}
        sign_in = seconds_to_sign_in({**base, "GONGJIAN_DATA": first})
        environment = {**base, "GONGJIAN_DATA": second}
        whole = run_once([GONGJIAN, "migrate"], environment) + run_once([GONGJIAN, "demo"], environment)
        size = sum(path.stat().st_size for path in Path(second).rglob("*") if path.is_file())
    return {
        "seconds_to_sign_in": round(sign_in, 1),
        "seconds_whole": round(whole, 1),
        "mb_on_disk": round(size / 2**20),
    }
