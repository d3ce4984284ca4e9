from datetime import UTC, datetime

import pytest

from gongjian.civic.platforms.actions import cancel_meeting, plan_meeting
from gongjian.civic.platforms.models import Meeting
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    MeetingTemplateFactory,
    OrganisationFactory,
    PlatformFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"kind": Meeting.Kind.JOINT, "title": "联席会议", "starts_at": NOON + DAY}


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


def test_a_template_writes_the_items_that_always_come():
    platform = PlatformFactory()
    template = MeetingTemplateFactory(area=platform.area.parent, items=["通报进展", "商量下一步"])

    meeting = plan_meeting(worker_of(platform.area), platform, **SAID, template=template, at=NOON)

    assert list(meeting.items.order_by("position").values_list("title", flat=True)) == ["通报进展", "商量下一步"]
    event = Event.objects.get(verb="platforms.plan_meeting")
    assert event.changes["template"] == template.title


def test_a_template_that_is_retired_or_of_another_street_plans_nothing():
    platform = PlatformFactory()
    retired = MeetingTemplateFactory(area=platform.area, retired_at=NOON)

    for template in (retired, MeetingTemplateFactory()):
        with pytest.raises(Refused, match="模板"):
            plan_meeting(worker_of(platform.area), platform, **SAID, template=template, at=NOON)

    assert not Meeting.objects.exists()
    assert not Event.objects.exists()


def test_a_meeting_has_a_name_and_is_not_older_than_its_platform():
    platform = PlatformFactory()
    worker = worker_of(platform.area)

    with pytest.raises(Refused, match="会议名称"):
        plan_meeting(worker, platform, **SAID | {"title": " "}, at=NOON)
    with pytest.raises(Refused, match="才成立"):
        plan_meeting(worker, platform, **SAID | {"starts_at": NOON - 90 * DAY}, at=NOON)

    assert not Meeting.objects.exists()


def test_a_day_nobody_can_have_meant_is_refused_and_nothing_is_kept():
    platform = PlatformFactory()
    worker = worker_of(platform.area)

    for far in (NOON + 401 * DAY, datetime(9999, 12, 31, 1, tzinfo=UTC)):
        with pytest.raises(Refused, match="核对年份"):
            plan_meeting(worker, platform, **SAID | {"starts_at": far}, at=NOON)
    assert not Meeting.objects.exists()

    assert plan_meeting(worker, platform, **SAID | {"starts_at": NOON + 400 * DAY}, at=NOON).pk


def test_the_same_hour_is_not_planned_twice_unless_the_first_was_called_off():
    platform = PlatformFactory()
    worker = worker_of(platform.area)
    first = plan_meeting(worker, platform, **SAID, at=NOON)

    with pytest.raises(Refused, match=f"已经定了“{first.title}”"):
        plan_meeting(worker, platform, **SAID | {"title": "另一次会议"}, at=NOON)
    cancel_meeting(worker, first, reason="换人主持", at=NOON)

    assert plan_meeting(worker, platform, **SAID, at=NOON).pk != first.pk
