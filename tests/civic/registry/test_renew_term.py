from datetime import date

import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import renew_term
from gongjian.civic.registry.models import Office, Role
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    DistrictFactory,
    OfficeFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db
TERM, NEXT_TERM = date(2026, 12, 31), date(2029, 12, 31)


def test_a_term_is_renewed_and_the_ledger_says_so():
    office, administrator = OfficeFactory(term_to=TERM), security_administrator()

    renew_term(administrator, office, term_to=NEXT_TERM, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.renew_term", administrator, office)
    assert event.changes == {"term_to": ["2026-12-31", "2029-12-31"]}
    assert Office.objects.get(pk=office.pk).term_to == NEXT_TERM


def test_a_post_without_a_term_is_given_one():
    office = OfficeFactory()

    renew_term(security_administrator(), office, term_to=NEXT_TERM, at=NOON)

    assert Office.objects.get(pk=office.pk).term_to == NEXT_TERM


@pytest.mark.parametrize("who", [UserFactory, district_office, User.objects.clock])
def test_nobody_else_may_and_nothing_is_written(who):
    office, actor = OfficeFactory(term_to=TERM), who()

    with pytest.raises(NotAllowed):
        renew_term(actor, office, term_to=NEXT_TERM, at=NOON)

    assert Office.objects.get(pk=office.pk).term_to == TERM
    assert not Event.objects.exists()


def test_nobody_renews_the_own_term():
    office = OfficeFactory(role=Role.SECURITY_ADMINISTRATOR, area=DistrictFactory(), term_to=TERM)

    with pytest.raises(NotAllowed, match="自己的岗位和账号不能自己改"):
        renew_term(office.person.user, office, term_to=NEXT_TERM, at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize("day", [TERM, TODAY])
def test_the_next_term_ends_later_than_this_one(day):
    with pytest.raises(Refused, match="续任的日子要晚于原来的任期"):
        renew_term(security_administrator(), OfficeFactory(term_to=TERM), term_to=day, at=NOON)

    assert not Event.objects.exists()


def test_a_post_that_ended_is_not_renewed():
    with pytest.raises(Refused, match="这个岗位已经离任"):
        renew_term(security_administrator(), OfficeFactory(valid_to=TODAY), term_to=NEXT_TERM, at=NOON)

    assert not Event.objects.exists()
