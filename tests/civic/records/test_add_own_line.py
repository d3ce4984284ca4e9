import pytest

from gongjian.civic.records.actions import add_own_line
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, RecordFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db
SAID = {"kind": Line.Kind.SUGGESTION, "text": "夜间路灯改造的建议被采纳", "reason": "街道答复第 7 号"}


def test_the_unit_adds_its_own_line_and_the_community_has_to_answer():
    record = RecordFactory()
    liaison = liaison_of(record.unit)

    line = add_own_line(liaison, record, at=NOON, **SAID)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("records.add_own_line", liaison, line)
    assert (line.record, line.by, line.state) == (record, record.unit, Line.State.DRAFTED)


@pytest.mark.parametrize("who", [lambda record: UserFactory(), lambda record: worker_of(record.unit.area)])
def test_nobody_else_may_and_nothing_is_written(who):
    record = RecordFactory()

    with pytest.raises(NotAllowed):
        add_own_line(who(record), record, at=NOON, **SAID)

    assert (Line.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize("kind", [Line.Kind.PROMISE, Line.Kind.FALSE_EVIDENCE])
def test_a_unit_may_only_add_help_and_suggestions(kind):
    record = RecordFactory()

    with pytest.raises(Refused, match="单位可以补记的是"):
        add_own_line(liaison_of(record.unit), record, at=NOON, **{**SAID, "kind": kind})


def test_a_locked_month_takes_no_line():
    record = RecordFactory(period__locked_at=NOON)

    with pytest.raises(NotAllowed, match="已经锁定"):
        add_own_line(liaison_of(record.unit), record, at=NOON, **SAID)
