"""The shell: navigation that only leads where there is a page, the mark of a demonstration, no code in pages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client

from gongjian.web.context import Site
from gongjian.web.middleware import moment_of_asking
from gongjian.web.navigation import Link, current_key
from gongjian.web.progress import read_progress, write_progress
from tests.web.conftest import AT

PAGES = ["/gallery", "/gallery/public", "/nowhere", "/broken"]


class Member:
    is_authenticated = True

    def __str__(self) -> str:
        return "知行中学 联络员"


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_no_code(browser: Client, path: str):
    page = browser.get(path).text

    assert re.findall(r"<[a-z][^>]*\sstyle=", page) == []
    assert re.findall(r"<[a-z][^>]*\son[a-z]+=", page) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r'(?:href|src|action)="(?:https?:)?//', page) == []
    assert '{"includeIndicatorStyles":false,"allowEval":false}' in page


@pytest.mark.parametrize("path", PAGES)
def test_names_on_a_page_are_used_once(browser: Client, path: str):
    names = re.findall(r'\sid="(.*?)"', browser.get(path).text)

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_demonstration_says_so(browser: Client, path: str):
    page = browser.get(path).text

    assert page.count("演示数据，并非真实评价") == 2
    assert "web/print-demo.css" in page


def test_an_earnest_page_does_not(browser: Client, settings):
    settings.DEMO = False

    page = browser.get("/nowhere").text

    assert "演示数据" not in page
    assert "print-demo" not in page


@pytest.mark.parametrize("path", ["/gallery", "/gallery/public"])
def test_the_gallery_stays_at_home(browser: Client, settings, path: str):
    settings.DEMO = settings.DEBUG = False

    assert browser.get(path).status_code == 404


def test_sections_without_a_page_are_left_out(request_at_nine: Callable[..., HttpRequest]):
    site = Site(request_at_nine())

    assert [link.key for link in site.nav_public] == ["year", "results"]
    assert [link.key for link in site.nav_signed_in] == ["home", "records"]


@pytest.mark.parametrize(
    ("view", "key"),
    [
        ("overview:public_home", "year"),
        ("overview:compare", ""),
        ("results:list_results", "results"),
        ("results:show_result", "results"),
        ("web:gallery", ""),
    ],
)
def test_a_page_knows_its_section(view: str, key: str):
    sections = [
        Link("year", "这一年", "/", "overview:public_home"),
        Link("report", "读报道", "/report", "overview:report"),
        Link("results", "评价结果", "/results", "results:list_results"),
    ]

    assert current_key(sections, view) == key


def test_strangers_and_members_see_their_own_sections(drawn: Callable[..., str], request_at_nine):
    request = request_at_nine("/records/show_record/")
    stranger = drawn("{% navigation %}", site=Site(request))
    request.user = Member()
    member = drawn("{% navigation current='records' %}", site=Site(request))
    public = drawn("{% navigation public=True %}", site=Site(request))

    assert re.findall(r'href="(.*?)"', stranger) == ["/overview/public_home/", "/results/list_results/"]
    assert re.findall(r'href="(.*?)"', member) == ["/overview/home/", "/records/list_records/"]
    assert 'href="/records/list_records/" aria-current="true"' in member
    assert public == stranger


def test_strangers_are_offered_to_sign_in(browser: Client):
    assert '<a href="/registry/sign_in/">单位登录</a>' in browser.get("/gallery").text


def test_a_switch_leads_back_only_to_a_page_that_can_be_read(request_at_nine):
    request = request_at_nine("/results/?page=2")
    before = Site(request).here
    request.method = "POST"

    assert (before, Site(request).here) == ("/results/?page=2", "")


def test_today_is_the_day_of_the_request(request_at_nine):
    assert Site(request_at_nine()).today == AT.date() == moment_of_asking().date()


def test_progress_is_read_as_it_was_written(tmp_path: Path):
    write_progress(tmp_path / "new" / "progress.json", "2025-08", 610, 1000, AT)

    progress = read_progress(tmp_path / "new" / "progress.json")

    assert progress is not None
    assert (progress.step, progress.percent, progress.is_finished, progress.at) == ("2025-08", 61, False, AT)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["progress.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"step": "2025-08"}', '{"step": 1, "done": "x", "total": 2, "at": "now"}']
)
def test_a_progress_file_that_cannot_be_read_is_none(tmp_path: Path, text: str):
    (tmp_path / "progress.json").write_text(text)

    assert read_progress(tmp_path / "progress.json") is None
    assert read_progress(tmp_path / "absent.json") is None


def test_the_shell_shows_the_loading_history_until_it_is_there(browser: Client, settings):
    write_progress(settings.PROGRESS_FILE, "2025-08", 999, 1000, AT)
    during, part = browser.get("/gallery").text, browser.get("/loading")
    write_progress(settings.PROGRESS_FILE, "2025-12", 1000, 1000, AT)
    after, end = browser.get("/gallery").text, browser.get("/loading")

    assert "演示历史还在装入：2025年8月" in during
    assert '<progress max="1000" value="999"' in during
    assert 'hx-get="/loading" hx-trigger="every 3s"' in during
    assert (part.status_code, "2025年8月" in part.text) == (200, True)
    assert "演示历史" not in after
    assert (end.status_code, end.text) == (286, "")
