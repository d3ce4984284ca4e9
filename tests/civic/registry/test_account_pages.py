"""The page of the own account and what can be done from it."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.accounts.models import Factor, RecoveryCode, Session
from gongjian.accounts.recovery import hash_of
from gongjian.accounts.totp import code_at, new_key
from gongjian.ledger.models import Access, Event
from gongjian.web.middleware import wall_clock
from tests.accounts.authenticator import Authenticator
from tests.civic.pages import as_, cost, text
from tests.factories import DAY, NOON, UserFactory, district_office

pytestmark = pytest.mark.django_db
ACCOUNT, CONFIRM = reverse("registry:show_account"), reverse("registry:confirm_identity")
CHANGE, END = reverse("registry:change_password"), reverse("registry:end_sessions")
CHOOSE, APP = reverse("registry:choose_factor"), reverse("registry:add_app")
CODES, RENEW = reverse("registry:show_recovery_codes"), reverse("registry:renew_recovery_codes")
WORDS, NEW = "four Old words", "Kx9!mmpq"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Let no test wait for the slow hash that a real password gets."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def user():
    user = district_office()
    user.username, user.password_changed_at = "zhixing", NOON - DAY
    user.set_password(WORDS)
    user.save()
    return user


def factor_of(user, **more):
    facts = {"kind": Factor.Kind.TOTP, "title": "办公室手机", "secret": new_key(), "added_at": NOON, **more}
    return Factor.objects.create(user=user, **facts)


def confirmed(user):
    client = as_(user)
    client.post(CONFIRM, {"present": WORDS})
    return client


def test_it_shows_the_own_name_posts_factors_and_sessions(user):
    user.person.name = "张三"
    user.person.save()
    factor_of(user)

    page = text(user, ACCOUNT)

    for word in ("张三", "zhixing", "区牵头部门", "办公室手机", "手机验证码", "没有备用码了", "这里", "换密码"):
        assert word in page


def test_it_is_for_those_who_are_in():
    for address in (ACCOUNT, CONFIRM, CHANGE, CHOOSE, APP, CODES, reverse("registry:add_passkey")):
        assert Client().get(address).headers["Location"] == f"{reverse('registry:sign_in')}?next={address}"


def test_it_costs_the_same_with_1_and_with_200_factors_and_sessions(user):
    factor_of(user)
    before = cost(user, ACCOUNT)

    for number in range(199):
        factor_of(user, title=f"{number}")
        as_(user)

    assert cost(user, ACCOUNT) == before


def test_nothing_of_somebody_else_is_shown(user):
    factor_of(UserFactory(), title="别人的钥匙")

    assert "别人的钥匙" not in text(user, ACCOUNT)


def test_the_password_is_changed_with_the_present_one(user):
    client, elsewhere = as_(user), as_(user)

    wrong = client.post(CHANGE, {"present": "wrong", "password": NEW, "again": NEW}).content.decode()
    done = client.post(CHANGE, {"present": WORDS, "password": NEW, "again": NEW})

    assert "密码不对" in wrong
    assert done.headers["Location"] == ACCOUNT
    assert client.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_guessing_the_present_password_locks_too(user):
    client = as_(user)
    for _guess in range(5):
        client.post(CHANGE, {"present": "wrong", "password": NEW, "again": NEW})

    client.post(CHANGE, {"present": WORDS, "password": NEW, "again": NEW})

    user.refresh_from_db()
    assert user.check_password(WORDS)
    assert Access.objects.filter(kind=Access.Kind.LOCKED).count() == 1


@pytest.mark.parametrize("name", ["choose_factor", "add_app", "add_passkey", "show_recovery_codes"])
def test_what_protects_the_account_asks_who_it_is_once_more(user, name):
    address = reverse(f"registry:{name}")

    assert as_(user).get(address).headers["Location"] == f"{CONFIRM}?next={address.replace('/', '%2F')}"
    assert as_(user).post(RENEW).headers["Location"] == f"{CONFIRM}?next=%2Faccount"
    assert not RecoveryCode.objects.exists()


def test_the_password_confirms_and_leads_on(user):
    client = as_(user)

    assert "密码不对" in client.post(CONFIRM, {"present": "wrong", "next": CHOOSE}).content.decode()
    assert client.get(CHOOSE).status_code == 302
    assert client.post(CONFIRM, {"present": WORDS, "next": CHOOSE}).headers["Location"] == CHOOSE
    assert client.get(CHOOSE).status_code == 200


def test_a_code_confirms_and_leads_nowhere_else(user):
    factor = factor_of(user)
    code = code_at(factor.secret, wall_clock().timestamp())
    client = as_(user)

    assert client.post(CONFIRM, {"code": code, "next": "//evil.example"}).headers["Location"] == "/home"
    assert client.get(CHOOSE).status_code == 200
    assert as_(user).post(CONFIRM, {"code": code}).status_code == 200


def test_ten_minutes_later_it_asks_again(user):
    client = confirmed(user)
    session = client.session
    session["proved"] -= 601
    session.save()

    assert client.get(CHOOSE).status_code == 302


def test_an_app_is_added_and_the_codes_are_shown_until_they_are_copied(user):
    client = confirmed(user)
    page = client.get(APP).content.decode()
    key = "".join(re.findall(r"<span>(\w{4})</span>", re.search(r'class="key[^>]*>(.*?)</p>', page)[1]))
    assert key not in client.session.encode(dict(client.session))

    assert client.post(APP, {"code": code_at(key, wall_clock().timestamp())}).headers["Location"] == CODES

    codes = re.findall(r"<li>([\w-]{14})</li>", client.get(CODES).content.decode())
    assert {row.hash for row in RecoveryCode.objects.all()} == {hash_of(user.pk, code) for code in codes}
    assert client.post(CODES).headers["Location"] == ACCOUNT
    assert client.get(CODES).headers["Location"] == ACCOUNT


def test_the_code_that_added_an_app_is_used_up(user):
    client = confirmed(user)
    page = client.get(APP).content.decode()
    key = "".join(re.findall(r"<span>(\w{4})</span>", re.search(r'class="key[^>]*>(.*?)</p>', page)[1]))
    code = code_at(key, wall_clock().timestamp())
    client.post(APP, {"code": code})

    assert as_(user).post(CONFIRM, {"code": code}).status_code == 200
    assert Access.objects.filter(kind=Access.Kind.FAILED).count() == 1


def test_a_passkey_is_added_under_the_name_it_was_given(user):
    device, client = Authenticator("http://localhost", "localhost"), confirmed(user)
    add = reverse("registry:add_passkey")
    page = client.get(add, headers={"host": "localhost"}).content.decode()
    answer = device.make(html.unescape(re.search(r'data-question="([^"]+)"', page)[1]))

    client.post(add, {"answer": answer, "title": "蓝色钥匙"}, headers={"host": "localhost"})
    again = client.post(add, {"answer": answer, "title": "又一次"}, headers={"host": "localhost"}).content.decode()

    assert Factor.objects.get().title == "蓝色钥匙"
    assert "没有建成" in again


def test_a_factor_is_removed_by_its_owner_only(user):
    own, foreign = factor_of(user), factor_of(UserFactory())
    client = confirmed(user)
    assert "这是最后一种" in client.get(reverse("registry:remove_factor", args=[own.pk])).content.decode()

    assert client.post(reverse("registry:remove_factor", args=[own.pk])).headers["Location"] == ACCOUNT
    assert client.post(reverse("registry:remove_factor", args=[foreign.pk])).status_code == 404
    assert list(Factor.objects.in_use()) == [foreign]


def test_new_codes_make_the_old_ones_useless(user):
    factor_of(user)
    RecoveryCode.objects.create(user=user, hash=hash_of(user.pk, "WTGE-ZDWE-VHGY"))
    client = confirmed(user)

    assert client.post(RENEW).headers["Location"] == CODES

    assert RecoveryCode.objects.count() == 10
    assert as_(user).post(CONFIRM, {"code": "WTGE-ZDWE-VHGY"}).status_code == 200


def test_another_session_is_ended_and_closed_at_the_next_page(user):
    client, elsewhere = as_(user), as_(user)
    row = Session.objects.exclude(pk=client.session.own_key).get()

    client.post(END, {"only": row.pk})

    assert elsewhere.get(ACCOUNT).status_code == 302
    assert client.get(ACCOUNT).status_code == 200


def test_all_others_are_ended_and_this_one_stays(user):
    client, others = as_(user), [as_(user), as_(user)]

    client.post(END)

    assert [one.get(ACCOUNT).status_code for one in (client, *others)] == [200, 302, 302]


def test_without_password_and_factor_it_says_whom_to_ask():
    page = text(UserFactory(), CONFIRM)

    assert "没法确认" in page
    assert "安全管理员" in page


def test_no_page_may_be_kept_by_the_browser(user):
    factor_of(user)
    client = confirmed(user)
    for address in (ACCOUNT, CHANGE, CONFIRM, CHOOSE, APP, reverse("registry:sign_in")):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_no_secret_is_in_an_event(user):
    client = confirmed(user)
    client.post(CHANGE, {"present": WORDS, "password": NEW, "again": NEW})

    assert NEW not in str(list(Event.objects.values_list("changes", flat=True)))
    user.refresh_from_db()
    assert user.password not in str(list(Event.objects.values_list("changes", flat=True)))
