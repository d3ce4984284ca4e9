"""Segments and groups go on with a successor or belong to another area."""

import pytest

from gongjian.civic.matters.actions import end_segment, relocate_group, transfer_segment
from gongjian.civic.matters.models import Segment
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    CommunityFactory,
    GroupFactory,
    OrganisationFactory,
    SegmentFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db


def test_a_successor_looks_after_it_from_that_day_and_the_row_before_says_who_did():
    segment, new = SegmentFactory(), OrganisationFactory()
    old = segment.taker

    transfer_segment(district_office(), segment, taker=new, area=segment.area, on=TODAY, at=NOON)

    rows = Segment.objects.order_by("pk").values_list("taker", "valid_to")
    assert list(rows) == [(old.pk, TODAY), (new.pk, None)]


def test_nobody_looks_after_it_any_more_and_the_reason_is_said():
    segment = SegmentFactory()

    with pytest.raises(Refused, match="写明理由"):
        end_segment(district_office(), segment, reason="", on=TODAY, at=NOON)
    end_segment(district_office(), segment, reason="道路改造", on=TODAY, at=NOON)

    segment.refresh_from_db()
    assert segment.valid_to == TODAY


def test_a_group_belongs_to_the_area_that_replaces_its_own():
    group, area = GroupFactory(), CommunityFactory()

    relocate_group(district_office(), group, area=area, at=NOON)

    group.refresh_from_db()
    assert group.area == area


@pytest.mark.parametrize("verb", [transfer_segment, end_segment, relocate_group])
def test_a_stranger_may_none_of_it_and_nothing_is_written(verb):
    segment = SegmentFactory()
    calls = {
        transfer_segment: (segment, {"taker": OrganisationFactory(), "area": segment.area, "on": TODAY}),
        end_segment: (segment, {"reason": "道路改造", "on": TODAY}),
        relocate_group: (GroupFactory(), {"area": segment.area}),
    }
    subject, said = calls[verb]

    with pytest.raises(NotAllowed):
        verb(UserFactory(), subject, at=NOON, **said)

    assert not Event.objects.exists()


def test_what_nobody_looks_after_goes_to_nobody():
    segment = SegmentFactory(valid_to=TODAY)

    with pytest.raises(NotAllowed, match="已经不归"):
        end_segment(district_office(), segment, reason="道路改造", on=TODAY, at=NOON)
