"""The pages for when something goes wrong say what happened, why, and what to do."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client

from gongjian.accounts.models import User
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.may import Ask
from gongjian.web.views import csrf_failure, forbidden
from tests.web.conftest import AT

POST_ADVICE = "核对您的职务和任期"


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


class Thing:
    """Something with a page of its own."""

    def get_absolute_url(self) -> str:
        return "/things/7"


@pytest.fixture
def refused(request_at_nine: Callable[..., HttpRequest]) -> Callable[..., str]:
    """Return a function that refuses a step of a thing to a signed-in reader and returns the page."""

    def refuse(before: str, *, is_post: bool = False, method: str = "POST", user: User | None = None) -> str:
        request = request_at_nine("/things/7/accept")
        request.method, request.user = method, user or User(username="reader")
        request.META["HTTP_REFERER"] = before
        ask = Ask(Thing(), AT, because="这件事已经不在这家单位手里了。", is_post=is_post)
        return forbidden(request, NotAllowed("things.accept", ask)).content.decode()

    return refuse


def test_a_step_that_came_too_late_leads_back_to_the_page_before(refused: Callable[..., str]):
    page = refused("http://testserver/things?open=7&mine")

    assert '<a href="http://testserver/things?open=7&amp;mine">回到刚才那一页，看最新的经过</a>' in page
    assert "这件事已经不在这家单位手里了。" in page
    assert POST_ADVICE not in page
    assert "换一个身份" not in page


def test_who_has_not_the_post_is_told_to_have_it_checked(refused: Callable[..., str]):
    page = refused("http://testserver/things", is_post=True)

    assert '<a href="http://testserver/things">回到刚才那一页</a>' in page
    assert POST_ADVICE in page


@pytest.mark.parametrize(
    "before",
    [
        "",
        "http://testserver/things/7/accept?again=1",
        "http://elsewhere.example/things",
        "javascript:alert(1)",
        "http://testserver/registry/sign_in/?next=/things",
    ],
)
def test_no_way_back_to_the_step_itself_the_sign_in_or_another_site(refused: Callable[..., str], before: str):
    page = refused(before)

    assert "回到刚才那一页" not in page
    assert '<a href="/things/7">回到这件事的页面，看最新的经过</a>' in page


def test_a_page_that_is_not_theirs_to_see_names_no_page_of_it(refused: Callable[..., str]):
    assert '/things/7"' not in refused("", method="GET")


def test_a_refusal_without_a_question_is_about_the_post():
    assert NotAllowed("things.accept").is_post
