"""What an office reaches: a territory, its own body, a sector, or ballots alone; and names link where pages open."""

import pytest

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.ballots.models import Session
from gongjian.civic.lists.models import ListCheck, Resource
from gongjian.civic.platforms.models import Meeting
from gongjian.civic.records.models import Record
from gongjian.civic.registry.models import WITH_BUSINESS, Area, Organisation, Role, reach
from gongjian.civic.registry.templatetags.registry import may_open
from gongjian.civic.tasks.models import Task
from tests.factories import (
    TODAY,
    AgreementFactory,
    BodyFactory,
    ListCheckFactory,
    MeetingFactory,
    OfficeFactory,
    OrganisationFactory,
    RecordFactory,
    ResourceFactory,
    SessionFactory,
    TaskFactory,
    UserFactory,
    district_office,
    liaison_of,
    security_administrator,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
BUSINESS = (Task, Record, Meeting, Agreement, Resource, ListCheck, Session)


def department(name: str = "教体局") -> Organisation:
    return OrganisationFactory(kind=Organisation.Kind.DISTRICT, is_resident_unit=False, grouping="", name=name)


def holder_of(role: Role, area: Area | None = None, organisation: Organisation | None = None):
    return OfficeFactory(role=role, area=area, organisation=organisation).person.user


def business_of(unit: Organisation) -> None:
    """Make one row of everything that is not public."""
    TaskFactory(owner=unit, is_public=False)
    RecordFactory(unit=unit)
    MeetingFactory(platform__area=unit.area)
    AgreementFactory(area=unit.area)
    ResourceFactory(owner=unit, kind=Resource.Kind.SKILL, area=None, size_m2=None, floors=None)
    ListCheckFactory(organisation=unit)
    SessionFactory(area=unit.area.parent)


def seen_by(user) -> dict[str, int]:
    """Return how many rows of each kind of business a user sees, where there are any."""
    counts = {model.__name__: model.objects.visible_to(user, on=TODAY).count() for model in BUSINESS}
    return {name: number for name, number in counts.items() if number}


def test_what_the_tag_links_is_what_the_page_opens():
    unit, other = OrganisationFactory(), OrganisationFactory()
    BodyFactory(governs=unit.area)
    sector = department()
    Organisation.objects.filter(pk=other.pk).update(sector=sector)
    users = [
        holder_of(Role.SECTOR_DEPARTMENT, organisation=sector),
        holder_of(Role.SCRUTINEER, area=unit.area.parent),
        UserFactory(),
        liaison_of(unit),
        worker_of(unit.area),
        street_office_of(other.area),
        district_office(),
        security_administrator(),
    ]

    for user in users:
        visible = set(Organisation.objects.visible_to(user, on=TODAY))
        linked = {one for one in Organisation.objects.all() if may_open(reach(user, TODAY), one)}
        assert linked == visible


def test_a_department_sees_the_units_of_its_sector_in_all_streets_what_they_offer_and_what_it_is_asked():
    sector, another = department(), department("卫健委")
    units = [
        OrganisationFactory(sector=sector),
        OrganisationFactory(sector=sector),
        OrganisationFactory(sector=another),
    ]
    for unit in units:
        business_of(unit)
    addressed = TaskFactory(owner=sector, receiver=BodyFactory(governs=units[0].area), is_public=False)
    user = holder_of(Role.SECTOR_DEPARTMENT, organisation=sector)

    assert set(Organisation.objects.visible_to(user, on=TODAY)) == {sector, units[0], units[1]}
    assert {one.owner for one in Resource.objects.visible_to(user, on=TODAY)} == {units[0], units[1]}
    assert list(Task.objects.visible_to(user, on=TODAY)) == [addressed]
    assert seen_by(user) == {"Resource": 2, "Task": 1}


def test_a_unit_that_changes_its_sector_passes_from_one_department_to_the_other():
    sector, another = department(), department("卫健委")
    unit = OrganisationFactory(sector=another)

    assert unit not in Organisation.objects.visible_to(holder_of(Role.SECTOR_DEPARTMENT, organisation=sector), on=TODAY)
    assert unit in Organisation.objects.visible_to(holder_of(Role.SECTOR_DEPARTMENT, organisation=another), on=TODAY)


def test_a_scrutineer_sees_the_ballot_meeting_of_the_street_and_nothing_else():
    unit, other = OrganisationFactory(), OrganisationFactory()
    for one in (unit, other):
        business_of(one)
    user = holder_of(Role.SCRUTINEER, area=unit.area.parent)

    assert seen_by(user) == {"Session": 1}
    assert Session.objects.visible_to(user, on=TODAY).get().area == unit.area.parent
    assert not Organisation.objects.visible_to(user, on=TODAY).exists()


@pytest.mark.parametrize("role", [role for role in WITH_BUSINESS if role != Role.COMMUNITY_WORKER])
def test_an_office_over_a_territory_sees_all_of_it(role):
    unit, other = OrganisationFactory(), OrganisationFactory()
    for one in (unit, other):
        business_of(one)

    assert seen_by(holder_of(role, area=unit.area.parent)) == dict.fromkeys([one.__name__ for one in BUSINESS], 1)


def test_an_office_of_another_kind_that_was_given_an_area_by_mistake_reaches_nothing():
    unit = OrganisationFactory()
    business_of(unit)

    assert seen_by(holder_of(Role.UNIT_LIAISON, area=unit.area.parent)) == {}
