from datetime import date

import pytest

from gongjian.civic.platforms.actions import adopt_resolution, put_on_agenda
from gongjian.civic.platforms.models import Resolution
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import circulated_meeting, held_item, held_meeting
from tests.factories import (
    NOON,
    AgendaItemFactory,
    EventFactory,
    MatterFactory,
    MeetingRuleFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
DUE, LATER = date(2026, 4, 30), date(2026, 6, 1)


def adopt(item, **said):
    usual = {"kind": "NOTE", "text": "夜间开放操场", "votes_for": 3, "review_date": LATER, "at": NOON}
    return adopt_resolution(worker_of(item.meeting.platform.area), item, **(usual | said))


def test_a_carried_note_is_written_down_with_its_votes_and_the_ledger_says_so():
    item = held_item(present=4)

    resolution = adopt(item, votes_for=3, votes_abstained=1)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.adopt_resolution", resolution)
    assert (resolution.is_carried, resolution.task, resolution.review_date) == (True, None, LATER)
    assert event.changes["votes_abstained"] == [None, 1]


def test_a_stranger_may_not_and_nothing_is_written():
    item = held_item()
    member = liaison_of(item.meeting.attendances.first().organisation)

    for who in (UserFactory(), member):
        with pytest.raises(NotAllowed):
            adopt_resolution(who, item, kind="NOTE", text="开放", votes_for=3, review_date=LATER, at=NOON)

    assert (Resolution.objects.count(), Event.objects.count()) == (0, 0)


def test_a_task_begins_at_once_and_points_to_the_item():
    meeting = held_meeting()
    unit, worker = meeting.attendances.first().organisation, worker_of(meeting.platform.area)
    item = put_on_agenda(worker, meeting, title="乱停车", at=NOON)

    resolution = adopt_resolution(
        worker, item, kind="TASK", text="腾出 30 个车位", votes_for=3, owner=unit, due_date=DUE, at=NOON
    )

    task = Task.objects.get()
    assert (task.owner, task.receiver, task.due_date) == (unit, meeting.platform.secretary, DUE)
    assert (task.source.verb, task.source.subject) == ("platforms.put_on_agenda", item)
    assert (resolution.task, resolution.review_date) == (task, None)


def test_what_the_secretary_does_itself_makes_no_task_and_is_looked_at_on_its_last_day():
    item = held_item()

    resolution = adopt(
        item, kind="TASK", owner=item.meeting.platform.secretary, due_date=DUE, review_date=None, text="贴告示"
    )

    assert (resolution.task, resolution.review_date, Task.objects.count()) == (None, DUE, 0)


def test_what_was_voted_down_is_written_down_and_nothing_follows():
    item = held_item(present=4)

    resolution = adopt(item, kind="TASK", owner=OrganisationFactory(), votes_for=2, votes_against=2, review_date=None)

    assert (resolution.is_carried, Task.objects.count()) == (False, 0)


def test_nothing_is_decided_by_too_few_until_a_reason_stands_there():
    item = held_item(present=2, absent=2)

    with pytest.raises(Refused, match="应到 4 家，到会 2 家，至少要 3 家"):
        adopt(item, votes_for=2)
    item.meeting.override_reason = "防汛在即"
    item.meeting.save()

    assert adopt(item, votes_for=2).is_carried


def test_the_rule_of_the_platform_on_that_day_says_how_many_and_how_much():
    item = held_item(present=4, absent=1)
    MeetingRuleFactory(platform=item.meeting.platform, quorum_bp=6600, majority_bp=6600)

    assert adopt(item, votes_for=3, votes_against=1).is_carried
    assert not adopt(item, text="另一项", votes_for=2, votes_against=2).is_carried


def test_two_clicks_write_down_one_resolution():
    item = held_item()
    adopt(item)

    with pytest.raises(Refused, match="已经记过同样的一项"):
        adopt(item)

    assert Resolution.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"votes_for": 4}, "三项相加不能超过"),
        ({"votes_for": -1}, "三项相加不能超过"),
        ({"review_date": None}, "办结期限，或者哪天回头看"),
        ({"due_date": date(2026, 2, 1)}, "不能早于开会那天"),
        ({"review_date": date(2026, 3, 2)}, "要晚于开会那天"),
        ({"kind": "TASK"}, "由哪家负责"),
        ({"kind": "WISH"}, "交办、移交难题，还是议定"),
        ({"text": " "}, "议定什么"),
        ({"text": "长" * 501}, "最多 500 字"),
    ],
)
def test_nonsense_is_refused_in_words(said, why):
    item = held_item(present=3)

    with pytest.raises(Refused, match=why):
        adopt(item, **said)

    assert not Event.objects.exists()


def test_a_task_needs_a_day_and_somebody_whom_one_may_ask():
    item = held_item()

    with pytest.raises(Refused, match="交办要写办结期限"):
        adopt(item, kind="TASK", owner=OrganisationFactory(area=item.meeting.platform.area))
    with pytest.raises(Refused, match="不在您管的地方"):
        adopt(item, kind="TASK", owner=OrganisationFactory(), due_date=DUE)
    with pytest.raises(Refused, match="已经注销"):
        adopt(item, owner=OrganisationFactory(closed_date=date(2026, 1, 5)))

    assert not Event.objects.exists()


def test_only_what_came_from_a_matter_is_handed_over_and_only_once():
    meeting, department = held_meeting(), OrganisationFactory()
    matter = AgendaItemFactory(meeting=meeting, source=EventFactory(subject=MatterFactory()))

    with pytest.raises(Refused, match="不是从难题来的"):
        adopt(AgendaItemFactory(meeting=meeting), kind="HAND_OVER", owner=department)
    resolution = adopt(matter, kind="HAND_OVER", owner=department, due_date=DUE, review_date=None)
    with pytest.raises(Refused, match="已经议定移交给"):
        adopt(matter, kind="HAND_OVER", owner=OrganisationFactory(), text="再移交")

    assert (resolution.owner, resolution.task, resolution.review_date) == (department, None, None)


def test_nothing_is_decided_under_circulated_minutes():
    item = circulated_meeting().items.get()

    with pytest.raises(NotAllowed, match="先收回纪要"):
        adopt(item)


@pytest.mark.parametrize("name", ["due_date", "review_date"])
def test_no_day_lies_more_than_five_years_after_the_meeting(name):
    item = held_item()
    day = item.meeting.day

    for far in (day.replace(year=day.year + 5, day=day.day + 1), date(9999, 12, 31)):
        with pytest.raises(Refused, match="核对年份"):
            adopt(item, **{name: far})
    assert not Resolution.objects.exists()

    assert getattr(adopt(item, **{name: day.replace(year=day.year + 5)}), name).year == day.year + 5
