"""The server, the worker and whatever loads start together and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.demonstration import ROOT

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Serve a data folder until the test has asked enough."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "GONGJIAN_DEMO")}
    group = subprocess.Popen(
        [sys.executable, "-m", "gongjian.cli.main", "serve", "--port", str(port), *words],
        env={**kept, "PYTHONPATH": str(ROOT / "src"), "GONGJIAN_DATA": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield group, port
    finally:
        with_group = group.poll() is None
        if with_group:
            os.killpg(group.pid, signal.SIGKILL)
        group.communicate()


def answer(port: int, address: str) -> str:
    """Return a page, waiting for the server to come up."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as page:
                return page.read().decode()
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)


def members(session: int) -> list[int]:
    """Return the living processes of a session."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def test_a_signal_ends_the_whole_group(tmp_path):
    with served(tmp_path) as (group, port):
        assert "<html" in answer(port, "/sign-in")
        assert len(members(group.pid)) > 2

        group.send_signal(signal.SIGTERM)

        assert group.wait(PATIENCE) == 0
        assert members(group.pid) == []


def test_a_demonstration_answers_before_its_history_is_there_and_begins_anew_when_killed(tmp_path):
    with served(tmp_path, "--demo") as (group, port):
        page = answer(port, "/sign-in")
        last = time.monotonic() + PATIENCE
        while '"is_whole": false' not in _marker(tmp_path) and time.monotonic() < last:
            time.sleep(0.2)
        os.killpg(group.pid, signal.SIGKILL)
    killed = _marker(tmp_path)

    with served(tmp_path, "--demo") as (group, port):
        again = answer(port, "/sign-in")
        group.send_signal(signal.SIGINT)
        assert group.wait(PATIENCE) == 0

    assert "演示历史还在装入" in page
    assert '"is_whole": false' in killed
    assert "演示历史还在装入" in again


def _marker(folder: Path) -> str:
    place = folder / "demonstration.json"
    return place.read_text() if place.exists() else ""
