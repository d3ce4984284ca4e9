"""The successor of a body lends the people that it lent."""

import pytest

from gongjian.civic.matters.actions import transfer_people
from gongjian.civic.matters.models import GroupMember
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    GroupMemberFactory,
    OrganisationFactory,
    district_office,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_from_that_day_on_the_same_people_come_from_the_successor():
    member, heir = GroupMemberFactory(organisation=OrganisationFactory(), headcount=3), OrganisationFactory()

    transfer_people(district_office(), member, to=heir, on=TODAY, at=NOON)

    rows = GroupMember.objects.order_by("pk").values_list("organisation", "headcount", "valid_from", "valid_to")
    assert list(rows) == [(member.organisation_id, 3, None, TODAY), (heir.pk, 3, TODAY, None)]


def test_people_whom_both_lend_are_counted_together():
    member, heir = GroupMemberFactory(organisation=OrganisationFactory(), headcount=3), OrganisationFactory()
    own = GroupMemberFactory(group=member.group, source="监理", organisation=heir, headcount=2, valid_from=NEW_YEAR)

    transfer_people(district_office(), member, to=heir, on=TODAY, at=NOON)

    own.refresh_from_db()
    assert (own.headcount, GroupMember.objects.filter(valid_to=None).count()) == (5, 1)


def test_a_stranger_may_not_and_nothing_is_written():
    member = GroupMemberFactory(organisation=OrganisationFactory())

    with pytest.raises(NotAllowed):
        transfer_people(worker_of(member.group.area), member, to=OrganisationFactory(), on=TODAY, at=NOON)

    assert not Event.objects.exists()
