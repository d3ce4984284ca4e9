"""The second step of signing in, the set-up for those who need one, and the link that invites."""

import html
import re
import secrets
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.accounts.models import Factor, Invitation, RecoveryCode, Session, User
from gongjian.accounts.recovery import hash_of
from gongjian.accounts.totp import code_at, new_key
from gongjian.civic.registry.actions import Proof, accept_proof
from gongjian.ledger.models import Access, Event
from gongjian.web.middleware import wall_clock
from tests.accounts.authenticator import Authenticator
from tests.factories import DAY, NOON, OrganisationFactory, UserFactory, district_office, liaison_of

pytestmark = pytest.mark.django_db
SIGN_IN, SECOND, HOME = reverse("registry:sign_in"), reverse("registry:second_step"), reverse("overview:home")
CHOOSE, CODES = reverse("registry:choose_factor"), reverse("registry:show_recovery_codes")
WORDS, NO_PROOF = "four Old words", "没有通过：验证码不对、已经用过，或者输错太多次暂时锁住了。"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Let no test wait for the slow hash that a real password gets."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def with_password(user):
    user.set_password(WORDS)
    user.password_changed_at = NOON - DAY
    user.save()
    return user


@pytest.fixture
def user():
    return with_password(UserFactory(username="zhixing"))


@pytest.fixture
def app(user):
    return Factor.objects.create(
        user=user, kind=Factor.Kind.TOTP, title="手机", secret=new_key(), added_at=NOON, counter=0
    )


def now_code(factor, steps=0):
    return code_at(factor.secret, wall_clock().timestamp() + 30 * steps)


def first_step(client, user, **more):
    return client.post(SIGN_IN, {"username": user.username, "password": WORDS, **more})


def who(client):
    return client.session.get("_auth_user_id")


def question_on(page):
    return html.unescape(re.search(r'data-question="([^"]+)"', page.content.decode())[1])


def test_the_password_alone_opens_nothing(client, user, app):
    assert first_step(client, user).headers["Location"] == SECOND

    assert client.get(HOME).status_code == 302
    assert who(client) is None
    assert Session.objects.get().user is None


def test_with_the_code_one_is_in_and_where_one_wanted_to_be(client, user, app):
    first_step(client, user, next="/tasks/")

    response = client.post(SECOND, {"code": now_code(app)})

    assert response.headers["Location"] == "/tasks/"
    assert who(client) == str(user.pk)
    assert Session.objects.get().is_second is True
    assert [row.kind for row in Access.objects.all()] == [Access.Kind.SIGN_IN]
    assert Event.objects.get().verb == "registry.use_factor"


def test_the_key_changes_at_each_step(client, user, app):
    client.get(SIGN_IN)
    first_step(client, user)
    between = client.cookies["sessionid"].value

    client.post(SECOND, {"code": now_code(app)})

    assert client.cookies["sessionid"].value != between
    thief = Client()
    thief.cookies["sessionid"] = between
    assert thief.get(HOME).status_code == 302
    assert thief.get(SECOND).headers["Location"] == SIGN_IN


def test_a_code_that_was_used_is_refused(client, user, app):
    code = now_code(app)
    first_step(client, user)
    client.post(SECOND, {"code": code})
    thief = Client()
    first_step(thief, user)

    page = thief.post(SECOND, {"code": code}).content.decode()

    assert NO_PROOF in page
    assert who(thief) is None


def test_two_at_once_with_one_code_only_one_is_in(user, app, monkeypatch):
    proof, moment = Proof(code=now_code(app)), wall_clock()
    stale = list(Factor.objects.in_use())
    monkeypatch.setattr("gongjian.civic.registry.actions.sign_in.factors_of", lambda user: list(stale))

    assert accept_proof(user, proof, at=NOON, now=moment)
    stale[0].counter = 0  # the other request read the row before the first one wrote it
    assert not accept_proof(user, proof, at=NOON, now=moment)


def test_wrong_codes_lock_like_wrong_passwords(client, user, app):
    first_step(client, user)
    for _guess in range(5):
        client.post(SECOND, {"code": "000000" if now_code(app) != "000000" else "000001"})

    page = client.post(SECOND, {"code": now_code(app)}).content.decode()

    assert NO_PROOF in page
    assert who(client) is None
    assert Access.objects.filter(kind=Access.Kind.LOCKED, user=user).count() == 1


