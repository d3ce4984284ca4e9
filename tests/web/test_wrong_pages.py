"""The pages for when something goes wrong say what happened, why, and what to do."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client

from gongjian.web.views import csrf_failure


@pytest.mark.parametrize(
    ("path", "status", "what"),
    [
        ("/nowhere", 404, "没有找到这一页"),
        ("/sentence", 403, "这一页您现在不能看"),
        ("/suspicious", 400, "送来的内容读不懂"),
        ("/broken", 500, "这一页没能打开"),
    ],
)
def test_each_page_says_what_happened_and_what_to_do(browser: Client, path: str, status: int, what: str):
    answer = browser.get(path)

    assert answer.status_code == status
    assert f"<h1>{what}</h1>" in answer.text
    assert "可以这样做" in answer.text
    assert "演示数据，并非真实评价" in answer.text


def test_a_refusal_shows_its_own_sentence(browser: Client):
    assert "<p>这份档案已经锁定，锁定后只能公开更正。</p>" in browser.get("/sentence").text


def test_a_refusal_never_shows_the_name_of_a_verb(browser: Client):
    page = browser.get("/verb").text

    assert "records.sign_line" not in page
    assert "它归别的单位或人员负责" in page


def test_a_stale_form_is_explained():
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/form")

    assert answer.status_code == 403
    assert "<h1>这张表单放得太久了</h1>" in answer.text


def test_the_stale_form_page_needs_no_reason(request_at_nine: Callable[..., HttpRequest]):
    assert csrf_failure(request_at_nine()).status_code == 403


def test_a_broken_page_asks_neither_database_nor_session(browser: Client):
    browser.cookies["sessionid"] = "a session that cannot be read here"

    assert browser.get("/broken").status_code == 500
