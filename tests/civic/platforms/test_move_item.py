import pytest

from gongjian.civic.platforms.actions import move_item
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, AgendaItemFactory, MeetingFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def titles(meeting):
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def test_an_item_changes_places_with_its_neighbour_and_the_ledger_says_so():
    meeting = MeetingFactory()
    _one, two, _three = (AgendaItemFactory(meeting=meeting, title=title) for title in "一二三")
    worker = worker_of(meeting.platform.area)

    move_item(worker, meeting, item=two, is_up=True, at=NOON)

    assert titles(meeting) == ["二", "一", "三"]
    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.move_item", meeting)
    assert event.changes == {"moved": "二", "number": 1}


def test_items_from_a_template_with_the_same_place_are_put_in_order_too():
    meeting = MeetingFactory()
    _one, two = (AgendaItemFactory(meeting=meeting, title=title, position=1) for title in "一二")

    move_item(worker_of(meeting.platform.area), meeting, item=two, is_up=True, at=NOON)

    assert list(meeting.items.order_by("position").values_list("title", "position")) == [("二", 1), ("一", 2)]


def test_a_stranger_may_not_and_nothing_is_written():
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting, title="一")
    two = AgendaItemFactory(meeting=meeting, title="二")

    with pytest.raises(NotAllowed):
        move_item(UserFactory(), meeting, item=two, is_up=True, at=NOON)

    assert (titles(meeting), Event.objects.count()) == (["一", "二"], 0)


def test_the_first_goes_no_higher_and_what_is_not_there_does_not_move():
    item, elsewhere = AgendaItemFactory(), AgendaItemFactory()
    worker = worker_of(item.meeting.platform.area)

    with pytest.raises(Refused, match="最前面或最后面"):
        move_item(worker, item.meeting, item=item, is_up=True, at=NOON)
    with pytest.raises(Refused, match="不在议程上"):
        move_item(worker, item.meeting, item=elsewhere, is_up=True, at=NOON)
