"""Signing in and out; the doors of the demonstration."""

import pytest
from django.urls import reverse

from gongjian.civic.registry.models import Role
from tests.civic.pages import as_, cost, text
from tests.factories import (
    DAY,
    TODAY,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SIGN_IN, DEMO = reverse("registry:sign_in"), reverse("registry:demo_sign_in")
WORDS = "four old words"


@pytest.fixture
def user():
    user = UserFactory(username="zhixing")
    user.set_password(WORDS)
    user.save()
    return user


def who(client):
    return client.session.get("_auth_user_id")


def test_name_and_password_open_the_door(client, user):
    response = client.post(SIGN_IN, {"username": "zhixing", "password": WORDS})

    assert response.headers["Location"] == reverse("overview:home")
    assert who(client) == str(user.pk)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"username": "zhixing", "password": "wrong"}, "登录名和密码对不上"),
        ({"username": "nobody", "password": WORDS}, "登录名和密码对不上"),
        ({"username": "clock", "password": ""}, "请填密码。"),
        ({"username": "", "password": WORDS}, "请填登录名。"),
    ],
)
def test_otherwise_it_says_what_to_do(client, user, said, sentence):
    page = client.post(SIGN_IN, said).content.decode()

    assert sentence in page
    assert who(client) is None


def test_an_account_that_is_closed_does_not_open(client, user):
    user.is_active = False
    user.save()

    client.post(SIGN_IN, {"username": "zhixing", "password": WORDS})

    assert who(client) is None


@pytest.mark.parametrize(
    ("onward", "arrives"),
    [("/tasks/", "/tasks/"), ("https://elsewhere.example/", "/home"), ("//elsewhere.example", "/home")],
)
def test_one_comes_back_to_where_one_was_and_never_elsewhere(client, user, onward, arrives):
    response = client.post(SIGN_IN, {"username": "zhixing", "password": WORDS, "next": onward})

    assert response.headers["Location"] == arrives


def test_the_way_back_survives_a_mistake(client, user):
    page = client.post(SIGN_IN, {"username": "zhixing", "password": "wrong", "next": "/tasks/"}).content.decode()

    assert '<input type="hidden" name="next" value="/tasks/">' in page


def test_signing_out_needs_a_click(user):
    client = as_(user)

    assert client.get(reverse("registry:sign_out")).status_code == 405
    assert who(client) == str(user.pk)

    client.post(reverse("registry:sign_out"))

    assert who(client) is None


def test_outside_a_demonstration_there_are_no_doors(client, user):
    assert client.get(DEMO).status_code == 404
    assert client.post(DEMO, {"username": user.username}).status_code == 404
    assert "选一个身份" not in text(None, SIGN_IN)


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_a_demonstration_has_a_door_for_each_role(demo):
    unit = OrganisationFactory(name="知行中学")
    for user in (district_office(), street_office_of(unit.area), worker_of(unit.area), liaison_of(unit)):
        assert user.pk

    page = text(None, DEMO)

    for word in ("区牵头部门", "街道党建办", "社区党务工作者", "单位联络员", "知行中学", "本街道的单位"):
        assert word in page


def test_a_door_opens_without_a_password(demo, client):
    office = district_office()

    response = client.post(DEMO, {"username": office.username})

    assert response.headers["Location"] == reverse("overview:home")
    assert who(client) == str(office.pk)


def test_only_those_in_office_today_have_a_door(demo, client):
    former = OfficeFactory(valid_to=TODAY - DAY, role=Role.STREET_OFFICE).person.user
    for user in (former, UserFactory(), PersonFactory().user, OfficeFactory(person__user__is_active=False).person.user):
        assert client.post(DEMO, {"username": user.username}).status_code == 200
    assert client.post(DEMO, {"username": "clock"}).status_code == 200

    assert who(client) is None


def test_the_doors_cost_the_same_with_1_and_with_200_accounts(demo):
    unit = OrganisationFactory()
    liaison_of(unit)
    before = cost(None, DEMO)

    for _number in range(199):
        liaison_of(unit)

    assert cost(None, DEMO) == before
