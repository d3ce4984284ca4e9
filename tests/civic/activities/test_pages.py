"""The register of activities and the page of one: public once entered, headcounts only."""

import pytest
from django.urls import reverse

from tests.civic.pages import cost, status, text
from tests.factories import (
    NOON,
    ActivityFactory,
    EventFactory,
    GroupFactory,
    SideFactory,
    StepFactory,
    UserFactory,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db
LIST = reverse("activities:list_activities")


def test_everybody_reads_what_was_held_in_which_steps_and_how_many_came():
    side = SideFactory(activity__held_at=NOON, is_at_least=True)
    step = StepFactory(activity=side.activity)

    for user in (None, liaison_of(side.organisation), street_office_of(side.activity.area)):
        page = text(user, side.activity.get_absolute_url())
        for word in (side.organisation.name, "40 余", step.title):
            assert word in page


def test_what_is_only_planned_is_for_its_territory():
    activity = ActivityFactory()

    assert status(None, activity.get_absolute_url()) == 404
    assert status(UserFactory(), activity.get_absolute_url()) == 404
    assert status(street_office_of(activity.area), activity.get_absolute_url()) == 200


def test_the_register_is_narrowed():
    side = SideFactory(activity__held_at=NOON, activity__title="讲党课")
    group = GroupFactory()
    visit = ActivityFactory(held_at=NOON, kind="SITE_VISIT", title="看安置房", group=group)

    def found(query):
        page = text(None, f"{LIST}?{query}")
        return [one.title for one in (side.activity, visit) if f">{one.title}</a>" in page]

    assert found("") == ["讲党课", "看安置房"]
    assert found("kind=SITE_VISIT") == ["看安置房"]
    assert found(f"organisation={side.organisation_id}") == ["讲党课"]
    assert found(f"group={group.pk}") == ["看安置房"]
    assert found("q=党课&state=held") == ["讲党课"]
    assert f"{group.title}的活动" in text(None, f"{LIST}?group={group.pk}")


def test_the_register_costs_the_same_with_1_and_with_200_rows():
    side = SideFactory(activity__held_at=NOON)
    before = cost(None, f"{LIST}?size=100")

    ActivityFactory.create_batch(199, held_at=NOON, area=side.activity.area)

    assert cost(None, f"{LIST}?size=100") == before


def test_an_activity_costs_the_same_with_1_and_with_20_bodies():
    activity = SideFactory(activity__held_at=NOON).activity
    before = cost(None, activity.get_absolute_url())

    SideFactory.create_batch(19, activity=activity)
    EventFactory.create_batch(3, subject=activity, verb="activities.hold_activity")

    assert cost(None, activity.get_absolute_url()) == before
