"""A real browser on a real server, with the demonstration as it is built."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.demonstration import UNTIL, copy_demonstration

PATIENCE = 60
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of the site: a copy of the demonstration."""
    return copy_demonstration(tmp_path_factory.mktemp("served") / "data")


@pytest.fixture(scope="session")
def site(site_folder: Path, chromium: str) -> Iterator[str]:
    """Serve a copy of the demonstration; return its address."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
        "GONGJIAN_DATA": str(site_folder),
        "GONGJIAN_DEMO": "1",
        "GONGJIAN_DEMO_TODAY": UNTIL.isoformat(),
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws"]
    with subprocess.Popen([*command, "gongjian.config.wsgi:application"], env=environment) as server:
        address, start = f"http://127.0.0.1:{port}", monotonic()
        while True:
            try:
                urlopen(f"{address}/sign-in", timeout=5).close()  # noqa: S310 — an address of this machine
                break
            except (URLError, OSError):
                assert server.poll() is None, "the server stopped"
                assert monotonic() - start < PATIENCE, "the server does not answer"
                sleep(0.2)
        yield address
        server.terminate()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start Chromium once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a fresh page without anybody's cookies."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture
def quiet_page(browser: Browser) -> Iterator[Page]:
    """Return a fresh page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()
