import pytest

from gongjian.civic.platforms.actions import appraise_report
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    AttendanceFactory,
    InvitationFactory,
    MeetingFactory,
    SeatReportFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return SeatReportFactory()


def held(report, **said):
    meeting = MeetingFactory(platform=report.seat.platform, **{"held_at": NOON - DAY / 48} | said)
    AttendanceFactory(meeting=meeting, organisation=report.seat.organisation)
    return meeting


def test_the_meeting_speaks_of_a_report_and_the_ledger_says_so(report):
    meeting, worker = held(report), worker_of(report.seat.platform.area)

    appraise_report(worker, report, meeting=meeting, opinion=" 做得实，盼多参加恳谈 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.appraise_report", worker, report)
    assert event.changes == {
        "appraised_at": [None, "2026-03-02T04:00:00Z"],
        "meeting_id": [None, meeting.pk],
        "opinion": [None, "做得实，盼多参加恳谈"],
    }


def test_a_stranger_may_not_and_nothing_is_written(report):
    meeting, seat = held(report), report.seat
    above = (street_office_of(seat.platform.area), district_office())
    for who in (UserFactory(), liaison_of(seat.organisation), *above):
        with pytest.raises(NotAllowed):
            appraise_report(who, report, meeting=meeting, opinion="好", at=NOON)

    report.refresh_from_db()
    assert report.appraised_at is None
    assert not Event.objects.exists()


def test_who_was_asked_may_be_spoken_of_in_absence(report):
    meeting = MeetingFactory(platform=report.seat.platform, held_at=NOON)
    InvitationFactory(meeting=meeting, organisation=report.seat.organisation)

    appraise_report(worker_of(report.seat.platform.area), report, meeting=meeting, opinion="盼多参加", at=NOON)

    assert report.meeting == meeting


def test_only_a_held_meeting_of_that_year_and_platform_with_the_member_speaks(report):
    wrong = [
        held(report, held_at=None),
        held(report, starts_at=NOON - 366 * DAY),
        MeetingFactory(platform=report.seat.platform, held_at=NOON),
        MeetingFactory(held_at=NOON),
    ]

    for meeting in wrong:
        with pytest.raises(Refused, match="不能评议"):
            appraise_report(worker_of(report.seat.platform.area), report, meeting=meeting, opinion="好", at=NOON)

    assert not Event.objects.exists()


def test_words_are_needed_and_said_once(report):
    meeting, worker = held(report), worker_of(report.seat.platform.area)

    with pytest.raises(Refused, match="不打分"):
        appraise_report(worker, report, meeting=meeting, opinion=" ", at=NOON)
    appraise_report(worker, report, meeting=meeting, opinion="做得实", at=NOON)
    with pytest.raises(NotAllowed, match="已经评议过"):
        appraise_report(worker, report, meeting=meeting, opinion="再说一句", at=NOON)

    report.refresh_from_db()
    assert report.opinion == "做得实"
