import pytest

from gongjian.civic.platforms.actions import raise_objection
from gongjian.civic.platforms.models import Objection
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.platforms.rooms import AFTER, circulated_meeting, held_meeting
from tests.factories import DAY, NOON, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_who_came_objects_and_the_ledger_says_so():
    came = circulated_meeting().attendances.first()

    objection = raise_objection(liaison_of(came.organisation), came, text=" 时段写错了 ", at=NOON + 4 * DAY)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.raise_objection", objection)
    assert (objection.organisation, objection.text, objection.answered_at) == (came.organisation, "时段写错了", None)


def test_a_stranger_may_not_and_nothing_is_written():
    meeting = circulated_meeting()
    came, other = meeting.attendances.all()[:2]

    for who in (UserFactory(), liaison_of(other.organisation), worker_of(meeting.platform.area)):
        with pytest.raises(NotAllowed):
            raise_objection(who, came, text="写错了", at=NOON)

    assert (Objection.objects.count(), Event.objects.count()) == (0, 0)


def test_who_stayed_away_has_nothing_to_object_to():
    stayed = circulated_meeting(absent=1).attendances.get(state="ABSENT")

    with pytest.raises(NotAllowed, match="没有到会"):
        raise_objection(liaison_of(stayed.organisation), stayed, text="写错了", at=NOON)


def test_the_last_day_counts_and_the_day_after_is_too_late():
    came = circulated_meeting().attendances.first()

    with pytest.raises(NotAllowed, match="期限已经过了"):
        raise_objection(liaison_of(came.organisation), came, text="写错了", at=AFTER)


def test_drafts_and_sealed_minutes_are_not_objected_to():
    draft, sealed = held_meeting().attendances.first(), circulated_meeting(confirmed_at=NOON).attendances.first()

    with pytest.raises(NotAllowed, match="还没有送成员看"):
        raise_objection(liaison_of(draft.organisation), draft, text="写错了", at=NOON)
    with pytest.raises(NotAllowed, match="已经确认、封存"):
        raise_objection(liaison_of(sealed.organisation), sealed, text="写错了", at=NOON)


def test_it_says_something_once_and_briefly():
    came = circulated_meeting().attendances.first()
    liaison = liaison_of(came.organisation)
    raise_objection(liaison, came, text="写错了", at=NOON)

    for text, why in (("写错了", "已经提过同样的"), (" ", "请写明"), ("长" * 501, "最多 500 字")):
        with pytest.raises(Refused, match=why):
            raise_objection(liaison, came, text=text, at=NOON)
