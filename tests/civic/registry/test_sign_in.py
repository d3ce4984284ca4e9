"""Signing in by name and password, and out; the doors of the demonstration."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.accounts.models import Session, User
from gongjian.civic.registry.actions import weigh
from gongjian.civic.registry.models import Role
from gongjian.ledger.models import Access
from tests.civic.pages import as_, cost, text
from tests.factories import (
    DAY,
    NOON,
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
WORDS = "four Old words"
NO_ENTRY = "登录名或密码不对，或者输错太多次暂时锁住了"
OPENING = NOON - timedelta(hours=3)  # the moment of every request of these tests
WINDOW, MINUTE = timedelta(minutes=15), timedelta(minutes=1)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Let no test wait for the slow hash that a real password gets."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def user():
    user = UserFactory(username="zhixing", password_changed_at=NOON - DAY)
    user.set_password(WORDS)
    user.save()
    return user


def try_in(client, name="zhixing", password=WORDS):
    """Say name and password; return what the page says without what differs from page to page by itself."""
    page = client.post(SIGN_IN, {"username": name, "password": password})
    token = page.context["csrf_token"] if page.context else ""
    return page.status_code, page.content.decode().replace(str(token), "").replace(name, "")


def noted():
    return list(Access.objects.order_by("pk").values_list("kind", "user", "subject"))


def who(client):
    return client.session.get("_auth_user_id")


def test_name_and_password_open_the_door(client, user):
    response = client.post(SIGN_IN, {"username": "zhixing", "password": WORDS})

    assert response.headers["Location"] == reverse("overview:home")
    assert who(client) == str(user.pk)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"username": "zhixing", "password": "wrong"}, NO_ENTRY),
        ({"username": "nobody", "password": WORDS}, NO_ENTRY),
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


def test_a_visit_begins_under_a_fresh_key_with_its_device(client, user):
    client.get(SIGN_IN)
    client.cookies["sessionid"] = "chosen-by-somebody-else-123456789"

    client.post(SIGN_IN, {"username": "zhixing", "password": WORDS}, headers={"User-Agent": EDGE})

    session = Session.objects.get()
    assert client.cookies["sessionid"].value != "chosen-by-somebody-else-123456789"
    assert client.cookies["sessionid"]["max-age"] == ""
    assert (session.user, session.device, session.is_second) == (user, "Windows · Edge", False)
    assert noted() == [(Access.Kind.SIGN_IN, user.pk, "zhixing")]


def test_the_key_from_before_opens_nothing_after(client, user):
    other = as_(UserFactory())
    planted = other.cookies["sessionid"].value
    client.cookies["sessionid"] = planted

    client.post(SIGN_IN, {"username": "zhixing", "password": WORDS})

    assert client.cookies["sessionid"].value != planted
    assert other.get(reverse("overview:home")).status_code == 302


def test_going_out_is_noted_and_the_session_gone(client, user):
    client.post(SIGN_IN, {"username": "zhixing", "password": WORDS})

    client.post(reverse("registry:sign_out"))

    assert noted()[-1] == (Access.Kind.SIGN_OUT, user.pk, "zhixing")
    assert not Session.objects.exists()


def test_five_wrong_guesses_lock_the_name_and_the_right_word_comes_too_late(client, user):
    for _guess in range(5):
        try_in(client, password="wrong")

    answer = try_in(client)

    assert NO_ENTRY in answer[1]
    assert who(client) is None
    assert [kind for kind, *_rest in noted()] == ["FAILED"] * 5 + ["LOCKED", "FAILED"]


def test_nobody_learns_from_the_answer_whether_a_name_exists(client, user):
    before = [try_in(client, password="wrong"), try_in(client, name="nobody", password="wrong")]
    for _guess in range(5):
        try_in(client, password="wrong")

    locked = [try_in(client, password="wrong"), try_in(client), try_in(client, name="nobody", password="wrong")]

    assert {*before, *locked} == {before[0]}


def test_an_unknown_name_costs_the_same_work(client, user, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    monkeypatch.setattr(User, "check_password", lambda self, raw: bool(hashed.append(raw)))
    try_in(client, password="wrong")

    costs = []
    for name in ("zhixing", "nobody"):
        with CaptureQueriesContext(connection) as caught:
            try_in(client, name=name, password="a guess")
        costs.append(len(caught))

    assert hashed[-2:] == ["a guess", "a guess"]
    assert costs[0] == costs[1]


def test_what_is_typed_for_an_unknown_name_is_kept_nowhere(client):
    try_in(client, name="My-Passw0rd-in-the-wrong-field", password="wrong")

    row = Access.objects.get()
    assert (row.user, row.kind, row.subject, row.reason) == (None, Access.Kind.FAILED, "", "密码")


def test_the_lock_ends_by_itself_and_so_does_the_count(user):
    for minute in range(5):
        weigh(user, False, step="密码", at=NOON + minute * MINUTE)
    last = NOON + 4 * MINUTE

    assert not weigh(user, True, step="密码", at=last + WINDOW - MINUTE)
    assert weigh(user, True, step="密码", at=last + WINDOW)
    for minute in range(4):
        assert not weigh(user, False, step="密码", at=last + WINDOW + minute * MINUTE)
    assert weigh(user, True, step="密码", at=last + WINDOW + 4 * MINUTE)


def test_failures_far_apart_lock_nothing(user):
    for number in range(9):
        weigh(user, False, step="密码", at=NOON + number * 4 * MINUTE)

    assert weigh(user, True, step="密码", at=NOON + 9 * 4 * MINUTE)


def test_one_that_goes_well_wipes_the_count(client, user):
    for _guess in range(4):
        try_in(client, password="wrong")
    try_in(client)
    for _guess in range(4):
        try_in(client, password="wrong")

    assert try_in(client)[0] == 302


def test_one_name_locked_leaves_the_others_alone(client, user):
    for _guess in range(6):
        try_in(client, name="nobody", password="wrong")

    assert try_in(client)[0] == 302


def test_a_stopped_account_does_not_open_and_is_out_at_once(client, user):
    client.post(SIGN_IN, {"username": "zhixing", "password": WORDS})
    User.objects.filter(pk=user.pk).update(locked_at=NOON)

    assert client.get(reverse("overview:home")).status_code == 302
    assert NO_ENTRY in try_in(client)[1]


@pytest.mark.parametrize(
    "said",
    [
        {"username": "x" * 100_000, "password": WORDS},
        {"username": "zhixing", "password": "x" * 100_000},
        {"username": "zhi\x00xing", "password": WORDS},
        {"username": "zhixing", "password": "four\x00words"},
        {"username": ["zhixing", "other"], "password": ["a", "b"]},
        {"username": "' OR 1=1 --", "password": "' OR 1=1 --"},
    ],
)
def test_nonsense_is_refused_in_words(client, user, said):
    response = client.post(SIGN_IN, said)

    assert response.status_code == 200
    assert 'class="faults"' in response.content.decode()
    assert who(client) is None


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.it/",
        "\x00",
    ],
)
def test_no_address_leads_out_of_the_house(client, user, onward):
    response = client.post(SIGN_IN, {"username": "zhixing", "password": WORDS, "next": onward})

    assert response.headers["Location"] == reverse("overview:home")


def test_a_password_by_somebody_else_is_replaced_first(client, user):
    User.objects.filter(pk=user.pk).update(must_change=True)

    response = client.post(SIGN_IN, {"username": "zhixing", "password": WORDS, "next": "/tasks/"})

    choose = reverse("registry:choose_password")
    assert response.headers["Location"] == choose
    assert client.get(reverse("overview:home")).status_code == 302
    assert "别人替您设的" in client.get(choose).content.decode()
    same = client.post(choose, {"password": WORDS, "again": WORDS}).content.decode()
    assert "新密码不能和原来的一样。" in same
    done = client.post(choose, {"password": "Kx9!mmpq", "again": "Kx9!mmpq"})
    assert done.headers["Location"] == "/tasks/"
    assert who(client) == str(user.pk)
    user.refresh_from_db()
    assert (user.must_change, user.check_password("Kx9!mmpq")) == (False, True)


@pytest.mark.parametrize(("days", "onward"), [(89, "/home"), (90, "/sign-in/password")])
def test_a_password_is_good_for_ninety_days(client, user, days, onward):
    User.objects.filter(pk=user.pk).update(password_changed_at=OPENING - days * DAY)

    assert client.post(SIGN_IN, {"username": "zhixing", "password": WORDS}).headers["Location"] == onward


@pytest.mark.parametrize("page", ["registry:second_step", "registry:choose_password"])
def test_the_later_steps_begin_at_the_beginning(client, page):
    assert client.get(reverse(page)).headers["Location"] == SIGN_IN
    assert client.post(reverse(page)).headers["Location"] == SIGN_IN
