"""The page of a ballot meeting: the street and the district see its counts, nobody else."""

import pytest

from tests.civic.pages import cost, status, text
from tests.factories import (
    NOON,
    CountFactory,
    SessionFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def declared():
    session = SessionFactory(present=49, issued=49, returned=48, spoiled=0, declared_at=NOON)
    return CountFactory(session=session).session


def test_the_street_and_the_district_read_counts_that_balance():
    session = declared()

    for user in (street_office_of(session.area), district_office()):
        page = text(user, session.get_absolute_url())
        assert "应到 50 人，实到 49 人，过半数，会议有效。" in page
        assert "下面每一行的票加起来都是 48。" in page
        assert "91.3%" in page


def test_before_the_count_the_page_says_when_there_will_be_one():
    session = SessionFactory()

    assert "还没有计票" in text(street_office_of(session.area), session.get_absolute_url())


def test_a_stranger_a_unit_and_the_public_do_not_find_it():
    session = declared()
    unit = session.counts.get().organisation

    assert status(UserFactory(), session.get_absolute_url()) == 404
    assert status(liaison_of(unit), session.get_absolute_url()) == 404
    assert status(None, session.get_absolute_url()) == 302


def test_a_hundred_units_cost_no_more_questions_than_one():
    session = declared()
    office = street_office_of(session.area)
    one = cost(office, session.get_absolute_url())

    for _ in range(100):
        CountFactory(session=session)

    assert cost(office, session.get_absolute_url()) == one
