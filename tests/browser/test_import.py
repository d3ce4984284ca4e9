"""A clerk uploads a workbook in a browser, with scripts and without."""

import re

import pytest

from gongjian.web.documents import Column, write_sheet

HEADS = ("单位名称", "种类", "所在街道", "所在社区")
PAGE = "/registry/imports/"


def signed_in(page, site):
    page.goto(f"{site}/demo")
    page.locator("form:has(input[name=username][value=district]) button").first.click()


def upload(page, site, content, name="名册.xlsx"):
    page.goto(site + PAGE)
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.locator("main form button[type=submit]").click()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_of_imports_fits_the_screen(page, site, width):
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, site)
    page.goto(site + PAGE)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_a_wrong_file_is_refused_beside_its_field(quiet_page, site):
    signed_in(quiet_page, site)

    upload(quiet_page, site, b"name,kind\n", "名册.csv")

    assert "这不是 .xlsx 工作簿" in quiet_page.inner_text("main")


def test_without_javascript_the_page_of_a_batch_comes_again_by_itself(quiet_page, site):
    signed_in(quiet_page, site)
    rows = [["浏览器小学", "学校", "林山寨街道", ""]]

    upload(quiet_page, site, write_sheet([Column(name) for name in HEADS], rows, title="名册"))

    assert re.fullmatch(rf"{re.escape(site + PAGE)}\d+/", quiet_page.url)
    assert "正在逐格检查" in quiet_page.inner_text("main")
    assert quiet_page.locator('meta[http-equiv="refresh"]').count() == 1


def test_axe_finds_no_fault(page, site):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 — only browser tests have it

    signed_in(page, site)
    page.goto(site + PAGE)
    found = Axe().run(page).response["violations"]

    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found] == []
