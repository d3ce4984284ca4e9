import pytest

from gongjian.civic.activities.actions import hold_activity
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    ActivityFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_community_enters_who_came_and_the_ledger_holds_number_and_digest():
    activity, unit = ActivityFactory(), OrganisationFactory()
    worker = worker_of(activity.area)
    side = {"organisation": unit, "audience": "党员和居民代表", "headcount": 40, "is_at_least": True}

    hold_activity(worker, activity, sides=[side], steps=["重温誓词", "讲党课"], at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("activities.hold_activity", worker, activity)
    assert event.changes == {
        "held_at": [None, WRITTEN_NOON],
        "sides": digest_of([(unit.pk, "党员和居民代表", 40)]),
        "steps": digest_of(["重温誓词", "讲党课"]),
    }
    assert list(activity.steps.order_by("position").values_list("title", flat=True)) == ["重温誓词", "讲党课"]
    assert activity.sides.get().is_at_least


def test_a_stranger_may_not_and_nothing_is_written():
    activity = ActivityFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory(area=activity.area))):
        with pytest.raises(NotAllowed):
            hold_activity(who, activity, at=NOON)

    activity.refresh_from_db()
    assert activity.held_at is None
    assert not Event.objects.exists()


def test_it_is_entered_once():
    activity = ActivityFactory(held_at=NOON)

    with pytest.raises(NotAllowed, match="已经登记过了"):
        hold_activity(worker_of(activity.area), activity, at=NOON)

    assert not Event.objects.exists()


def test_a_body_is_named_once():
    activity, unit = ActivityFactory(), OrganisationFactory()
    sides = [{"organisation": unit, "audience": "党员"}, {"organisation": unit, "audience": "居民代表"}]

    with pytest.raises(Refused, match="有一家写了两次"):
        hold_activity(worker_of(activity.area), activity, sides=sides, at=NOON)

    activity.refresh_from_db()
    assert activity.held_at is None
    assert not activity.sides.exists()
    assert not Event.objects.exists()
