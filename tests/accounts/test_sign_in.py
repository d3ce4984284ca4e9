"""Who gets in by password, and that time and answers tell a guesser nothing."""

import pytest
from django.contrib.auth import authenticate, get_user
from django.test import Client, RequestFactory

from gongjian.accounts.models import User
from gongjian.accounts.sign_in import Password
from tests.factories import OrganisationFactory, UserFactory, liaison_of

pytestmark = pytest.mark.django_db
SECRET = "long and secret"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Let no test wait for the slow hash that a real password gets."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def user():
    """Return somebody with a password."""
    made = UserFactory(username="zhang")
    made.set_password(SECRET)
    made.save()
    return made


def entered(**said):
    return authenticate(RequestFactory().post("/"), **said)


def test_name_and_password_open(user):
    assert entered(username="zhang", password=SECRET) == user


@pytest.mark.parametrize(
    "said",
    [
        {"username": "zhang", "password": "long and wrong"},
        {"username": "zhang", "password": ""},
        {"username": "zhang"},
        {"username": "ZHANG", "password": SECRET},
        {"username": "li", "password": SECRET},
        {"username": "", "password": SECRET},
        {"password": SECRET},
        {},
    ],
)
def test_nothing_else_does(user, said):
    assert entered(**said) is None


def test_a_closed_account_stays_shut(user):
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert entered(username="zhang", password=SECRET) is None


@pytest.mark.parametrize("who", [User.objects.clock, User.objects.public])
@pytest.mark.parametrize("password", ["", "!", SECRET, None])
def test_the_systems_own_users_never_sign_in(who, password):
    system = who()

    assert not system.has_usable_password()
    assert entered(username=system.username, password=password) is None
    assert entered(username=system.username, password=system.password) is None


def test_who_is_signed_in_is_out_once_the_account_is_closed(user):
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    assert get_user(request) == user

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert get_user(request).is_anonymous
    assert Password().get_user(user.pk) is None


def test_an_unknown_name_costs_the_same_work(user, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))

    entered(username="nobody here", password="a guess")

    assert hashed == ["a guess"]


def test_the_back_end_knows_no_permissions():
    liaison = liaison_of(OrganisationFactory())

    assert not hasattr(liaison, "is_superuser")
    assert Password().get_all_permissions(liaison) == set()
    assert not Password().has_perm(liaison, "tasks.accept_task")


def test_a_password_is_kept_as_a_hash(user):
    assert SECRET not in user.password
    assert user.check_password(SECRET)


def test_another_password_ends_every_session(user):
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    user.set_password("something else")
    user.save()

    assert get_user(request).is_anonymous
