from datetime import date

import pytest

from gongjian.civic.platforms.actions import circulate_minutes
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import OBJECT_BY, circulated_meeting, held_meeting
from tests.factories import NOON, TODAY, AgendaItemFactory, MeetingFactory, ResolutionFactory, UserFactory, worker_of

pytestmark = pytest.mark.django_db


def written_meeting(**said):
    meeting = held_meeting(**said)
    AgendaItemFactory(meeting=meeting, discussion="听取了汇报。")
    return meeting


def test_the_members_get_them_with_a_number_and_a_day_and_the_ledger_says_so():
    meeting = written_meeting()
    AgendaItemFactory(meeting=meeting, discussion="")
    ResolutionFactory(item=meeting.items.get(discussion=""))

    circulate_minutes(worker_of(meeting.platform.area), meeting, object_by=OBJECT_BY, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.circulate_minutes", meeting)
    assert event.changes["issuer"] == meeting.platform.secretary.name
    assert (meeting.minutes_number, meeting.object_by_date) == (1, OBJECT_BY)


def test_a_stranger_may_not_and_nothing_is_written():
    meeting = written_meeting()

    with pytest.raises(NotAllowed):
        circulate_minutes(UserFactory(), meeting, object_by=OBJECT_BY, at=NOON)

    assert not Event.objects.exists()


def test_a_platform_counts_its_minutes_from_one_each_year():
    last_year = circulated_meeting(
        circulated_at=NOON.replace(year=2025), minutes_number=7, object_by_date=date(2025, 3, 6)
    )
    for number in (1, 2):
        meeting = written_meeting(platform=last_year.platform)
        circulate_minutes(worker_of(meeting.platform.area), meeting, object_by=OBJECT_BY, at=NOON)
        assert meeting.minutes_number == number


@pytest.mark.parametrize(("day", "why"), [(TODAY, "要在今天以后"), (date(2026, 6, 1), "最多 60 天")])
def test_there_is_time_to_object_but_not_for_ever(day, why):
    meeting = written_meeting()

    with pytest.raises(Refused, match=why):
        circulate_minutes(worker_of(meeting.platform.area), meeting, object_by=day, at=NOON)


def test_what_is_not_written_is_not_sent():
    ahead, empty, silent = MeetingFactory(), held_meeting(), written_meeting()
    AgendaItemFactory(meeting=silent, title="没有谈到的事")

    for meeting, why in ((ahead, "先照签到表登记"), (empty, "议程还是空的"), (silent, "第 2 项“没有谈到的事”")):
        with pytest.raises(Refused, match=why):
            circulate_minutes(worker_of(meeting.platform.area), meeting, object_by=OBJECT_BY, at=NOON)


def test_they_are_sent_once():
    meeting = circulated_meeting()

    with pytest.raises(NotAllowed, match="已经送成员看"):
        circulate_minutes(worker_of(meeting.platform.area), meeting, object_by=OBJECT_BY, at=NOON)
