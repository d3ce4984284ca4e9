from datetime import date

import pytest

from gongjian.civic.platforms.actions import carry_seats, end_seat
from gongjian.civic.platforms.models import Seat
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    ProgrammeFactory,
    SeatFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
MOVED = {"on": TODAY, "reason": "单位迁出本社区"}


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_a_seat_ends_before_its_term_and_the_ledger_says_why(who):
    seat = SeatFactory()
    actor = who(seat.platform.area)

    end_seat(actor, seat, **MOVED, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.end_seat", actor, seat)
    assert event.changes == {
        "end_reason": [None, "单位迁出本社区"],
        "valid_to": ["2027-01-01", TODAY.isoformat()],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    seat = SeatFactory()

    for who in (UserFactory(), liaison_of(seat.organisation), worker_of(SeatFactory().platform.area)):
        with pytest.raises(NotAllowed):
            end_seat(who, seat, **MOVED, at=NOON)

    seat.refresh_from_db()
    assert seat.valid_to == date(2027, 1, 1)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"reason": " "}, "为什么退出"),
        ({"on": TOMORROW}, "不能在今天以后"),
        ({"on": NEW_YEAR}, "退出要晚于这一天"),
    ],
)
def test_it_ends_for_a_reason_on_a_day_of_its_term(said, because):
    seat = SeatFactory()

    with pytest.raises(Refused, match=because):
        end_seat(worker_of(seat.platform.area), seat, **MOVED | said, at=NOON)

    assert not Event.objects.exists()


def test_a_seat_whose_term_is_over_is_left_alone():
    seat = SeatFactory(valid_to=TODAY)

    with pytest.raises(NotAllowed, match="已经到期"):
        end_seat(worker_of(seat.platform.area), seat, **MOVED, at=NOON)

    assert not Event.objects.exists()


def test_a_seat_that_was_ended_is_not_carried_into_the_next_year():
    SeatFactory(valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1), end_reason="单位迁出本社区")

    carry_seats(district_office(), ProgrammeFactory(), at=NOON)

    assert Seat.objects.count() == 1
