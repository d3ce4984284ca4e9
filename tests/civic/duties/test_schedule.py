"""The clock: drafts, deems and locks what is due, once."""

from datetime import date, datetime

import pytest
from django.conf import settings

from gongjian.civic.duties.schedule import tick
from gongjian.civic.records.models import Line
from gongjian.ledger.models import Event
from tests.factories import LineFactory, PeriodFactory, RecordFactory

pytestmark = pytest.mark.django_db


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=settings.OFFICE_ZONE)


def test_a_month_is_drafted_on_its_day_and_not_twice():
    period = PeriodFactory()

    assert tick(morning(date(2026, 2, 24))) == 0
    assert tick(morning(date(2026, 2, 25))) == 1
    assert tick(morning(date(2026, 2, 25))) == 0

    period.refresh_from_db()
    assert period.drafted_at == morning(date(2026, 2, 25))
    assert [event.verb for event in Event.objects.all()] == ["records.draft_period"]


def test_after_the_lock_day_silence_is_deemed_and_the_month_is_sealed():
    line = LineFactory(record=RecordFactory(filed_at=morning(date(2026, 2, 27))))
    period = line.record.period

    assert tick(morning(period.lock_date)) == 0
    assert tick(morning(date(2026, 3, 10))) == 1

    line.refresh_from_db()
    period.refresh_from_db()
    assert line.state == Line.State.DEEMED
    assert (period.locked_at, period.seal.size) == (morning(date(2026, 3, 10)), 1)
