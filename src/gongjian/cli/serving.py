"""`gongjian serve`: the web server, the load of a demonstration, then the worker; they start and stop as one."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.db import connections
from django.utils.translation import gettext as _

from gongjian.cli.database import migrate_all
from gongjian.cli.demo.history import FIRST_DAY
from gongjian.cli.demonstration import TODAY, Marker, alone, announce, prepare
from gongjian.cli.refusals import CannotDo

WEB = [
    "granian",
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "4",
    "--no-ws",
    "--respawn-failed-workers",
]
APPLICATION = "gongjian.config.wsgi:application"
STARTING = 60.0
STOPPING = 10.0
PAUSE = 0.1


class Stopped(Exception):
    """Somebody asked the group to stop."""


class Group:
    """The processes that belong together; if one breaks off, all end."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *command: str) -> None:
        """Start a Python module as a member."""
        self.running[name] = subprocess.Popen([sys.executable, "-m", *command])  # noqa: S603 — our own words

    def wait_for(self, name: str) -> int:
        """Return the exit status of one member, or break off when another ends before it."""
        while True:
            for other, process in self.running.items():
                status = process.poll()
                if status is not None and other == name:
                    del self.running[name]
                    return status
                if status is not None:
                    raise Broken(other, status)
            time.sleep(PAUSE)

    def stop(self) -> None:
        """End every member, first politely."""
        for process in self.running.values():
            process.terminate()
        last = time.monotonic() + STOPPING
        for process in self.running.values():
            try:
                process.wait(max(0.0, last - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Broken(CannotDo):
    """A member of the group ended by itself."""

    status = 1

    def __init__(self, name: str, status: int) -> None:
        super().__init__(_("“%(name)s”意外停止了（状态 %(status)s），已全部停下。") % {"name": name, "status": status})


def serve(chosen: argparse.Namespace) -> int:
    """Serve until told to stop."""
    check_port(chosen.host, chosen.port)
    whole = _ready_demonstration() if chosen.demo else None
    if not chosen.demo:
        migrate_all()
    connections.close_all()
    if chosen.demo:
        os.environ["GONGJIAN_DEMO_TODAY"] = whole.until if whole else TODAY.isoformat()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ask_to_stop)
    group = Group()
    try:
        group.start(
            "web", *WEB, "--host", chosen.host, "--port", str(chosen.port), "--log-level", "warning", APPLICATION
        )
        await_port(chosen.host, chosen.port, group)
        print(
            _("网址：http://%(host)s:%(port)s （按 Ctrl+C 停止）") % {"host": chosen.host, "port": chosen.port},
            flush=True,
        )
        if chosen.demo and whole is None:
            group.start("demo", "gongjian.cli.main", "demo")
            status = group.wait_for("demo")
            if status:
                raise Broken("demo", status)
        group.start("work", "gongjian.cli.main", "work")
        raise Broken("work", group.wait_for("work"))
    except (Stopped, KeyboardInterrupt):
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        group.stop()


def _ready_demonstration() -> Marker | None:
    """Return the marker of a whole demonstration; without one, leave an empty database and announce the load."""
    with alone():
        found = prepare()
    if found is None:
        announce(f"{FIRST_DAY:%Y-%m}", 0, 1)
    return found


def check_port(host: str, port: int) -> None:
    """Refuse a port that somebody else listens on."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CannotDo(
                _(
                    "%(host)s 的 %(port)s 端口用不了（%(why)s）。"
                    "请换一个端口，例如 gongjian serve --port %(other)s，或 make run PORT=%(other)s。"
                )
                % {"host": host, "port": port, "why": problem.strerror, "other": 9000 if port != 9000 else 8000}
            ) from problem


def await_port(host: str, port: int, group: Group) -> None:
    """Wait until the web server answers, or break off when it does not."""
    last = time.monotonic() + STARTING
    while time.monotonic() < last:
        status = group.running["web"].poll()
        if status is not None:
            raise Broken("web", status)
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(PAUSE)
    raise CannotDo(_("网站 %(seconds)s 秒内没有启动起来，已停下。") % {"seconds": round(STARTING)})


def _ask_to_stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise Stopped
