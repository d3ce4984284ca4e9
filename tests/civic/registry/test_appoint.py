import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import appoint
from gongjian.civic.registry.actions.posts import fitting
from gongjian.civic.registry.models import Office, Organisation, Role
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    YESTERDAY,
    CommunityFactory,
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


def appointed(role, scope, **said):
    """Give a newcomer the post, as the security administrator does."""
    return appoint(
        security_administrator(), scope, role=role, at=NOON, **{"person": PersonFactory(), "since": NEW_YEAR, **said}
    )


@pytest.mark.parametrize(
    ("role", "place", "wants"),
    [
        (Role.STREET_OFFICE, CommunityFactory, "要管街道"),
        (Role.STREET_OFFICE, DistrictFactory, "要管街道"),
        (Role.COMMUNITY_WORKER, StreetFactory, "要管社区或村"),
        (Role.DISTRICT_OFFICE, StreetFactory, "要管区"),
        (Role.INSPECTOR, CommunityFactory, "要管区或街道"),
        (Role.SCRUTINEER, CommunityFactory, "要管区或街道"),
        (Role.AUDIT_ADMINISTRATOR, StreetFactory, "要管区"),
    ],
)
def test_a_role_is_held_over_its_own_kind_of_place(role, place, wants):
    with pytest.raises(Refused, match=wants):
        appointed(role, place())

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.DISTRICT_OFFICE, DistrictFactory),
        (Role.STREET_OFFICE, StreetFactory),
        (Role.COMMUNITY_WORKER, CommunityFactory),
        (Role.INSPECTOR, StreetFactory),
        (Role.SCRUTINEER, DistrictFactory),
    ],
)
def test_a_role_that_fits_its_place_is_given(role, place):
    area = place()

    assert appointed(role, area).area == area


def test_the_organisation_lies_in_the_area_named():
    unit = OrganisationFactory()

    with pytest.raises(Refused, match=r"不在第.*街道"):
        appointed(Role.UNIT_LIAISON, StreetFactory(), organisation=unit)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        (Role.UNIT_LIAISON, Organisation.Kind.SCHOOL, True),
        (Role.UNIT_SECRETARY, Organisation.Kind.MERCHANT, True),
        (Role.UNIT_LIAISON, Organisation.Kind.DISTRICT, False),
        (Role.UNIT_SECRETARY, Organisation.Kind.STREET, False),
        (Role.UNIT_LIAISON, Organisation.Kind.COMMUNITY, False),
        (Role.SECTOR_DEPARTMENT, Organisation.Kind.DISTRICT, True),
        (Role.SECTOR_DEPARTMENT, Organisation.Kind.SCHOOL, False),
    ],
)
def test_a_role_is_held_for_its_own_kind_of_organisation(role, kind, fits):
    body = OrganisationFactory(kind=kind)

    if fits:
        assert appointed(role, body.area, organisation=body).organisation == body
    else:
        with pytest.raises(Refused, match="不能代表"):
            appointed(role, body.area, organisation=body)

    assert list(Organisation.objects.filter(fitting(role))) == ([body] if fits else [])


@pytest.mark.parametrize(("said", "why"), [({"is_outside": True}, "在区外"), ({"closed_date": NEW_YEAR}, "已经注销")])
def test_nobody_acts_for_one_outside_or_gone(said, why):
    unit = OrganisationFactory(**said)

    with pytest.raises(Refused, match=why):
        appointed(Role.UNIT_LIAISON, unit.area, organisation=unit)

    assert not Event.objects.exists()


def test_an_area_that_is_gone_gives_no_office():
    with pytest.raises(Refused, match="还没有设立，或者已经撤销"):
        appointed(Role.STREET_OFFICE, StreetFactory(valid_to=NEW_YEAR))

    assert not Event.objects.exists()


def test_the_same_post_is_not_held_twice_at_a_time():
    office = OfficeFactory()

    with pytest.raises(Refused, match="已经在任这个岗位"):
        appointed(Role.STREET_OFFICE, office.area, person=office.person)

    assert not Event.objects.exists()


def test_after_its_end_a_post_may_be_held_again():
    office = OfficeFactory(valid_from=YESTERDAY, valid_to=TODAY)

    again = appointed(Role.STREET_OFFICE, office.area, person=office.person, since=TODAY)

    assert (again.person, again.area) == (office.person, office.area)


def test_one_person_holds_several_posts():
    office = OfficeFactory()

    appointed(Role.INSPECTOR, office.area, person=office.person)

    assert {one.role for one in office.person.offices.all()} == {"STREET_OFFICE", "INSPECTOR"}


def test_an_administrator_has_no_business_and_who_has_business_administers_nothing():
    administrator = OfficeFactory(role=Role.SYSTEM_ADMINISTRATOR, area=DistrictFactory()).person
    clerk = OfficeFactory().person

    with pytest.raises(Refused, match="管理员不能同时担任业务岗位"):
        appointed(Role.STREET_OFFICE, StreetFactory(), person=administrator)
    with pytest.raises(Refused, match="管理员不能同时担任业务岗位"):
        appointed(Role.SYSTEM_ADMINISTRATOR, DistrictFactory(), person=clerk)

    assert not Event.objects.exists()


def test_nobody_gives_posts_to_oneself():
    administrator = security_administrator()

    with pytest.raises(Refused, match="自己的岗位和账号不能自己改"):
        appoint(
            administrator,
            StreetFactory(),
            person=administrator.person,
            role=Role.STREET_OFFICE,
            since=NEW_YEAR,
            at=NOON,
        )

    assert not Event.objects.exists()
