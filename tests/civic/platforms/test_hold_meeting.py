from datetime import UTC, date, datetime

import pytest

from gongjian.civic.platforms.actions import hold_meeting
from gongjian.civic.platforms.models import Attendance
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    WRITTEN_NOON,
    InvitationFactory,
    MeetingFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_community_enters_who_came_and_the_ledger_holds_number_and_digest():
    meeting = MeetingFactory()
    came, excused = SeatFactory(platform=meeting.platform), SeatFactory(platform=meeting.platform)
    sheet = {excused.organisation_id: "LEAVE", came.organisation_id: "PRESENT"}
    worker = worker_of(meeting.platform.area)

    hold_meeting(worker, meeting, attendance=sheet, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.hold_meeting", worker, meeting)
    assert event.changes == {"attendance": digest_of(sorted(sheet.items())), "held_at": [None, WRITTEN_NOON]}
    assert dict(meeting.attendances.values_list("organisation", "state")) == sheet


def test_a_stranger_may_not_and_nothing_is_written():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)

    for who in (UserFactory(), liaison_of(seat.organisation)):
        with pytest.raises(NotAllowed):
            hold_meeting(who, meeting, attendance={seat.organisation_id: "PRESENT"}, at=NOON)

    meeting.refresh_from_db()
    assert meeting.held_at is None
    assert not Attendance.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("sheet", [{}, {0: "PRESENT"}])
def test_the_sheet_has_a_line_for_each_seat(sheet):
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)

    with pytest.raises(Refused, match="应有 1 家"):
        hold_meeting(worker_of(meeting.platform.area), meeting, attendance=sheet, at=NOON)

    assert not Event.objects.exists()


def test_the_seats_of_the_offices_day_count_even_early_in_the_morning():
    """Half past seven in the district is still the day before in UTC."""
    seat = SeatFactory(valid_from=date(2026, 3, 2))
    meeting = MeetingFactory(platform=seat.platform, starts_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))

    hold_meeting(worker_of(meeting.platform.area), meeting, attendance={seat.organisation_id: "PRESENT"}, at=NOON)

    assert meeting.attendances.count() == 1


def test_it_is_entered_once_and_not_before_it_began():
    held, ahead = MeetingFactory(held_at=NOON), MeetingFactory(starts_at=NOON + DAY)

    with pytest.raises(NotAllowed, match="已经登记过了"):
        hold_meeting(worker_of(held.platform.area), held, attendance={}, at=NOON)
    with pytest.raises(NotAllowed, match="还没有开"):
        hold_meeting(worker_of(ahead.platform.area), ahead, attendance={}, at=NOON)

    assert not Event.objects.exists()


def test_observers_are_noted_apart_and_those_who_did_not_come_leave_no_trace():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)
    came, stayed = (InvitationFactory(meeting=meeting, is_observer=True).organisation_id for _ in range(2))
    sheet = {seat.organisation_id: "PRESENT", came: "OBSERVER", stayed: "ABSENT"}

    hold_meeting(worker_of(meeting.platform.area), meeting, attendance=sheet, at=NOON)

    kept = {seat.organisation_id: "PRESENT", came: "OBSERVER"}
    assert dict(meeting.attendances.values_list("organisation", "state")) == kept
    assert Event.objects.get().changes["attendance"] == digest_of(sorted(kept.items()))


def test_no_seat_observes_and_no_observer_has_a_vote():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)
    guest = InvitationFactory(meeting=meeting, is_observer=True).organisation_id
    worker = worker_of(meeting.platform.area)

    for own, other in (("OBSERVER", "OBSERVER"), ("PRESENT", "PRESENT"), ("PRESENT", "LEAVE"), ("LATE", "OBSERVER")):
        with pytest.raises(Refused, match="列席的单位登记列席或没来"):
            hold_meeting(worker, meeting, attendance={seat.organisation_id: own, guest: other}, at=NOON)

    assert not Attendance.objects.exists()


def test_an_observer_that_got_a_seat_meanwhile_is_due():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform)
    InvitationFactory(meeting=meeting, organisation=seat.organisation, is_observer=True)

    hold_meeting(worker_of(meeting.platform.area), meeting, attendance={seat.organisation_id: "LEAVE"}, at=NOON)

    assert meeting.attendances.get().state == "LEAVE"


def test_who_spoke_for_whom_is_kept_in_the_rows_and_the_event_can_only_check_it():
    came, away = SeatFactory(), SeatFactory()
    away.platform = came.platform
    away.save()
    meeting = MeetingFactory(platform=came.platform)
    said = {came.organisation_id: " 王建国 ", away.organisation_id: "李红"}
    sheet = {came.organisation_id: "PRESENT", away.organisation_id: "ABSENT"}

    hold_meeting(
        worker_of(meeting.platform.area), meeting, attendance=sheet, delegates=said, chair_post="书记", at=NOON
    )

    row = meeting.attendances.get(organisation=came.organisation)
    changes = Event.objects.get().changes
    assert (row.delegate, meeting.attendances.get(organisation=away.organisation).delegate) == ("王建国", None)
    assert changes["delegates"] == digest_of([(came.organisation_id, row.commit("delegate", "王建国"))])
    assert changes["chair_post"] == [None, "书记"]


def test_a_meeting_that_was_called_off_is_not_held():
    meeting = MeetingFactory(cancelled_at=NOON)

    with pytest.raises(NotAllowed, match="已经取消"):
        hold_meeting(worker_of(meeting.platform.area), meeting, attendance={}, at=NOON)

    assert not Event.objects.exists()
