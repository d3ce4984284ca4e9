from datetime import date

import pytest

from gongjian.civic.platforms.actions import admit
from gongjian.civic.platforms.models import Seat
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    CriterionFactory,
    OrganisationFactory,
    PlatformFactory,
    SeatFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
TERM = {"since": NEW_YEAR, "until": None, "decision": "区域党委第一次会议第二项"}


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_a_unit_is_admitted_and_the_ledger_says_so(who):
    platform, unit = PlatformFactory(), OrganisationFactory()
    actor = who(platform.area)

    seat = admit(actor, platform, organisation=unit, **TERM, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.admit", actor, seat)
    assert event.changes == {
        "decision": [None, "区域党委第一次会议第二项"],
        "is_part_time": [None, False],
        "organisation_id": [None, unit.pk],
        "platform_id": [None, platform.pk],
        "role": [None, "PARTICIPANT"],
        "valid_from": [None, "2026-01-01"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    platform, unit = PlatformFactory(), OrganisationFactory()

    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            admit(who, platform, organisation=unit, **TERM, at=NOON)

    assert not Seat.objects.exists()
    assert not Event.objects.exists()


def test_a_decision_is_cited():
    platform = PlatformFactory()

    with pytest.raises(Refused, match="哪项决定"):
        admit(
            worker_of(platform.area), platform, organisation=OrganisationFactory(), **TERM | {"decision": " "}, at=NOON
        )

    assert not Event.objects.exists()


def test_one_seat_at_a_time():
    seat = SeatFactory()

    with pytest.raises(Refused, match="已经有席位"):
        admit(worker_of(seat.platform.area), seat.platform, organisation=seat.organisation, **TERM, at=NOON)

    assert not Event.objects.exists()


def test_a_seat_ends_after_it_began():
    platform = PlatformFactory()

    with pytest.raises(Refused, match="席位的结束日子要晚于开始日子"):
        admit(
            worker_of(platform.area),
            platform,
            organisation=OrganisationFactory(),
            **TERM | {"until": NEW_YEAR},
            at=NOON,
        )

    assert not Seat.objects.exists()
    assert not Event.objects.exists()


def test_a_unit_is_admitted_under_the_criterion_of_the_year_in_which_it_begins():
    platform = PlatformFactory()
    CriterionFactory(platform=platform, year=2025)
    this_year = CriterionFactory(platform=platform, year=2026)

    seat = admit(worker_of(platform.area), platform, organisation=OrganisationFactory(), **TERM, at=NOON)

    assert seat.criterion == this_year


def test_once_a_committee_has_written_a_criterion_it_needs_one_for_each_year():
    platform = CriterionFactory(year=2025).platform

    with pytest.raises(Refused, match="2026 年的纳入标准"):
        admit(worker_of(platform.area), platform, organisation=OrganisationFactory(), **TERM, at=NOON)

    assert not Seat.objects.exists()


def test_who_sits_by_function_needs_no_criterion():
    platform = CriterionFactory(year=2025).platform

    seat = admit(
        worker_of(platform.area), platform, organisation=platform.secretary, **TERM, role=Seat.Role.CORE, at=NOON
    )

    assert seat.criterion is None


@pytest.mark.parametrize(
    ("term", "because"),
    [
        ({"until": date(2031, 1, 2)}, "最多 5 年"),
        ({"since": date(2025, 12, 31)}, "才成立"),
    ],
)
def test_a_term_lies_within_the_committees_life_and_lasts_at_most_five_years(term, because):
    platform = PlatformFactory()

    with pytest.raises(Refused, match=because):
        admit(worker_of(platform.area), platform, organisation=OrganisationFactory(), **TERM | term, at=NOON)

    assert not Seat.objects.exists()


def test_five_years_to_the_day_are_a_term():
    platform = PlatformFactory()
    unit = OrganisationFactory()

    seat = admit(worker_of(platform.area), platform, organisation=unit, **TERM | {"until": date(2031, 1, 1)}, at=NOON)

    assert seat.valid_to == date(2031, 1, 1)


def test_a_unit_that_was_closed_is_not_admitted():
    platform = PlatformFactory()
    closed = OrganisationFactory(closed_date=NEW_YEAR)

    with pytest.raises(Refused, match="已经注销"):
        admit(worker_of(platform.area), platform, organisation=closed, **TERM, at=NOON)

    assert not Seat.objects.exists()


def test_a_member_may_sit_part_time():
    platform = PlatformFactory()

    seat = admit(
        worker_of(platform.area), platform, organisation=OrganisationFactory(), **TERM, is_part_time=True, at=NOON
    )

    assert seat.is_part_time
