"""A planned activity belongs to the area that replaces its own; a held one stays."""

import pytest

from gongjian.civic.activities.actions import relocate_activity
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, ActivityFactory, CommunityFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_what_is_planned_goes_along():
    activity, area = ActivityFactory(), CommunityFactory()

    relocate_activity(district_office(), activity, area=area, at=NOON)

    activity.refresh_from_db()
    assert activity.area == area


def test_what_was_held_stays():
    with pytest.raises(NotAllowed, match="已经登记"):
        relocate_activity(district_office(), ActivityFactory(held_at=NOON), area=CommunityFactory(), at=NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        relocate_activity(UserFactory(), ActivityFactory(), area=CommunityFactory(), at=NOON)

    assert not Event.objects.exists()
