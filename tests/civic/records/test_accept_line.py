import pytest

from gongjian.civic.records.actions import accept_line
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, WRITTEN_NOON, LineFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_unit_accepts_a_line_and_the_ledger_says_so():
    line = LineFactory(record__filed_at=NOON)
    liaison = liaison_of(line.record.unit)

    accept_line(liaison, line, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("records.accept_line", liaison, line)
    assert event.changes == {"decided_at": [None, WRITTEN_NOON], "state": ["DRAFTED", "ACCEPTED"]}
    line.record.refresh_from_db()
    assert line.record.settled_at == NOON


def test_a_line_of_the_unit_is_accepted_by_the_community():
    line = LineFactory(record__filed_at=NOON, kind=Line.Kind.HELP)
    line.by = line.record.unit
    line.save()

    accept_line(worker_of(line.record.unit.area), line, at=NOON)

    assert Line.objects.get().state == Line.State.ACCEPTED


@pytest.mark.parametrize("who", [lambda line: UserFactory(), lambda line: worker_of(line.record.unit.area)])
def test_nobody_else_may_and_nothing_is_written(who):
    line = LineFactory(record__filed_at=NOON)

    with pytest.raises(NotAllowed):
        accept_line(who(line), line, at=NOON)

    assert (Line.objects.get().state, Event.objects.count()) == (Line.State.DRAFTED, 0)


@pytest.mark.parametrize(
    ("more", "at", "sentence"),
    [
        ({}, NOON, "还没有把这份档案送来"),
        ({"record__filed_at": NOON}, NOON + 5 * DAY, "期限已经过了"),
        ({"record__filed_at": NOON, "state": Line.State.DEEMED}, NOON, "已经有结论"),
    ],
)
def test_it_is_accepted_once_and_in_time(more, at, sentence):
    line = LineFactory(**more)

    with pytest.raises(NotAllowed, match=sentence):
        accept_line(liaison_of(line.record.unit), line, at=at)