def test_the_password_again_does_not_buy_more_guesses(client, user, app):
    for _round in range(5):
        first_step(client, user)
        client.post(SECOND, {"code": "12"})

    assert first_step(client, user).status_code == 200


def test_a_code_on_paper_opens_once(client, user, app):
    RecoveryCode.objects.create(user=user, hash=hash_of(user.pk, "WTGE-ZDWE-VHGY"))
    first_step(client, user)
    assert client.post(SECOND, {"code": "wtge zdwe vhgy"}).headers["Location"] == HOME

    again = Client()
    first_step(again, user)
    page = again.post(SECOND, {"code": "WTGE-ZDWE-VHGY"}).content.decode()

    assert NO_PROOF in page
    assert who(again) is None


def test_the_code_of_somebody_else_is_no_proof(client, user, app):
    other = UserFactory()
    RecoveryCode.objects.create(user=other, hash=hash_of(other.pk, "WTGE-ZDWE-VHGY"))
    first_step(client, user)

    assert NO_PROOF in client.post(SECOND, {"code": "WTGE-ZDWE-VHGY"}).content.decode()


@pytest.mark.parametrize(
    "said", [{"code": "x" * 100_000}, {"code": "\x00" * 6}, {"answer": "{" * 50_000}, {"code": ""}]
)
def test_nonsense_is_refused_in_words(client, user, app, said):
    first_step(client, user)

    response = client.post(SECOND, said)

    assert response.status_code == 200
    assert who(client) is None


def test_a_factor_taken_away_proves_nothing(client, user, app):
    other = Factor.objects.create(user=user, kind=Factor.Kind.TOTP, title="旧", secret=new_key(), added_at=NOON)
    code = now_code(other)
    Factor.objects.filter(pk=other.pk).update(removed_at=NOON, secret=None, salt=None)
    first_step(client, user)

    assert NO_PROOF in client.post(SECOND, {"code": code}).content.decode()


@pytest.mark.parametrize("name", ["choose_factor", "add_app", "add_passkey", "show_recovery_codes", "choose_password"])
def test_the_second_step_cannot_be_gone_around(client, user, app, name):
    address = reverse(f"registry:{name}")
    first_step(client, user)

    assert client.get(address).headers["Location"] == SECOND
    client.post(address, {"code": "1", "password": "Kx9!mmpq", "again": "Kx9!mmpq"})
    user.refresh_from_db()
    assert user.check_password(WORDS)
    assert Factor.objects.count() == 1


def test_between_the_steps_a_lock_or_another_password_ends_it(client, user, app):
    first_step(client, user)
    User.objects.filter(pk=user.pk).update(locked_at=NOON)
    assert client.get(SECOND).headers["Location"] == SIGN_IN

    User.objects.filter(pk=user.pk).update(locked_at=None)
    user.set_password("Other words 9")
    user.save()
    assert client.get(SECOND).headers["Location"] == SIGN_IN


def test_a_passkey_opens(user, settings):
    client, device = Client(), Authenticator("http://localhost", "localhost")
    office = with_password(district_office())
    first = client.post(SIGN_IN, {"username": office.username, "password": WORDS}, headers={"host": "localhost"})
    assert first.headers["Location"] == CHOOSE
    add = reverse("registry:add_passkey")
    answer = device.make(question_on(client.get(add, headers={"host": "localhost"})))
    assert client.post(add, {"answer": answer}, headers={"host": "localhost"}).headers["Location"] == CODES
    assert client.post(CODES, headers={"host": "localhost"}).headers["Location"] == HOME

    again = Client()
    again.post(SIGN_IN, {"username": office.username, "password": WORDS}, headers={"host": "localhost"})
    signed = device.sign(question_on(again.get(SECOND, headers={"host": "localhost"})))
    assert again.post(SECOND, {"answer": signed}, headers={"host": "localhost"}).headers["Location"] == HOME

    third = Client()
    third.post(SIGN_IN, {"username": office.username, "password": WORDS}, headers={"host": "localhost"})
    third.get(SECOND, headers={"host": "localhost"})
    assert NO_PROOF in third.post(SECOND, {"answer": signed}, headers={"host": "localhost"}).content.decode()


