"""A change planned ahead comes by itself on its day: once, by the clock, and nobody else."""

from datetime import date, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.models import User
from gongjian.civic.duties.schedule import tick
from gongjian.civic.registry.actions import (
    affiliate,
    catch_up,
    move_organisation,
    revise_profile,
    succeed_organisation,
)
from gongjian.civic.registry.queries.behind import behind
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.registry.known import HOST, SECTOR, SUPERIOR, body, registered, told
from tests.factories import (
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    CommunityFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=settings.OFFICE_ZONE)


def planned_move():
    unit, lead, elsewhere = registered(), district_office(), CommunityFactory()
    move_organisation(lead, unit, area=elsewhere, since=TOMORROW, at=NOON)
    return unit, elsewhere


def test_a_planned_move_comes_on_its_day_and_the_ledger_says_so_once():
    unit, elsewhere = planned_move()
    here = unit.area

    assert (tick(morning(TODAY)), told("catch_up")) == (0, [])
    assert (tick(morning(TOMORROW)), tick(morning(TOMORROW))) == (1, 0)

    unit.refresh_from_db()
    assert (unit.area, unit.path) == (elsewhere, elsewhere.path)
    assert [(event.actor.username, event.subject, event.changes) for event in told("catch_up")] == [
        ("clock", unit, {"area_id": [here.pk, elsewhere.pk], "path": [here.path, elsewhere.path]})
    ]


@pytest.mark.parametrize(("axis", "field"), [(SECTOR, "sector"), (SUPERIOR, "superior"), (HOST, "host")])
def test_belonging_that_begins_changes_or_ends_comes_too(axis, field):
    unit, lead, one, other = registered(), district_office(), body(), body()
    for target, day in ((one, 3), (other, 4), (None, 5)):
        affiliate(lead, unit, axis=axis, target=target, since=date(2026, 3, day), at=NOON)

    seen = []
    for day in (2, 3, 4, 5, 6):
        tick(morning(date(2026, 3, day)))
        unit.refresh_from_db()
        seen.append(getattr(unit, field))

    assert seen == [None, one, other, None, None]
    assert len(told("catch_up")) == 3


def test_a_planned_name_comes_with_what_it_is_found_by():
    unit = registered()
    revise_profile(district_office(), unit, changes={"name": "明天小学"}, since=TOMORROW, at=NOON)

    tick(morning(TOMORROW))

    unit.refresh_from_db()
    assert (unit.name, unit.initials) == ("明天小学", "mtxx")


def test_whoever_was_added_for_a_later_day_waits_for_it():
    unit = registered(since=TOMORROW, superior=body())

    assert list(behind(TODAY)) == []
    assert list(behind(TOMORROW)) == []
    with pytest.raises(Refused, match="才登记"):
        catch_up(User.objects.clock(), unit, at=NOON)


def test_what_ended_is_left_as_it_was():
    unit = registered(superior=body())
    succeed_organisation(district_office(), unit, successors=[], on=YESTERDAY, at=NOON)

    assert list(behind(TODAY)) == []
    with pytest.raises(Refused, match="已经注销"):
        catch_up(User.objects.clock(), unit, at=NOON)
    unit.refresh_from_db()
    assert unit.superior is not None


def test_one_question_finds_them_whatever_their_number():
    for _number in range(3):
        planned_move()

    with CaptureQueriesContext(connection) as asked:
        found = list(behind(TOMORROW))

    assert (len(found), len(asked)) == (3, 1)


@pytest.mark.parametrize("who", [UserFactory, district_office, security_administrator])
def test_nobody_but_the_clock_may_and_nothing_is_written(who):
    unit, _elsewhere = planned_move()
    actor, known = who(), Event.objects.count()

    with pytest.raises(NotAllowed):
        catch_up(actor, unit, at=morning(TOMORROW))

    unit.refresh_from_db()
    assert unit in behind(TOMORROW)
    assert Event.objects.count() == known
