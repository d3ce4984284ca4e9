import pytest

from gongjian.civic.records.actions import dispute_line
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, LineFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db
OBJECTION = "10月开放了 4 次，登记簿第 12 页有签字"


def test_the_unit_objects_and_the_line_no_longer_counts():
    line = LineFactory(record__filed_at=NOON)
    liaison = liaison_of(line.record.unit)

    dispute_line(liaison, line, objection=f" {OBJECTION} ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("records.dispute_line", liaison, line)
    assert event.changes == {"objection": [None, OBJECTION], "state": ["DRAFTED", "DISPUTED"]}
    assert list(Line.objects.counted()) == []


@pytest.mark.parametrize("who", [lambda line: UserFactory(), lambda line: worker_of(line.record.unit.area)])
def test_nobody_else_may_and_nothing_is_written(who):
    line = LineFactory(record__filed_at=NOON)

    with pytest.raises(NotAllowed):
        dispute_line(who(line), line, objection=OBJECTION, at=NOON)

    assert (Line.objects.get().state, Event.objects.count()) == (Line.State.DRAFTED, 0)


def test_an_objection_says_why():
    line = LineFactory(record__filed_at=NOON)

    with pytest.raises(Refused, match="哪里与事实不符"):
        dispute_line(liaison_of(line.record.unit), line, objection=" ", at=NOON)


def test_after_the_last_day_it_is_too_late():
    line = LineFactory(record__filed_at=NOON)

    with pytest.raises(NotAllowed, match="期限已经过了"):
        dispute_line(liaison_of(line.record.unit), line, objection=OBJECTION, at=NOON + 5 * DAY)
