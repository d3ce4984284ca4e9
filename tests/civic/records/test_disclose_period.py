from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from gongjian.civic.records.actions import disclose_period
from gongjian.civic.records.models import Record
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, TODAY, RecordFactory, UserFactory, district_office, street_office_of

pytestmark = pytest.mark.django_db


def test_the_district_office_opens_a_locked_month_to_everybody():
    record = RecordFactory(period__locked_at=NOON)
    before = list(Record.objects.visible_to(AnonymousUser(), on=TODAY))

    disclose_period(district_office(), record.period, at=NOON)

    assert before == []
    assert list(Record.objects.visible_to(AnonymousUser(), on=TODAY)) == [record]
    assert Event.objects.get().verb == "records.disclose_period"


def test_it_keeps_the_day_of_the_first_time():
    record = RecordFactory(period__locked_at=NOON, period__disclosed_at=NOON - timedelta(days=1))

    disclose_period(district_office(), record.period, at=NOON)

    assert record.period.disclosed_at == NOON - timedelta(days=1)


@pytest.mark.parametrize("who", [lambda area: UserFactory(), street_office_of])
def test_nobody_else_may(who):
    record = RecordFactory(period__locked_at=NOON)

    with pytest.raises(NotAllowed):
        disclose_period(who(record.period.area), record.period, at=NOON)

    assert not Event.objects.exists()


def test_an_open_month_stays_between_the_two_sides():
    record = RecordFactory()

    with pytest.raises(NotAllowed, match="还没有锁定"):
        disclose_period(district_office(), record.period, at=NOON)
