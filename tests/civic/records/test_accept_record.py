import pytest

from gongjian.civic.records.actions import accept_record
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, LineFactory, RecordFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def states(record) -> list[str]:
    return list(record.lines.order_by("pk").values_list("state", flat=True))


def test_the_unit_accepts_what_the_community_wrote_and_not_its_own_line():
    record = RecordFactory(filed_at=NOON)
    LineFactory(record=record)
    LineFactory(record=record, state=Line.State.DISPUTED)
    LineFactory(record=record, kind=Line.Kind.HELP, by=record.unit)
    liaison = liaison_of(record.unit)

    accept_record(liaison, record, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.changes["accepted"][0]) == ("records.accept_record", liaison, 1)
    assert states(record) == [Line.State.ACCEPTED, Line.State.DISPUTED, Line.State.DRAFTED]
    assert record.settled_at is None


def test_the_community_accepts_what_the_unit_wrote_and_then_the_month_is_settled():
    record = RecordFactory(filed_at=NOON)
    LineFactory(record=record, state=Line.State.ACCEPTED)
    LineFactory(record=record, kind=Line.Kind.HELP, by=record.unit)

    accept_record(worker_of(record.unit.area), record, at=NOON)

    record.refresh_from_db()
    assert states(record) == [Line.State.ACCEPTED, Line.State.ACCEPTED]
    assert record.settled_at == NOON


def test_a_stranger_may_not_and_nothing_is_written():
    record = LineFactory(record__filed_at=NOON).record

    with pytest.raises(NotAllowed):
        accept_record(UserFactory(), record, at=NOON)

    assert (states(record), Event.objects.count()) == ([Line.State.DRAFTED], 0)


def test_nothing_left_is_refused():
    record = RecordFactory(filed_at=NOON)

    with pytest.raises(Refused, match="没有等您会签的了"):
        accept_record(liaison_of(record.unit), record, at=NOON)


@pytest.mark.parametrize(
    ("more", "at", "sentence"),
    [
        ({}, NOON, "还没有把这份档案送来"),
        ({"filed_at": NOON}, NOON + 5 * DAY, "期限已经过了"),
        ({"filed_at": NOON, "period__locked_at": NOON}, NOON, "已经锁定"),
    ],
)
def test_only_between_filing_and_the_last_day(more, at, sentence):
    record = RecordFactory(**more)

    with pytest.raises(NotAllowed, match=sentence):
        accept_record(liaison_of(record.unit), record, at=at)
