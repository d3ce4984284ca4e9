import pytest

from gongjian.civic.registry.actions import open_programme
from gongjian.civic.registry.models import TERMS, Programme
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    DistrictFactory,
    OrganisationFactory,
    ProgrammeFactory,
    StreetFactory,
    UserFactory,
    district_office,
    security_administrator,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def test_the_district_opens_a_year_and_the_ledger_says_so():
    district, office, lead = DistrictFactory(), district_office(), OrganisationFactory()

    programme = open_programme(office, district, year=2026, lead_office=lead, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.open_programme", office, programme)
    assert event.path == district.path
    assert event.changes == {
        "area_id": [None, district.pk],
        "calendar": [None, {}],
        "lead_office_id": [None, lead.pk],
        "opened_at": [None, WRITTEN_NOON],
        "terms": [None, TERMS],
        "title": [None, "中原区 2026 年度"],
        "year": [None, 2026],
    }


def test_the_next_year_speaks_as_the_year_before():
    lead = OrganisationFactory()
    before = ProgrammeFactory(lead_office=lead, terms={"platforms": {"STREET": "议事会"}}, calendar={"draft": 1})

    programme = open_programme(district_office(), before.area, year=2027, at=NOON)

    assert (programme.lead_office, programme.terms, programme.calendar) == (lead, before.terms, before.calendar)


@pytest.mark.parametrize("who", [UserFactory, security_administrator, lambda: street_office_of(StreetFactory())])
def test_nobody_else_may_and_nothing_is_written(who):
    actor = who()

    with pytest.raises(NotAllowed):
        open_programme(actor, DistrictFactory(), year=2026, at=NOON)

    assert not Programme.objects.exists()
    assert not Event.objects.exists()


def test_a_year_is_opened_in_the_district():
    with pytest.raises(Refused, match="年度要在区里开"):
        open_programme(district_office(), StreetFactory(), year=2026, at=NOON)

    assert not Event.objects.exists()


def test_a_year_is_opened_once():
    programme = ProgrammeFactory()

    with pytest.raises(Refused, match="2026 年度已经开过了"):
        open_programme(district_office(), programme.area, year=2026, at=NOON)

    assert Programme.objects.count() == 1
    assert not Event.objects.exists()