def test_an_office_of_the_staff_sets_up_a_second_proof_before_it_is_in(client):
    office = with_password(district_office())
    add = reverse("registry:add_app")
    assert first_step(client, office).headers["Location"] == CHOOSE
    assert client.get(HOME).status_code == 302

    page = client.get(add).content.decode()
    key = "".join(re.findall(r"<span>(\w{4})</span>", re.search(r'class="key[^>]*>(.*?)</p>', page)[1]))
    assert "对不上" in client.post(add, {"code": "12"}).content.decode()
    assert client.post(add, {"code": code_at(key, wall_clock().timestamp())}).headers["Location"] == CODES
    codes = re.findall(r"<li>([\w-]{14})</li>", client.get(CODES).content.decode())
    assert len(codes) == 10
    assert client.post(CODES).headers["Location"] == HOME

    factor = Factor.objects.get()
    assert (factor.user, factor.secret, who(client)) == (office, key, str(office.pk))
    assert {row.hash for row in RecoveryCode.objects.all()} == {hash_of(office.pk, code) for code in codes}
    assert not any(code in Session.objects.get().session_data for code in codes)


def test_those_of_a_unit_need_none_and_no_one_needs_one_when_it_is_off(client, settings):
    assert first_step(client, with_password(liaison_of(OrganisationFactory()))).headers["Location"] == HOME

    settings.SECOND_FACTOR = "none"
    assert first_step(client, with_password(district_office())).headers["Location"] == HOME


def test_when_all_need_one_a_liaison_does_too(client, settings):
    settings.SECOND_FACTOR = "all"

    assert first_step(client, with_password(liaison_of(OrganisationFactory()))).headers["Location"] == CHOOSE


@pytest.fixture
def invited():
    token = secrets.token_urlsafe(32)
    user = UserFactory(username="xinren")
    made = Invitation.objects.create(user=user, token_hash=Invitation.hash_of(token), expires_at=NOON + DAY)
    return reverse("registry:redeem_invitation", args=[token]), made


NEW = {"password": "Kx9!mmpq", "again": "Kx9!mmpq"}


def test_an_invitation_leads_in_once(client, invited):
    address, invitation = invited
    assert "xinren" in client.get(address).content.decode()

    assert client.post(address, NEW).headers["Location"] == HOME

    assert who(client) == str(invitation.user.pk)
    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "registry.change_password",
        "registry.redeem_invitation",
    ]
    again = Client().post(address, {"password": "Other9!words", "again": "Other9!words"})
    assert (again.status_code, "不能用了" in again.content.decode()) == (404, True)
    invitation.user.refresh_from_db()
    assert invitation.user.check_password("Kx9!mmpq")


def test_an_invitation_does_not_go_around_the_second_step(client, invited):
    address, invitation = invited
    Factor.objects.create(user=invitation.user, kind=Factor.Kind.TOTP, title="手机", secret=new_key(), added_at=NOON)

    assert client.post(address, NEW).headers["Location"] == SECOND
    assert who(client) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: Invitation.objects.update(expires_at=NOON - timedelta(hours=3)),
        lambda row: Invitation.objects.update(used_at=NOON - DAY),
        lambda row: User.objects.filter(pk=row.user_id).update(locked_at=NOON),
        lambda row: User.objects.filter(pk=row.user_id).update(is_active=False),
    ],
)
def test_an_invitation_too_old_used_or_of_a_stopped_account_opens_nothing(client, invited, spoil):
    address, invitation = invited
    spoil(invitation)

    assert client.get(address).status_code == 404
    assert client.post(address, NEW).status_code == 404
    invitation.user.refresh_from_db()
    assert not invitation.user.has_usable_password()


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "' OR 1=1"])
def test_a_guessed_link_opens_nothing(client, invited, token):
    assert client.get(f"/join/{token}").status_code == 404


def test_the_link_is_not_in_the_database(invited):
    address, invitation = invited

    assert invitation.token_hash not in address


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"password": "Kx9!mmpq", "again": "Kx9!mmpx"}, "两遍输的不一样"),
        ({"password": "short", "again": "short"}, "密码至少 8 位"),
        ({"password": "Xinren9!abc", "again": "Xinren9!abc"}, "密码里不要带登录名"),
        ({"password": "Kx9!\x00mmpq", "again": "Kx9!\x00mmpq"}, "认不出的字符"),
        ({"password": "Kx9!" * 10_000, "again": "Kx9!" * 10_000}, "太长了"),
    ],
)
def test_a_password_that_does_not_do_is_refused_in_words(client, invited, said, sentence):
    address, invitation = invited

    assert sentence in client.post(address, said).content.decode()
    invitation.refresh_from_db()
    assert invitation.used_at is None
