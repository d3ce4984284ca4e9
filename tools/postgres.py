"""Run a command against a PostgreSQL of its own: python tools/postgres.py pytest tests

The server comes from a wheel, lives on a socket in a temporary folder and ends with the command. It listens on no
network address. PostgreSQL refuses to run as root, so root hands a copy of it to the user nobody.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# A test server keeps nothing, so it need not wait for the disk.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "listen_addresses": "''",
}
NOBODY = "nobody"
PROGRAMS = Path("pgserver/pginstall/bin")


class NoServer(RuntimeError):
    """PostgreSQL could not be started."""


@contextmanager
def server() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh server, which stops and vanishes afterwards."""
    with tempfile.TemporaryDirectory(prefix="gongjian-pg-") as name:
        folder = Path(name)
        site = _site()
        if os.geteuid() == 0:
            site = _copied(site, folder / "site")
            shutil.chown(folder, NOBODY)
        programs = site / PROGRAMS
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")
        with (data / "postgresql.conf").open("a") as settings:
            settings.writelines(f"{name} = {value}\n" for name, value in OPTIONS.items())
            settings.write(f"unix_socket_directories = '{folder}'\n")
        _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgresql:///postgres?host={folder}&user=postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _site() -> Path:
    spec = find_spec("pgserver")
    if spec is None or spec.origin is None:
        raise NoServer("the wheel with PostgreSQL is not here; `make setup` installs it for Python 3.11 to 3.13")
    return Path(spec.origin).parent.parent


def _copied(site: Path, to: Path) -> Path:
    """Copy the programs and, at the place where they look for them, their libraries."""
    for part in [site / PROGRAMS.parent, *site.glob("pgserver*.libs")]:
        shutil.copytree(part, to / part.relative_to(site))
    return to


def _run(*command: str | Path) -> None:
    user = NOBODY if os.geteuid() == 0 else None
    # The server inherits its output: a pipe would stay open as long as it runs.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, user=user, stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode:
            output.seek(0)
            raise NoServer(f"{Path(command[0]).name} said: {output.read().decode(errors='replace').strip()}")


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set; return its exit code."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    # Whoever asks this program to end wants the server to end too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
