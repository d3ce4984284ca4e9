"""Seats, chairs and planned meetings go on with a successor or on another area's platform."""

import pytest

from gongjian.civic.platforms.actions import change_secretary, move_meeting, move_seat
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    MeetingFactory,
    OrganisationFactory,
    PlatformFactory,
    SeatFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db


def moved(seat, **more):
    said = {"organisation": OrganisationFactory(), "platform": seat.platform, "reason": "合并", "on": TODAY, "at": NOON}
    said |= more
    move_seat(district_office(), seat, **said)
    seat.refresh_from_db()
    return said["platform"].seats.filter(organisation=said["organisation"])


def test_the_seat_goes_on_for_the_rest_of_its_term():
    seat = SeatFactory()
    until = seat.valid_to

    after = moved(seat).get()

    assert (seat.valid_to, seat.end_reason) == (TODAY, "合并")
    assert (after.valid_from, after.valid_to, after.role, after.decision) == (TODAY, until, seat.role, seat.decision)


def test_a_part_time_member_stays_one():
    assert moved(SeatFactory(is_part_time=True)).get().is_part_time


def test_a_seat_that_has_not_begun_changes_hands_without_a_trace_of_its_own():
    seat = SeatFactory(valid_from=TODAY + DAY)

    after = moved(seat).get()

    assert after == seat


def test_who_sits_there_already_gets_no_second_seat():
    seat, new = SeatFactory(), OrganisationFactory()
    SeatFactory(platform=seat.platform, organisation=new)

    after = moved(seat, organisation=new)

    assert (seat.valid_to, after.count()) == (TODAY, 1)


def test_the_seat_goes_to_another_areas_platform():
    seat, platform = SeatFactory(), PlatformFactory()

    after = moved(seat, organisation=seat.organisation, platform=platform).get()

    assert (after.platform, after.valid_from) == (platform, TODAY)


def test_another_body_presides():
    platform, body = PlatformFactory(), OrganisationFactory()

    change_secretary(district_office(), platform, secretary=body, at=NOON)

    platform.refresh_from_db()
    assert platform.secretary == body


def test_a_planned_meeting_is_held_by_another_platform_and_a_held_one_stays():
    planned, held, platform = MeetingFactory(), MeetingFactory(held_at=NOON), PlatformFactory()

    move_meeting(district_office(), planned, platform=platform, at=NOON)
    with pytest.raises(NotAllowed):
        move_meeting(district_office(), held, platform=platform, at=NOON)

    planned.refresh_from_db()
    assert planned.platform == platform


@pytest.mark.parametrize("verb", [move_seat, change_secretary, move_meeting])
def test_a_stranger_may_none_of_it_and_nothing_is_written(verb):
    seat, body = SeatFactory(), OrganisationFactory()
    platform = seat.platform
    calls = {
        move_seat: (seat, {"organisation": body, "platform": platform, "reason": "合并", "on": TODAY}),
        change_secretary: (platform, {"secretary": body}),
        move_meeting: (MeetingFactory(platform=platform), {"platform": PlatformFactory()}),
    }
    subject, said = calls[verb]

    with pytest.raises(NotAllowed):
        verb(UserFactory(), subject, at=NOON, **said)

    assert not Event.objects.exists()
