"""A group with its tree, a road with its segments: for everybody, without a name of a person."""

import pytest
from django.urls import reverse

from tests.civic.pages import cost, status, text
from tests.factories import (
    TODAY,
    EventFactory,
    GroupFactory,
    GroupMemberFactory,
    PartFactory,
    SegmentFactory,
    UserFactory,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def road(segment):
    return reverse("matters:show_road", args=[segment.area_id, segment.road])


def test_a_group_adds_up_with_all_below_it():
    group = GroupFactory()
    GroupMemberFactory(group=group, source="投资方", headcount=5)
    for number in range(1, 12):
        below = GroupFactory(parent=group, kind="LIAISON", title=f"第 {number} 联络小组", area=group.area)
        GroupMemberFactory(group=below, headcount=10)

    for user in (None, UserFactory(), street_office_of(group.area)):
        page = text(user, group.get_absolute_url())
        assert '<span class="val">115<small>人</small></span>' in page
        assert '<span class="val">11<small>个</small></span>' in page
        assert "第 11 联络小组" in page


def test_a_group_leads_to_what_it_did():
    group = GroupFactory()

    assert f"{reverse('activities:list_activities')}?group={group.pk}" in text(None, group.get_absolute_url())


def test_a_group_that_is_not_public_is_for_its_territory():
    group = GroupFactory(is_public=False)

    assert status(None, group.get_absolute_url()) == 404
    assert status(street_office_of(group.area), group.get_absolute_url()) == 200


def test_a_road_says_who_looks_after_each_segment():
    part = PartFactory()
    segment = SegmentFactory(part=part, area=part.project.area)
    former = SegmentFactory(area=segment.area, valid_to=TODAY)

    for user in (None, liaison_of(segment.taker), street_office_of(segment.area)):
        page = text(user, road(segment))
        assert segment.taker.name in page
        assert part.title in page
        assert former.taker.name not in page


def test_a_road_that_nobody_looks_after_has_no_page():
    segment = SegmentFactory()

    assert status(None, reverse("matters:show_road", args=[segment.area_id, "别的路"])) == 404
    assert status(None, reverse("matters:show_road", args=[segment.area_id + 1000, "协作路"])) == 404


def test_a_group_costs_the_same_with_1_and_with_11_below():
    group = GroupFactory()
    GroupMemberFactory(group=GroupFactory(parent=group, area=group.area))
    before = cost(None, group.get_absolute_url())

    for below in GroupFactory.create_batch(10, parent=group, area=group.area):
        GroupMemberFactory(group=below)
    EventFactory.create_batch(3, subject=group, verb="matters.form_group")

    assert cost(None, group.get_absolute_url()) == before


def test_a_road_costs_the_same_with_1_and_with_40_segments():
    segment = SegmentFactory()
    EventFactory(subject=segment, verb="matters.take_segment")
    before = cost(None, road(segment))

    for other in SegmentFactory.create_batch(39, area=segment.area):
        EventFactory(subject=other, verb="matters.take_segment")

    assert cost(None, road(segment)) == before
