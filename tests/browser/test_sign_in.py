"""Signing in for real: password, then a passkey of a (virtual) device or a code of an app; and by keyboard alone."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep, time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from gongjian.accounts.totp import code_at
from tests.browser.conftest import PATIENCE, free_port
from tests.demonstration import copy_demonstration

WORDS = "four Old words"
GIVE_PASSWORDS = f"""
import django; django.setup()
from django.utils import timezone
from gongjian.accounts.models import User
for user in User.objects.filter(username__in=["district", "street-01", "street-02", "unit-0001"]):
    user.set_password({WORDS!r})
    user.password_changed_at = timezone.now()
    user.save()
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[str]:
    """Serve the demonstration's data as a house that is none: with passwords and today's date; return its address."""
    folder: Path = tmp_path_factory.mktemp("house") / "data"
    copy_demonstration(folder)
    port = free_port()
    left_out = ("DATABASE_URL", "GONGJIAN_DEMO", "GONGJIAN_DEMO_TODAY")
    environment = {
        **{name: value for name, value in os.environ.items() if name not in left_out},
        "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
        "GONGJIAN_DATA": str(folder),
    }
    subprocess.run([sys.executable, "-c", GIVE_PASSWORDS], env=environment, check=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws"]
    with subprocess.Popen([*command, "gongjian.config.wsgi:application"], env=environment) as server:
        address, start = f"http://localhost:{port}", monotonic()  # a passkey needs a name, not a number
        while True:
            try:
                urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5).close()
                break
            except (URLError, OSError):
                assert server.poll() is None, "the server stopped"
                assert monotonic() - start < PATIENCE, "the server does not answer"
                sleep(0.2)
        yield address
        server.terminate()


@pytest.fixture
def device(page):
    """Give the browser a security device that says yes to every question."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    return session


def say_password(page, house, name):
    page.goto(f"{house}/sign-in")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("密码").fill(WORDS)
    page.get_by_role("button", name="登录", exact=True).click()


def sign_out(page):
    page.get_by_role("button", name="退出").first.click()
    page.wait_for_url(re.compile(r"/$"))


def test_a_passkey_is_set_up_and_opens_the_next_time(page, house, device):
    say_password(page, house, "district")
    page.get_by_role("link", name="用通行密钥").click()
    page.get_by_label("给它起个名字").fill("蓝色钥匙")
    page.get_by_role("button", name="建通行密钥").click()
    page.wait_for_url(re.compile("/account/recovery-codes"))
    assert page.locator("ol.codes li").count() == 10
    page.get_by_role("button", name="抄好了").click()
    page.wait_for_url(re.compile("/home"))
    sign_out(page)

    say_password(page, house, "district")
    page.get_by_role("button", name="用通行密钥继续").click()

    page.wait_for_url(re.compile("/home"))
    page.goto(f"{house}/account")
    assert "蓝色钥匙" in page.inner_text("#factors")
    assert "两步" in page.inner_text("#sessions")


def test_a_code_of_an_app_is_typed_and_opens(page, house):
    say_password(page, house, "street-01")
    page.get_by_role("link", name="用手机验证码").click()
    picture = page.locator("svg.qr").bounding_box()
    assert min(picture["width"], picture["height"]) > 150
    key = "".join(page.locator(".key span").all_inner_texts())
    page.get_by_label("应用里显示的").fill(code_at(key, time()))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/account/recovery-codes"))
    on_paper = page.locator("ol.codes li").first.inner_text()
    page.get_by_role("button", name="抄好了").click()
    page.wait_for_url(re.compile("/home"))
    sign_out(page)

    say_password(page, house, "street-01")
    page.get_by_label("验证码").fill(code_at(key, time() + 30))  # the one before was used up while setting up
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/home"))
    sign_out(page)

    say_password(page, house, "street-01")
    page.get_by_label("验证码").fill(on_paper.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/home"))


def test_by_keyboard_alone_one_comes_back_to_where_one_was(page, house):
    page.goto(f"{house}/tasks/")
    for _press in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "username":
            break
    page.keyboard.type("unit-0001")
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/tasks/$"))


def test_a_wrong_password_is_said_in_words_and_nothing_moves(page, house):
    page.goto(f"{house}/sign-in")
    page.get_by_label("登录名").fill("unit-0001")
    page.get_by_label("密码").fill("wrong")
    page.keyboard.press("Enter")

    page.locator(".faults").wait_for()
    assert "登录名或密码不对" in page.inner_text(".faults")


def test_the_policy_of_the_page_blocks_nothing_it_needs(page, house):
    blocked = []
    page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)

    say_password(page, house, "street-02")
    for address in ("/account/factors/new", "/account/factors/app", "/account/factors/passkey"):
        page.goto(house + address)

    assert blocked == []


@pytest.mark.parametrize("width", [360, 1440])
def test_no_step_is_wider_than_the_screen(page, house, width):
    page.set_viewport_size({"width": width, "height": 800})
    say_password(page, house, "street-02")

    for address in ("/sign-in", "/account/factors/new", "/account/factors/app", "/account/factors/passkey"):
        page.goto(house + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "address", ["/sign-in", "/account/factors/new", "/account/factors/app", "/account/factors/passkey"]
)
def test_axe_finds_no_fault(page, house, address):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 — only browser tests have it

    say_password(page, house, "street-02")
    page.goto(house + address)
    found = Axe().run(page).response["violations"]

    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found] == []
