"""A community ends, others take its place, another body leads a year."""

import pytest

from gongjian.civic.registry.actions import close_area, entrust_programme, succeed_area
from gongjian.civic.registry.models import Naming
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    CommunityFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    ProgrammeFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def test_with_a_community_end_its_names_its_part_and_the_offices_over_it():
    area = CommunityFactory()
    naming = Naming.objects.create(area=area, name=area.name, valid_from=area.valid_from)
    part, office = ParticipationFactory(area=area), OfficeFactory(role="COMMUNITY_WORKER", area=area)
    planned = OfficeFactory(role="COMMUNITY_WORKER", area=area, valid_from=TODAY + DAY)

    close_area(district_office(), area, on=TODAY, at=NOON)

    rows = [naming, part, office, planned]
    for row in rows:
        row.refresh_from_db()
    assert (area.valid_to, [row.valid_to for row in rows]) == (TODAY, [TODAY, TODAY, TODAY, planned.valid_from])


@pytest.mark.parametrize("on", [TOMORROW, NEW_YEAR])
def test_not_ahead_and_not_on_the_day_it_began(on):
    with pytest.raises(Refused, match="不能在今天以后"):
        close_area(district_office(), CommunityFactory(), on=on, at=NOON)


def test_a_street_is_not_closed_and_no_community_twice():
    office, area = district_office(), CommunityFactory()
    close_area(office, area, on=TODAY, at=NOON)

    with pytest.raises(Refused, match="不是社区"):
        close_area(office, area.parent, on=TODAY, at=NOON)
    with pytest.raises(Refused, match="已经撤销"):
        close_area(office, area, on=TODAY, at=NOON)


def test_a_new_area_says_which_closed_ones_it_replaces_and_no_open_one():
    old, new = CommunityFactory(valid_to=TODAY), CommunityFactory(parent=StreetFactory())
    same = CommunityFactory(parent=old.parent)

    succeed_area(district_office(), same, areas=[old], at=NOON)
    for wrong in ([new], [CommunityFactory(parent=old.parent)]):
        with pytest.raises(Refused, match="已经撤销的社区"):
            succeed_area(district_office(), same, areas=wrong, at=NOON)

    assert list(same.replaces.all()) == [old]


def test_another_body_leads_an_open_year():
    programme, body = ProgrammeFactory(), OrganisationFactory()

    entrust_programme(district_office(), programme, lead_office=body, at=NOON)
    with pytest.raises(Refused, match="已经注销"):
        entrust_programme(district_office(), programme, lead_office=OrganisationFactory(closed_date=TODAY), at=NOON)

    programme.refresh_from_db()
    assert programme.lead_office == body


@pytest.mark.parametrize("verb", [close_area, succeed_area, entrust_programme])
@pytest.mark.parametrize("who", ["a stranger", "the street"])
def test_nobody_else_may_and_nothing_is_written(verb, who):
    area = CommunityFactory()
    actor = UserFactory() if who == "a stranger" else street_office_of(area)
    calls = {
        close_area: (area, {"on": TODAY}),
        succeed_area: (area, {"areas": []}),
        entrust_programme: (ProgrammeFactory(), {"lead_office": OrganisationFactory()}),
    }
    subject, said = calls[verb]

    with pytest.raises(NotAllowed):
        verb(actor, subject, at=NOON, **said)

    assert not Event.objects.exists()
