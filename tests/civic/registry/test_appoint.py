import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import appoint
from gongjian.civic.registry.models import Office, Role
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    DistrictFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    StreetFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db


def test_somebody_is_given_an_area_and_the_ledger_says_so():
    street, person, administrator = StreetFactory(), PersonFactory(), security_administrator()

    office = appoint(
        administrator, street, person=person, role=Role.STREET_OFFICE, title="主任", since=NEW_YEAR, at=NOON
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.appoint", administrator, office)
    assert event.path == street.path
    assert event.changes == {
        "area_id": [None, street.pk],
        "person_id": [None, person.pk],
        "role": [None, "STREET_OFFICE"],
        "title": [None, "主任"],
        "valid_from": [None, "2026-01-01"],
    }


def test_somebody_acts_for_an_organisation():
    unit, person = OrganisationFactory(), PersonFactory()

    office = appoint(
        User.objects.clock(),
        unit.area,
        person=person,
        role=Role.UNIT_LIAISON,
        organisation=unit,
        since=NEW_YEAR,
        at=NOON,
    )

    assert (office.area, office.organisation) == (None, unit)
    assert Event.objects.get().path == unit.path


@pytest.mark.parametrize("who", [UserFactory, district_office])
def test_nobody_else_may_and_nothing_is_written(who):
    actor, person = who(), PersonFactory()

    with pytest.raises(NotAllowed):
        appoint(actor, DistrictFactory(), person=person, role=Role.DISTRICT_OFFICE, since=NEW_YEAR, at=NOON)

    assert not person.offices.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        (Role.UNIT_LIAISON, lambda: None),
        (Role.SECTOR_DEPARTMENT, lambda: None),
        (Role.STREET_OFFICE, OrganisationFactory),
        (Role.SYSTEM_ADMINISTRATOR, OrganisationFactory),
    ],
)
def test_an_office_is_over_an_area_or_for_an_organisation(role, unit):
    person = PersonFactory()

    with pytest.raises(Refused, match=f"“{role.label}”要么管一个区域，要么代表一家单位"):
        appoint(
            security_administrator(),
            DistrictFactory(),
            person=person,
            role=role,
            organisation=unit(),
            since=NEW_YEAR,
            at=NOON,
        )

    assert not person.offices.exists()
    assert not Event.objects.exists()


def test_the_three_administrators_are_three_people():
    office = OfficeFactory(role=Role.SYSTEM_ADMINISTRATOR, area=DistrictFactory())

    with pytest.raises(Refused, match="必须是三个人"):
        appoint(
            security_administrator(),
            DistrictFactory(),
            person=office.person,
            role=Role.AUDIT_ADMINISTRATOR,
            since=NEW_YEAR,
            at=NOON,
        )

    assert list(Office.objects.filter(person=office.person)) == [office]
    assert not Event.objects.exists()
