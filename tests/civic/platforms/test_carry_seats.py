from datetime import date

import pytest

from gongjian.civic.platforms.actions import carry_seats
from gongjian.civic.platforms.models import Seat
from gongjian.ledger.action import NotAllowed, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    CriterionFactory,
    ProgrammeFactory,
    SeatFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db
YEAR_BEFORE = {"valid_from": date(2025, 1, 1), "valid_to": date(2026, 1, 1)}


def test_seats_that_end_with_the_year_run_on_and_the_ledger_says_so():
    office, programme = district_office(), ProgrammeFactory()
    seat = SeatFactory(**YEAR_BEFORE)
    SeatFactory(valid_from=date(2025, 1, 1), valid_to=date(2025, 7, 1))
    SeatFactory(**YEAR_BEFORE, organisation__closed_date=date(2026, 1, 1))

    carry_seats(office, programme, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.carry_seats", office, programme)
    assert event.changes == {"seats": digest_of([(seat.platform_id, seat.organisation_id)])}
    carried = Seat.objects.filter(valid_from=date(2026, 1, 1))
    assert list(carried.values_list("organisation", "valid_to")) == [(seat.organisation_id, date(2027, 1, 1))]


def test_a_stranger_may_not_and_nothing_is_written():
    SeatFactory(**YEAR_BEFORE)

    for who in (UserFactory(), street_office_of(StreetFactory())):
        with pytest.raises(NotAllowed):
            carry_seats(who, ProgrammeFactory(), at=NOON)

    assert Seat.objects.count() == 1
    assert not Event.objects.exists()


def test_who_has_a_seat_already_gets_no_second_one():
    office, programme = district_office(), ProgrammeFactory()
    SeatFactory(**YEAR_BEFORE)
    admitted = SeatFactory(**YEAR_BEFORE)
    SeatFactory(platform=admitted.platform, organisation=admitted.organisation, valid_from=date(2026, 2, 1))

    carry_seats(office, programme, at=NOON)
    carry_seats(office, programme, at=NOON)

    assert [event.changes["seats"][0] for event in Event.objects.order_by("pk")] == [1, 0]
    assert Seat.objects.count() == 4


def test_a_carried_seat_cites_what_it_was_admitted_under():
    criterion = CriterionFactory(year=2025)
    SeatFactory(**YEAR_BEFORE, platform=criterion.platform, criterion=criterion)

    carry_seats(district_office(), ProgrammeFactory(), at=NOON)

    assert Seat.objects.get(valid_from=date(2026, 1, 1)).criterion == criterion


def test_a_carried_seat_stays_part_time():
    SeatFactory(**YEAR_BEFORE, is_part_time=True)

    carry_seats(district_office(), ProgrammeFactory(), at=NOON)

    assert Seat.objects.get(valid_from=date(2026, 1, 1)).is_part_time
