from datetime import date

import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import take_over
from gongjian.civic.registry.models import Office, Role
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    DistrictFactory,
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
    district_office,
    security_administrator,
)

pytestmark = pytest.mark.django_db
TERM = date(2028, 12, 31)


def pair(**said) -> tuple[Office, Office]:
    """Return the office of who leaves and that of who is in the same post already."""
    before = OfficeFactory()
    return before, OfficeFactory(area=before.area, role=before.role, title="干事", **said)


def liaisons() -> tuple[Office, Office]:
    post = {"role": Role.UNIT_LIAISON, "area": None, "organisation": OrganisationFactory()}
    return OfficeFactory(**post), OfficeFactory(**post)


def secretary_of(unit) -> User:
    return OfficeFactory(role=Role.UNIT_SECRETARY, area=None, organisation=unit).person.user


def test_an_office_becomes_the_successor_and_the_ledger_says_so():
    (before, office), administrator = pair(), security_administrator()

    take_over(administrator, office, succeeds=before, term_to=TERM, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.take_over", administrator, office)
    assert event.changes == {"succeeds_id": [None, before.pk], "term_to": [None, "2028-12-31"]}
    office.refresh_from_db()
    assert (office.succeeds, office.title, office.term_to) == (before, "干事", TERM)


def test_the_secretary_lets_a_liaison_of_the_own_unit_succeed():
    before, office = liaisons()

    take_over(secretary_of(office.organisation), office, succeeds=before, at=NOON)

    assert Office.objects.get(pk=office.pk).succeeds == before


@pytest.mark.parametrize("who", [UserFactory, district_office, lambda: secretary_of(OrganisationFactory())])
@pytest.mark.parametrize("of", [pair, liaisons])
def test_a_stranger_may_not_and_nothing_is_written(who, of):
    (before, office), actor = of(), who()

    with pytest.raises(NotAllowed):
        take_over(actor, office, succeeds=before, at=NOON)

    assert Office.objects.get(pk=office.pk).succeeds is None
    assert not Event.objects.exists()


def test_nobody_lets_oneself_succeed():
    district = DistrictFactory()
    before, office = (OfficeFactory(role=Role.SECURITY_ADMINISTRATOR, area=district) for _one in range(2))

    with pytest.raises(NotAllowed, match="自己的岗位和账号不能自己改"):
        take_over(office.person.user, office, succeeds=before, at=NOON)


def test_only_the_same_post_of_another_person_is_taken_over():
    before = OfficeFactory()
    again = OfficeFactory(person=before.person, area=before.area, role=before.role)

    for other in (OfficeFactory(), again):
        with pytest.raises(Refused, match="同一个岗位、不同的人"):
            take_over(security_administrator(), other, succeeds=before, at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "term_to", "why"),
    [({"valid_to": TODAY}, None, "已经离任，不能接任"), ({"valid_from": TODAY}, TODAY, "任期结束的日子要晚于")],
)
def test_an_office_that_ended_or_a_term_that_ends_before_it_began_is_refused(said, term_to, why):
    before, office = pair(**said)

    with pytest.raises(Refused, match=why):
        take_over(security_administrator(), office, succeeds=before, term_to=term_to, at=NOON)

    assert not Event.objects.exists()


def test_each_office_has_one_successor_and_succeeds_one():
    before, office = pair()
    post = {"area": before.area, "role": before.role}
    other, third = OfficeFactory(**post), OfficeFactory(**post)
    administrator = security_administrator()
    take_over(administrator, office, succeeds=before, at=NOON)

    with pytest.raises(Refused, match="已经接了另一个人的班"):
        take_over(administrator, office, succeeds=third, at=NOON)
    with pytest.raises(Refused, match="已经有人接任"):
        take_over(administrator, other, succeeds=Office.objects.get(pk=before.pk), at=NOON)

    assert Event.objects.count() == 1
