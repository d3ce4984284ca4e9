import pytest
from django.test import Client


def test_large_type_goes_on_and_off(browser: Client):
    browser.post("/type", {"type": "large", "next": "/gallery"})
    large = browser.get("/gallery").text
    browser.post("/type", {"type": "", "next": "/gallery"})
    ordinary = browser.get("/gallery").text

    assert '<html lang="zh-Hans" class="large">' in large
    assert '<html lang="zh-Hans">' in ordinary


@pytest.mark.parametrize("path", ["/language", "/type"])
@pytest.mark.parametrize(
    ("onward", "leads_to"),
    [
        ("/results/?street=410102", "/results/?street=410102"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_switch_returns_to_a_page_of_ours(browser: Client, path: str, onward: str, leads_to: str):
    answer = browser.post(path, {"next": onward})

    assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)


@pytest.mark.parametrize("path", ["/language", "/type"])
def test_a_switch_is_not_a_link(browser: Client, path: str):
    assert browser.get(path).status_code == 405


def test_the_choice_is_kept_out_of_scripts_and_for_a_year(browser: Client):
    cookie = browser.post("/language", {"language": "en"}).cookies["gongjian_language"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31_536_000)
