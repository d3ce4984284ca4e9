"""Resources and list checks go on with a successor, end with a reason, or serve another area."""

import pytest

from gongjian.civic.lists.actions import relocate_resource, transfer_check, transfer_resource, withdraw_resource
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    CommunityFactory,
    ListCheckFactory,
    OrganisationFactory,
    ResourceFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db


def test_a_successor_offers_it_on_from_the_day_it_was_opened():
    resource, new = ResourceFactory(), OrganisationFactory()
    opened = resource.opens_date

    transfer_resource(district_office(), resource, to=new, at=NOON)

    resource.refresh_from_db()
    assert (resource.owner, resource.opens_date) == (new, opened)


def test_it_is_withdrawn_from_a_day_on_with_a_reason():
    resource = ResourceFactory()

    with pytest.raises(Refused, match="写明理由"):
        withdraw_resource(district_office(), resource, on=TODAY, reason="", at=NOON)
    with pytest.raises(Refused, match="才开放"):
        withdraw_resource(district_office(), resource, on=resource.opens_date, reason="拆除", at=NOON)
    withdraw_resource(district_office(), resource, on=TODAY, reason="拆除", at=NOON)

    resource.refresh_from_db()
    assert resource.closes_date == TODAY


def test_it_serves_the_area_that_replaces_the_one_before():
    resource, area = ResourceFactory(), CommunityFactory()

    relocate_resource(district_office(), resource, area=area, at=NOON)

    resource.refresh_from_db()
    assert resource.area == area


def test_a_successor_is_asked_unless_it_is_asked_for_that_day_itself():
    check, other, new = ListCheckFactory(), ListCheckFactory(), OrganisationFactory()

    transfer_check(district_office(), check, to=new, at=NOON)
    with pytest.raises(Refused, match="自己的清单"):
        transfer_check(district_office(), other, to=new, at=NOON)

    check.refresh_from_db()
    assert check.organisation == new


@pytest.mark.parametrize("verb", [transfer_resource, withdraw_resource, relocate_resource, transfer_check])
def test_a_stranger_may_none_of_it_and_nothing_is_written(verb):
    new = OrganisationFactory()
    said = {
        transfer_resource: {"to": new},
        withdraw_resource: {"on": TODAY, "reason": "拆除"},
        relocate_resource: {"area": new.area},
        transfer_check: {"to": new},
    }
    subject = ListCheckFactory() if verb is transfer_check else ResourceFactory()

    with pytest.raises(NotAllowed):
        verb(UserFactory(), subject, at=NOON, **said[verb])

    assert not Event.objects.exists()
