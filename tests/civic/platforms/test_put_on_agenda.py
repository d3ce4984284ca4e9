import pytest

from gongjian.civic.platforms.actions import put_on_agenda
from gongjian.civic.platforms.actions.agenda import MOST_ITEMS
from gongjian.civic.platforms.models import AgendaItem
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import circulated_meeting
from tests.factories import (
    DAY,
    NOON,
    AgendaItemFactory,
    EventFactory,
    MeetingFactory,
    SeatFactory,
    TaskFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_secretary_puts_a_thing_at_the_end_of_the_agenda_and_the_ledger_says_so():
    earlier = AgendaItemFactory()
    meeting, worker = earlier.meeting, worker_of(earlier.meeting.platform.area)

    item = put_on_agenda(worker, meeting, title="  北门  夜间乱停车 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("platforms.put_on_agenda", worker, item)
    assert (item.title, item.position, item.source) == ("北门 夜间乱停车", 2, None)


def test_a_stranger_may_not_and_nothing_is_written():
    seat = SeatFactory()
    meeting = MeetingFactory(platform=seat.platform, starts_at=NOON + DAY)

    for who in (UserFactory(), liaison_of(seat.organisation)):
        with pytest.raises(NotAllowed):
            put_on_agenda(who, meeting, title="乱停车", at=NOON)

    assert (AgendaItem.objects.count(), Event.objects.count()) == (0, 0)


def test_the_same_thing_is_put_on_once_even_by_another_event_of_it():
    task, meeting = TaskFactory(), MeetingFactory()
    worker = worker_of(meeting.platform.area)
    first, second = EventFactory(subject=task), EventFactory(subject=task)
    item = put_on_agenda(worker, meeting, title="值守", source=first, at=NOON)

    with pytest.raises(Refused, match="已经在议程上了，是第 1 项“值守”"):
        put_on_agenda(worker, meeting, title="又是值守", source=second, at=NOON)

    assert AgendaItem.objects.get() == item


def test_what_was_taken_off_may_come_again():
    task, meeting = TaskFactory(), MeetingFactory()
    event = EventFactory(subject=task)
    AgendaItemFactory(meeting=meeting, source=event, withdrawn_at=NOON)

    item = put_on_agenda(worker_of(meeting.platform.area), meeting, title="值守", source=event, at=NOON)

    assert item.source == event


@pytest.mark.parametrize(("title", "why"), [(" \n ", "请写明议题"), ("长" * 201, "最多 200 字")])
def test_a_title_is_written_and_short(title, why):
    meeting = MeetingFactory()

    with pytest.raises(Refused, match=why):
        put_on_agenda(worker_of(meeting.platform.area), meeting, title=title, at=NOON)

    assert not Event.objects.exists()


def test_an_agenda_has_an_end():
    meeting = MeetingFactory()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=number, title=f"议题 {number}") for number in range(MOST_ITEMS)
    )

    with pytest.raises(Refused, match="最多 99 个议题"):
        put_on_agenda(worker_of(meeting.platform.area), meeting, title="再来一个", at=NOON)


def test_nothing_comes_on_the_agenda_of_a_cancelled_meeting_or_under_circulated_minutes():
    cancelled, sent = MeetingFactory(cancelled_at=NOON), circulated_meeting()

    with pytest.raises(NotAllowed, match="已经取消"):
        put_on_agenda(worker_of(cancelled.platform.area), cancelled, title="议题", at=NOON)
    with pytest.raises(NotAllowed, match="先收回纪要"):
        put_on_agenda(worker_of(sent.platform.area), sent, title="议题", at=NOON)
