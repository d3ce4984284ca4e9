import pytest

from gongjian.civic.platforms.actions import write_discussion
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import circulated_meeting, held_item
from tests.factories import NOON, AgendaItemFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def test_the_secretary_writes_what_was_said_and_the_ledger_says_so():
    item = held_item()

    write_discussion(worker_of(item.meeting.platform.area), item, text=" 听取汇报。\r\n有三家发言。\n", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.write_discussion", item)
    assert event.changes == {"discussion": [None, "听取汇报。\n有三家发言。"]}


def test_a_stranger_may_not_and_nothing_is_written():
    item = held_item()

    with pytest.raises(NotAllowed):
        write_discussion(UserFactory(), item, text="听取汇报。", at=NOON)

    assert not Event.objects.exists()


def test_three_thousand_characters_are_kept_and_one_more_is_refused():
    item = held_item()
    worker = worker_of(item.meeting.platform.area)

    write_discussion(worker, item, text="<b>议</b>" * 375, at=NOON)
    with pytest.raises(Refused, match="最多 3000 字"):
        write_discussion(worker, item, text="议" * 3001, at=NOON)

    item.refresh_from_db()
    assert item.discussion == "<b>议</b>" * 375


def test_first_comes_who_was_there_and_circulated_minutes_are_not_written_on():
    early, sent = AgendaItemFactory(), circulated_meeting().items.get()

    with pytest.raises(Refused, match="先照签到表登记"):
        write_discussion(worker_of(early.meeting.platform.area), early, text="听取汇报。", at=NOON)
    with pytest.raises(NotAllowed, match="先收回纪要"):
        write_discussion(worker_of(sent.meeting.platform.area), sent, text="听取汇报。", at=NOON)
