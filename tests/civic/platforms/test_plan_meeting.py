import pytest

from gongjian.civic.platforms.actions import plan_meeting
from gongjian.civic.platforms.models import Meeting
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, OrganisationFactory, PlatformFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_community_plans_a_meeting_and_the_ledger_says_so():
    platform = PlatformFactory()
    worker = worker_of(platform.area)

    meeting = plan_meeting(
        worker, platform, kind=Meeting.Kind.JOINT, title="第一季度联席会议", starts_at=NOON + DAY, place="二楼", at=NOON
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.plan_meeting", worker, meeting)
    assert event.changes == {
        "is_public": [None, True],
        "kind": [None, "JOINT"],
        "length_minutes": [None, 120],
        "place": [None, "二楼"],
        "platform_id": [None, platform.pk],
        "starts_at": [None, "2026-03-03T04:00:00Z"],
        "title": [None, "第一季度联席会议"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    platform = PlatformFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory(area=platform.area))):
        with pytest.raises(NotAllowed):
            plan_meeting(who, platform, kind=Meeting.Kind.JOINT, title="会", starts_at=NOON, at=NOON)

    assert not Meeting.objects.exists()
    assert not Event.objects.exists()
