import pytest

from gongjian.civic.platforms.actions import open_thread
from gongjian.civic.platforms.models import Thread
from gongjian.civic.platforms.queries.threads import counterparts
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    YESTERDAY,
    BodyFactory,
    DistrictFactory,
    OrganisationFactory,
    PlatformFactory,
    SeatFactory,
    ThreadFactory,
    UserFactory,
    district_office,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return OrganisationFactory()


@pytest.fixture
def community(unit):
    return BodyFactory(governs=unit.area)


def near(body):
    return set(counterparts(body, on=TODAY))


def test_a_unit_opens_the_thread_with_its_community_and_the_ledger_says_so(unit, community):
    liaison = liaison_of(unit)

    thread = open_thread(liaison, unit, with_=community, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.open_thread", liaison, thread)
    assert event.changes == {
        "first_id": [None, unit.pk],
        "second_id": [None, community.pk],
        "opened_at": [None, "2026-03-02T04:00:00Z"],
    }
    assert set(thread.bodies.all()) == {unit, community}


def test_a_stranger_may_not_and_nothing_is_written(unit, community):
    for who in (UserFactory(), liaison_of(OrganisationFactory()), street_office_of(unit.area), district_office()):
        with pytest.raises(NotAllowed):
            open_thread(who, unit, with_=community, at=NOON)

    assert not Thread.objects.exists()
    assert not Event.objects.exists()


def test_a_pair_has_one_thread_whichever_side_opens_it(unit, community):
    first = open_thread(liaison_of(unit), unit, with_=community, at=NOON)

    again = open_thread(worker_of(unit.area), community, with_=unit, at=NOON)

    assert (again.pk, Thread.objects.count()) == (first.pk, 1)


def test_a_body_has_no_thread_with_itself(unit):
    with pytest.raises(Refused, match="请选另一家"):
        open_thread(liaison_of(unit), unit, with_=unit, at=NOON)


def test_who_has_nothing_to_do_with_each_other_opens_none(unit):
    with pytest.raises(Refused, match="不在同一个平台"):
        open_thread(liaison_of(unit), unit, with_=OrganisationFactory(), at=NOON)

    assert not Thread.objects.exists()


def test_those_that_sit_on_one_platform_are_near_each_other():
    seat = SeatFactory()
    other = SeatFactory(platform=seat.platform).organisation
    former = SeatFactory(platform=seat.platform, valid_to=YESTERDAY).organisation
    elsewhere = PlatformFactory().secretary

    found = near(seat.organisation)

    assert (other in found, seat.platform.secretary in found) == (True, True)
    assert found & {former, elsewhere, seat.organisation} == set()


def test_a_governing_body_is_near_everybody_in_its_place_and_the_departments(unit, community):
    department = OrganisationFactory(kind=Organisation.Kind.DISTRICT, area=DistrictFactory())
    street = BodyFactory(governs=unit.area.parent)
    stranger = OrganisationFactory()

    assert near(community) == {unit, street, department}
    assert {unit, community, department} <= near(street)
    assert stranger not in near(street)


def test_a_department_is_near_its_sector_and_the_governing_bodies(unit, community):
    department = OrganisationFactory(kind=Organisation.Kind.DISTRICT, area=DistrictFactory())
    in_sector = OrganisationFactory(sector=department)

    assert near(department) == {in_sector, community}
    assert department in near(in_sector)


def test_what_was_closed_is_near_nobody_but_keeps_its_thread(unit, community):
    thread = ThreadFactory(first=unit, second=community)
    unit.closed_date = YESTERDAY
    unit.save()

    assert near(community) == set()
    assert open_thread(worker_of(unit.area), community, with_=unit, at=NOON) == thread
