import pytest

from gongjian.civic.matters.actions import relocate_matter
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, CommunityFactory, MatterFactory, district_office, street_office_of

pytestmark = pytest.mark.django_db


def test_it_lies_in_the_new_area_and_keeps_its_number():
    matter, area = MatterFactory(), CommunityFactory()
    number = matter.number

    relocate_matter(district_office(), matter, area=area, at=NOON)

    matter.refresh_from_db()
    assert (matter.area, matter.number, Event.objects.get().changes["to"]) == (area, number, area.name)


def test_a_stranger_may_not_and_nothing_is_written():
    matter = MatterFactory()

    with pytest.raises(NotAllowed):
        relocate_matter(street_office_of(matter.area), matter, area=CommunityFactory(), at=NOON)

    assert not Event.objects.exists()
