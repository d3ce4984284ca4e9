"""DingTalk, WeCom and Feishu against a provider of our own: what is asked, what comes back, what may go wrong."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from gongjian.accounts import providers
from gongjian.accounts.providers import (
    PROVIDERS,
    CodeNotAccepted,
    NoAnswer,
    NotOneOfTheirs,
    NotSetUp,
    challenge_of,
    keyed,
    lacking,
    leaving,
    offered,
    subject_of,
)
from tests.accounts.elsewhere import Elsewhere, opened

BACK = "https://gongjian.example/sign-in/with/{}/back"
VERIFIER = "v" * 43
ALL = sorted(PROVIDERS)


@pytest.fixture
def elsewhere(settings) -> Iterator[Elsewhere]:
    """Yield a provider that runs while the test does, and is set up for all three."""
    provider, server = opened()
    settings.PROVIDERS = provider.settings()
    yield provider
    server.shutdown()
    server.server_close()


def agreed(elsewhere, key, subject="somebody"):
    """Return the code with which somebody who agreed comes back."""
    url = leaving(PROVIDERS[key], back=BACK.format(key), state="a state", verifier=VERIFIER)
    said = parse_qs(urlsplit(elsewhere.agree(url, subject)).query)
    assert said["state"] == ["a state"]
    return said[PROVIDERS[key].code][0]


def asked(key, code, verifier=VERIFIER):
    return subject_of(PROVIDERS[key], code=code, back=BACK.format(key), verifier=verifier)


@pytest.mark.parametrize("key", ALL)
def test_a_code_becomes_the_stable_id(elsewhere, key):
    assert asked(key, agreed(elsewhere, key, "union-4711")) == "union-4711"


@pytest.mark.parametrize("key", ALL)
def test_a_code_is_good_once_and_a_forged_one_never(elsewhere, key):
    code = agreed(elsewhere, key)
    asked(key, code)

    for wrong in (code, "forged"):
        with pytest.raises(CodeNotAccepted):
            asked(key, wrong)


def test_feishu_wants_the_verifier_of_the_challenge(elsewhere):
    with pytest.raises(CodeNotAccepted):
        asked("feishu", agreed(elsewhere, "feishu"), verifier="another")


def test_a_stranger_to_the_wecom_of_the_district_is_told_apart(elsewhere):
    with pytest.raises(NotOneOfTheirs):
        asked("wecom", agreed(elsewhere, "wecom", "stranger-1"))


def test_a_wrong_secret_is_a_wrong_setting(elsewhere, settings):
    settings.PROVIDERS["wecom"]["secret"] = "wrong"

    with pytest.raises(NotSetUp):
        asked("wecom", "any")


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("mood", ["down", "nonsense", "list", "slow"])
def test_a_provider_that_does_not_answer_well_is_not_waited_for(elsewhere, monkeypatch, key, mood):
    monkeypatch.setattr(providers, "PATIENCE", 0.2)
    code = agreed(elsewhere, key)
    elsewhere.mood = mood

    with pytest.raises(NoAnswer):
        asked(key, code)


@pytest.mark.parametrize("key", ALL)
def test_a_provider_that_is_gone_is_not_waited_for(settings, key):
    provider, server = opened()
    settings.PROVIDERS = provider.settings()
    server.shutdown()
    server.server_close()

    with pytest.raises(NoAnswer):
        asked(key, "any")


@pytest.mark.parametrize("key", ALL)
def test_our_secret_follows_no_redirection(elsewhere, key):
    code = agreed(elsewhere, key)
    elsewhere.mood = "astray"

    with pytest.raises((CodeNotAccepted, NotSetUp)):
        asked(key, code)

    assert elsewhere.asked.count("/elsewhere") == 0


@pytest.mark.parametrize("url", ["http://provider.example", "ftp://127.0.0.1", "file:///etc/passwd", "//127.0.0.1"])
def test_a_secret_travels_by_https_alone_except_on_this_machine(settings, url):
    settings.PROVIDERS = {"dingtalk": {"id": "i", "secret": "s", "api_url": url}}

    with pytest.raises(NotSetUp):
        asked("dingtalk", "any")


def test_the_real_addresses_are_https():
    assert all(url.startswith("https://") for one in PROVIDERS.values() for url in (one.login_url, one.api_url))


def test_a_provider_is_offered_once_it_has_all_it_needs(settings):
    settings.PROVIDERS = {"wecom": {"id": "i", "secret": "s", "agent": ""}, "feishu": {"id": "i", "secret": "s"}}

    assert [one.key for one in offered()] == ["feishu"]
    assert lacking(PROVIDERS["wecom"]) == ["GONGJIAN_WECOM_AGENT"]
    assert lacking(PROVIDERS["dingtalk"]) == ["GONGJIAN_DINGTALK_ID", "GONGJIAN_DINGTALK_SECRET"]


def test_the_challenge_is_that_of_the_standard():
    """The example of RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_an_id_is_kept_as_a_hash_of_this_installation_and_provider_alone(settings):
    first = keyed(PROVIDERS["wecom"], "zhangsan")

    assert len(first) == 64
    assert keyed(PROVIDERS["wecom"], "zhangsan") == first
    assert keyed(PROVIDERS["feishu"], "zhangsan") != first
    settings.PRIVATE_KEY = "another installation"
    assert keyed(PROVIDERS["wecom"], "zhangsan") != first
