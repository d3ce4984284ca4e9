"""Signing in from elsewhere and tying one's account, from the first click to the last page, and all that goes wrong."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from gongjian.accounts.models import Factor, Identity, User
from gongjian.accounts.providers import PROVIDERS, keyed
from gongjian.civic.registry.views import entrance
from gongjian.ledger.models import Access, Event
from gongjian.web.middleware import wall_clock
from tests.accounts.elsewhere import Elsewhere, opened
from tests.civic.pages import as_
from tests.factories import NOON, OfficeFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
ALL = sorted(PROVIDERS)
SUBJECT = "union-4711"


@pytest.fixture
def elsewhere(settings) -> Iterator[Elsewhere]:
    """Yield a provider that runs while the test does, and is set up for all three."""
    provider, server = opened()
    settings.PROVIDERS = provider.settings()
    yield provider
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Let no test wait for the slow hash that a real password gets."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def liaison():
    """Return an account of a unit: it may do without a second proof."""
    unit = OrganisationFactory()
    office = OfficeFactory(role="UNIT_LIAISON", area=None, organisation=unit)
    User.objects.filter(pk=office.person.user_id).update(password_changed_at=wall_clock())
    office.person.user.set_password("long and secret")
    office.person.user.save()
    return office.person.user


def tied(key, subject=SUBJECT):
    """Return an account that is tied to somebody at the provider."""
    user = liaison()
    Identity.objects.create(user=user, provider=key, subject_hash=keyed(PROVIDERS[key], subject), linked_at=NOON)
    return user


def left(browser, key, query=""):
    """Go to the provider to sign in; return the address there."""
    answer = browser.get(reverse("registry:sign_in_elsewhere", args=[key]) + query)
    assert answer.status_code == 302
    return answer.headers["Location"]


def back(browser, url):
    """Come back from the provider."""
    parts = urlsplit(url)
    return browser.get(f"{parts.path}?{parts.query}")


def is_in(browser):
    return SESSION_KEY in browser.session


@pytest.mark.parametrize("key", ALL)
def test_a_tied_account_signs_in_from_elsewhere(elsewhere, key):
    user, browser = tied(key), Client()

    answer = back(browser, elsewhere.agree(left(browser, key, "?next=/account"), SUBJECT))

    assert answer.headers["Location"] == "/account"
    assert browser.session[SESSION_KEY] == str(user.pk)
    assert Access.objects.get().kind == "SIGN_IN"


def test_the_second_proof_is_still_asked_for(elsewhere):
    user, browser = tied("feishu"), Client()
    Factor.objects.create(user=user, kind=Factor.Kind.TOTP, title="手机", secret="JBSWY3DPEHPK3PXP", added_at=NOON)

    answer = back(browser, elsewhere.agree(left(browser, "feishu"), SUBJECT))

    assert answer.headers["Location"] == reverse("registry:second_step")
    assert not is_in(browser)


def test_somebody_whom_nobody_tied_does_not_get_in(elsewhere):
    tied("dingtalk", "another")
    browser = Client()

    answer = back(browser, elsewhere.agree(left(browser, "dingtalk"), SUBJECT))

    assert answer.status_code == 403
    assert "还没有绑定" in answer.content.decode()
    assert not is_in(browser)
    assert (Access.objects.get().kind, Access.objects.get().reason) == ("FAILED", "钉钉")


@pytest.mark.parametrize("said", [{"locked_at": NOON}, {"is_active": False}])
def test_a_stopped_account_does_not_get_in(elsewhere, said):
    user, browser = tied("dingtalk"), Client()
    User.objects.filter(pk=user.pk).update(**said)

    answer = back(browser, elsewhere.agree(left(browser, "dingtalk"), SUBJECT))

    assert "已经停用，或者暂时锁住" in answer.content.decode()
    assert not is_in(browser)


def test_a_state_that_is_not_this_browsers_is_refused(elsewhere):
    tied("dingtalk")
    mine, theirs = Client(), Client()
    left(mine, "dingtalk")
    stolen = elsewhere.agree(left(theirs, "dingtalk"), SUBJECT)

    for browser in (mine, Client()):
        answer = back(browser, stolen)
        assert "不是从这个浏览器开始的" in answer.content.decode()
        assert not is_in(browser)
    assert elsewhere.asked == []


def test_a_return_is_good_once_and_for_its_own_provider(elsewhere):
    tied("dingtalk")
    browser = Client()
    url = elsewhere.agree(left(browser, "dingtalk"), SUBJECT)
    wrong = url.replace("/dingtalk/", "/feishu/")

    assert "不是从这个浏览器开始的" in back(browser, wrong).content.decode()
    assert "不是从这个浏览器开始的" in back(browser, url).content.decode()
    assert not is_in(browser)


def test_who_stays_away_too_long_starts_again(elsewhere, monkeypatch):
    tied("dingtalk")
    browser = Client()
    monkeypatch.setattr("gongjian.civic.registry.views.providers.PATIENCE", -timedelta(seconds=1))
    url = elsewhere.agree(left(browser, "dingtalk"), SUBJECT)

    assert "超过 10 分钟" in back(browser, url).content.decode()


@pytest.mark.parametrize("said", ["error=access_denied&", ""])
def test_who_does_not_agree_is_told_that_nothing_changed(elsewhere, said):
    browser = Client()
    left(browser, "feishu")
    state = browser.session["left"]["state"]

    answer = browser.get(f"{reverse('registry:come_back', args=['feishu'])}?{said}state={state}")

    assert "没有同意，什么都没有改动" in answer.content.decode()
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    ("mood", "subject", "says"),
    [
        ("down", SUBJECT, "企业微信没有应答"),
        ("nonsense", SUBJECT, "企业微信没有应答"),
        ("well", "stranger-1", "不是这家企业微信里的成员"),
    ],
)
def test_what_goes_wrong_there_is_said_here(elsewhere, mood, subject, says):
    browser = Client()
    url = elsewhere.agree(left(browser, "wecom"), subject)
    elsewhere.mood = mood

    answer = back(browser, url)

    assert answer.status_code == 403
    assert says in answer.content.decode()


def test_a_forged_code_and_a_wrong_secret_are_said_apart(elsewhere, settings):
    browser = Client()
    for key, code, says in (("dingtalk", "forged", "不认这一次的登录"), ("wecom", "any", "设置不对")):
        settings.PROVIDERS["wecom"]["secret"] = "wrong"
        left(browser, key)
        state = browser.session["left"]["state"]
        answer = browser.get(f"{reverse('registry:come_back', args=[key])}?code={code}&state={state}")
        assert says in answer.content.decode()


def test_an_account_is_tied_after_the_password_was_given_once_more(elsewhere):
    user = liaison()
    browser = as_(user)
    url = reverse("registry:link_identity", args=["feishu"])

    asked = browser.post(url)
    assert asked.headers["Location"].startswith(reverse("registry:confirm_identity"))
    session = browser.session
    session[entrance.PROVED] = wall_clock().timestamp()
    session.save()
    page = browser.post(url).content.decode()
    there = page.split('class="btn primary" href="')[1].split('"')[0].replace("&amp;", "&")
    answer = back(browser, elsewhere.agree(there, SUBJECT))

    assert answer.headers["Location"] == reverse("registry:show_account")
    identity = Identity.objects.get()
    assert (identity.user, identity.provider) == (user, "feishu")
    assert identity.subject_hash == keyed(PROVIDERS["feishu"], SUBJECT)
    assert SUBJECT not in str(list(Event.objects.values())) + str(list(Identity.objects.values()))
    assert "已绑定" in browser.get(reverse("registry:show_account")).content.decode()
    browser.post(reverse("registry:unlink_identity", args=["feishu"]))
    assert not Identity.objects.exists()


def test_what_one_account_began_does_not_tie_another(elsewhere):
    first, second = liaison(), liaison()
    browser = as_(first)
    session = browser.session
    session[entrance.PROVED] = wall_clock().timestamp()
    session.save()
    page = browser.post(reverse("registry:link_identity", args=["feishu"])).content.decode()
    there = page.split('class="btn primary" href="')[1].split('"')[0].replace("&amp;", "&")
    kept = browser.session["left"]
    browser.force_login(second)
    session = browser.session
    session["left"] = kept
    session.save()

    answer = back(browser, elsewhere.agree(there, SUBJECT))

    assert "不是现在登录的账号" in answer.content.decode()
    assert not Identity.objects.exists()


def test_strangers_tie_nothing(elsewhere):
    assert Client().post(reverse("registry:link_identity", args=["feishu"])).status_code == 302
    assert Client().post(reverse("registry:unlink_identity", args=["feishu"])).status_code == 302
    assert not Identity.objects.exists()


def test_the_sign_in_page_offers_what_is_set_up(elsewhere, settings):
    page = Client().get(f"{reverse('registry:sign_in')}?next=/account?a=1%26b=2").content.decode()

    for key in ALL:
        assert f'href="/sign-in/with/{key}?next=/account%3Fa%3D1%26b%3D2"' in page.replace("%2F", "/")
    settings.PROVIDERS = {}
    assert "sign-in/with" not in Client().get(reverse("registry:sign_in")).content.decode()
    for name in ("sign_in_elsewhere", "come_back"):
        assert Client().get(reverse(f"registry:{name}", args=["feishu"])).status_code == 404


def test_the_address_to_come_back_to_is_the_one_the_world_sees(elsewhere, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://testserver"]

    assert "redirect_uri=https%3A%2F%2Ftestserver%2Fsign-in%2Fwith%2Ffeishu%2Fback" in left(Client(), "feishu")
