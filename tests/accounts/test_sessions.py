"""Sessions: found by a hash of the cookie, over when idle or too long, one write in a while."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongjian.accounts.models import Session
from gongjian.accounts.sessions import SessionStore, row_key
from gongjian.ledger.models import Access
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HOME = reverse("overview:home")
NOTHING = timedelta(0)


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def browser(user):
    client = Client()
    client.force_login(user)
    return client


def cookie(browser):
    return browser.cookies["sessionid"].value


def aged(*, began=NOTHING, seen=NOTHING, left=timedelta(hours=1)):
    now = timezone.now()
    Session.objects.update(began_at=now - began, seen_at=now - seen, expire_date=now + left)


def test_who_reads_the_table_cannot_take_a_session_over(browser, user):
    row = Session.objects.get()

    assert (row.user, row.session_key) == (user, row_key(cookie(browser)))
    assert cookie(browser) not in row.session_key + row.session_data
    thief = Client()
    thief.cookies["sessionid"] = row.session_key
    assert thief.get(HOME).status_code == 302


def test_in_use_it_stays(browser):
    aged(seen=timedelta(minutes=29))

    assert browser.get(HOME).status_code == 200


def test_a_page_that_is_read_writes_nothing(browser):
    browser.get(HOME)

    with CaptureQueriesContext(connection) as caught:
        browser.get(HOME)

    assert [query["sql"] for query in caught if not query["sql"].startswith("SELECT")] == []


def test_once_in_a_while_it_is_seen(browser):
    aged(seen=timedelta(minutes=6))
    before = Session.objects.get()

    browser.get(HOME)

    after = Session.objects.get()
    assert after.seen_at - before.seen_at > timedelta(minutes=5)
    assert (after.began_at, after.user) == (before.began_at, before.user)


@pytest.mark.parametrize("age", [{"seen": timedelta(minutes=30)}, {"left": NOTHING}])
def test_idle_or_too_long_it_ends_and_is_noted(browser, user, age):
    aged(**age)

    response = browser.get(HOME)

    assert response.headers["Location"] == f"{reverse('registry:sign_in')}?next=%2Fhome"
    assert not Session.objects.exists()
    assert list(Access.objects.values_list("kind", "user")) == [(Access.Kind.EXPIRED, user.pk)]
    assert "已自动退出" in browser.get(response.headers["Location"]).content.decode()


def test_a_working_day_is_the_longest_however_busy(browser):
    began = Session.objects.get().began_at
    aged(seen=timedelta(minutes=6), began=timedelta(hours=8))

    browser.get(HOME)

    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)
    assert began > Session.objects.get().began_at


def test_what_was_typed_too_late_leads_back_to_its_page(browser):
    aged(seen=timedelta(hours=1))

    referer = "http://testserver/tasks/7/"
    response = browser.post(reverse("registry:end_sessions"), headers={"Referer": referer})

    assert response.headers["Location"] == f"{reverse('registry:sign_in')}?next=%2Ftasks%2F7%2F"
    assert "请再填一次" in browser.get(response.headers["Location"]).content.decode()


def test_a_form_from_elsewhere_leads_to_no_page_of_elsewhere(browser):
    aged(seen=timedelta(hours=1))

    response = browser.post(reverse("registry:end_sessions"), headers={"Referer": "https://elsewhere.example/tasks/"})

    assert response.headers["Location"] == f"{reverse('registry:sign_in')}?next=%2F"


def test_a_part_of_a_page_asked_too_late_leads_the_whole_page_to_the_sign_in(browser):
    aged(seen=timedelta(hours=1))

    response = browser.get(HOME, headers={"HX-Request": "true", "Referer": "http://testserver/home"})

    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["HX-Redirect"] == f"{reverse('registry:sign_in')}?next=%2Fhome"


def test_ended_elsewhere_the_next_page_is_closed(browser):
    Session.objects.all().delete()

    assert browser.get(HOME).status_code == 302


def test_an_unknown_cookie_is_never_taken_as_a_key():
    client = Client()
    client.cookies["sessionid"] = "x" * 32

    store = SessionStore("x" * 32)
    store["a"] = 1
    store.save()

    assert store.session_key != "x" * 32
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("key", ["", "\x00", "x" * 5000, "' OR 1=1 --"])
def test_nonsense_in_the_cookie_is_nobody(key):
    assert SessionStore(key).load() == {}
