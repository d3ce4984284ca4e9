import pytest

from gongjian.civic.platforms.actions import report_seat
from gongjian.civic.platforms.models import SeatReport
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    YESTERDAY,
    OrganisationFactory,
    SeatFactory,
    SeatReportFactory,
    UserFactory,
    district_office,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"year": 2026, "text": " 参加了四次会议 "}


@pytest.fixture
def seat():
    return SeatFactory(is_part_time=True)


def test_a_part_time_member_reports_and_the_ledger_says_so(seat):
    liaison = liaison_of(seat.organisation)

    report = report_seat(liaison, seat, **SAID, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.report_seat", liaison, report)
    assert event.changes == {
        "reported_at": [None, "2026-03-02T04:00:00Z"],
        "seat_id": [None, seat.pk],
        "text": [None, "参加了四次会议"],
        "year": [None, 2026],
    }


def test_a_stranger_may_not_and_nothing_is_written(seat):
    neighbour = OrganisationFactory(area=seat.platform.area)
    for who in (UserFactory(), liaison_of(neighbour), worker_of(seat.platform.area), district_office()):
        with pytest.raises(NotAllowed):
            report_seat(who, seat, **SAID, at=NOON)

    assert not SeatReport.objects.exists()
    assert not Event.objects.exists()


def test_who_sits_full_time_has_nothing_to_report():
    seat = SeatFactory()

    with pytest.raises(NotAllowed, match="只有兼职委员"):
        report_seat(liaison_of(seat.organisation), seat, **SAID, at=NOON)


def test_a_report_is_mended_until_the_meeting_has_spoken(seat):
    liaison = liaison_of(seat.organisation)
    report = SeatReportFactory(seat=seat)

    report_seat(liaison, seat, year=2026, text="参加了五次会议", at=NOON)
    assert list(SeatReport.objects.values_list("pk", "text")) == [(report.pk, "参加了五次会议")]

    SeatReport.objects.update(appraised_at=NOON, opinion="肯定")
    with pytest.raises(Refused, match="已经评议过"):
        report_seat(liaison, seat, year=2026, text="参加了六次会议", at=NOON)
    assert SeatReport.objects.get().text == "参加了五次会议"


@pytest.mark.parametrize(
    ("said", "because"),
    [({"text": " "}, "做了什么"), ({"year": 2027}, "还没有到"), ({"year": 2025}, "没有这个席位")],
)
def test_a_year_without_the_seat_one_to_come_and_no_words_are_refused(seat, said, because):
    with pytest.raises(Refused, match=because):
        report_seat(liaison_of(seat.organisation), seat, **SAID | said, at=NOON)

    assert not SeatReport.objects.exists()


def test_a_seat_that_ended_this_year_is_still_reported_on():
    seat = SeatFactory(is_part_time=True, valid_to=YESTERDAY)

    assert report_seat(liaison_of(seat.organisation), seat, **SAID, at=NOON).year == 2026
