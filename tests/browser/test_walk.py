"""The walk that matters: public home → unit → composite → month → line → source, by mouse and by keyboard alone."""

import re
from urllib.parse import urlsplit

import pytest

DEMO_WORDS = "演示数据，并非真实评价"
UNIT = "main a[href^='/results/2025/']:not([href*='?']):not([href*='bundle'])"
TABS = 400  # more would mean that something swallows the focus


def path_of(page):
    return urlsplit(page.url).path


def open_everything(page):
    """Open the score's folds the way a reader does: one after another."""
    for _ in range(6):
        folded = page.locator("main details:not([open]) > summary:visible")
        if not folded.count():
            return
        folded.first.click()


def test_by_mouse(page, site):
    page.goto(site)
    assert DEMO_WORDS in page.inner_text("body")

    page.get_by_role("link", name="评价结果").first.click()
    page.wait_for_url(re.compile(r"/results/2025/"))
    page.locator(UNIT).first.click()
    page.wait_for_url(re.compile(r"/results/2025/\d+/"))
    assert page.locator("main h1").count() == 1
    composite = page.locator("dl.grade .score, dl.grade dd").last.inner_text()
    assert re.fullmatch(r"\d{1,3}\.\d\d", composite.strip())

    open_everything(page)
    page.locator("main a[href*='/records/'][href*='-']:visible").first.click()
    page.wait_for_url(re.compile(r"/records/\d+/2025-\d\d/"))
    page.locator("main a[href*='/records/lines/']:visible").first.click()
    page.wait_for_url(re.compile(r"/records/lines/\d+/"))
    source = page.locator("main a[href*='/tasks/'], main a[href*='/platforms/meetings/'], main a[href*='/service/']")
    source.first.click()

    assert re.match(r"/(tasks|platforms/meetings|service)", path_of(page))
    assert DEMO_WORDS in page.inner_text("body")


def tab_to(page, selector):
    """Press Tab until the focus is on something that fits the selector, then return it."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate_handle("document.activeElement")
        if page.evaluate("([node, wanted]) => node.matches(wanted)", [focus, selector]):
            return focus.as_element()
    raise AssertionError(f"no Tab leads to {selector} on {page.url}")


def follow(page, selector, address):
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(address))


def test_by_keyboard_alone(page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"

    follow(page, "nav a[href*='results']", r"/results/2025/")
    follow(page, UNIT, r"/results/2025/\d+/")
    for _ in range(8):
        fold = page.locator("main details:not([open]) > summary:visible")
        if page.locator("main a[href*='/records/lines/']:visible").count() or not fold.count():
            break
        tab_to(page, "main details:not([open]) > summary")
        page.keyboard.press("Enter")
    follow(page, "main a[href*='/records/']:not([href*='lines'])", r"/records/\d+/2025-\d\d/")
    follow(page, "main a[href*='/records/lines/']", r"/records/lines/\d+/")
    follow(
        page,
        "main a[href*='/tasks/'], main a[href*='/platforms/'], main a[href*='/service/']",
        r"/(tasks|platforms|service)/",
    )


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", ["/", "/results/2025/", "/report"])
def test_no_page_is_wider_than_the_screen(page, site, width, address):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_a_liaison_signs_in_and_sees_duties(quiet_page, site):
    quiet_page.goto(f"{site}/demo")
    quiet_page.locator("main form button").first.click()

    assert path_of(quiet_page) == "/home"
    assert DEMO_WORDS in quiet_page.inner_text("body")


@pytest.mark.parametrize("address", ["/", "/results/2025/", "/report"])
def test_axe_finds_no_fault(page, site, address):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 — only browser tests have it

    page.goto(site + address)
    found = Axe().run(page).response["violations"]

    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found] == []
