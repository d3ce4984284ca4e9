from datetime import date

import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import set_holidays
from gongjian.civic.registry.models import Holiday
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    DistrictFactory,
    HolidayFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db
NOTICE = [
    {"date": "2026-05-09", "is_workday": True, "title": "调休上班"},
    {"date": date(2026, 5, 1), "is_workday": False, "title": "劳动节"},
]
ROWS = [(date(2026, 5, 1), False, "劳动节"), (date(2026, 5, 9), True, "调休上班")]


def test_the_notice_is_entered_and_the_ledger_says_so():
    district, office = DistrictFactory(), district_office()

    set_holidays(office, district, days=NOTICE, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.set_holidays", office, district)
    assert event.changes == {"holidays": digest_of(ROWS)}
    assert list(Holiday.objects.order_by("date").values_list("date", "is_workday", "title")) == ROWS


def test_only_the_years_named_are_replaced():
    HolidayFactory(date=date(2025, 10, 1))
    HolidayFactory(date=date(2026, 10, 1))

    set_holidays(User.objects.clock(), DistrictFactory(), days=NOTICE, at=NOON)

    assert list(Holiday.objects.order_by("date").values_list("date", flat=True)) == [
        date(2025, 10, 1),
        date(2026, 5, 1),
        date(2026, 5, 9),
    ]


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_nobody_else_may_and_nothing_is_written(who):
    actor, kept = who(), HolidayFactory()

    with pytest.raises(NotAllowed):
        set_holidays(actor, DistrictFactory(), days=NOTICE, at=NOON)

    assert list(Holiday.objects.all()) == [kept]
    assert not Event.objects.exists()


def test_a_day_stands_once_in_the_notice():
    kept = HolidayFactory()

    with pytest.raises(Refused, match="同一天出现了两次"):
        set_holidays(district_office(), DistrictFactory(), days=[NOTICE[1], NOTICE[1]], at=NOON)

    assert list(Holiday.objects.all()) == [kept]
    assert not Event.objects.exists()
