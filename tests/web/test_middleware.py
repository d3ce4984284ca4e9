from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from gongjian.web.middleware import clock, security_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def moment_of(request: HttpRequest) -> datetime:
    clock(lambda _: HttpResponse())(request)
    return request.at


@pytest.mark.parametrize("path", ["/gallery", "/nowhere", "/broken", "/sentence"])
def test_every_answer_has_the_safety_headers(browser: Client, path: str):
    headers = browser.get(path).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=(), microphone=(), geolocation=()")


def test_a_stricter_policy_of_an_answer_stays():
    strict = security_headers(lambda _: HttpResponse(headers={"Content-Security-Policy": "sandbox"}))

    assert strict(HttpRequest()).headers["Content-Security-Policy"] == "sandbox"


def test_a_demonstration_opens_at_nine_in_the_morning(settings):
    settings.DEMO_TODAY = date(2026, 11, 22)

    assert moment_of(HttpRequest()) == datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_otherwise_it_is_now(settings):
    settings.DEMO_TODAY = None

    before = timezone.now()
    assert before <= moment_of(HttpRequest()) <= timezone.now()


def test_the_browser_does_not_choose_the_language(browser: Client):
    page = browser.get("/gallery", headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert page.headers["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans">' in page.text


def test_the_switch_chooses_the_language(browser: Client):
    browser.post("/language", {"language": "en", "next": "/gallery"})

    page = browser.get("/gallery", headers={"Accept-Language": "zh-CN"})

    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en">' in page.text
    assert "Cookie" in page.headers["Vary"]


def test_an_unknown_language_is_chinese(browser: Client):
    browser.cookies["gongjian_language"] = "fr"

    assert browser.get("/gallery").headers["Content-Language"] == "zh-hans"
