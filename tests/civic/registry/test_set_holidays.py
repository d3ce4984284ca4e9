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


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([("2026-05-01", False), ("2026-05-01", True)], "2026年5月1日（周五）又放假又上班"),
        ([("2026-05-01", False), ("2026-05-08", True)], "2026年5月8日（周五）本来就上班"),
        ([("2026-05-01", False), ("2026-05-02", False)], "2026年5月2日（周六）是周末，本来就休息"),
        ([], "表里一天也没有"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused_and_nothing_is_written(days, words):
    kept, district, office = HolidayFactory(), DistrictFactory(), district_office()
    rows = [{"date": day, "is_workday": is_workday, "title": "劳动节"} for day, is_workday in days]

    with pytest.raises(Refused, match=words):
        set_holidays.each([(office, district, {"days": NOTICE}), (office, district, {"days": rows})], at=NOON)

    assert list(Holiday.objects.all()) == [kept]
    assert not Event.objects.exists()
