import pytest

from gongjian.civic.records.actions import file_record
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, WRITTEN_NOON, RecordFactory, UserFactory, liaison_of, street_office_of, worker_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [worker_of, street_office_of])
def test_the_community_or_the_street_sends_it_to_be_checked(who):
    record = RecordFactory()
    actor = who(record.unit.area)

    file_record(actor, record, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("records.file_record", actor, record)
    assert event.changes == {"filed_at": [None, WRITTEN_NOON]}


@pytest.mark.parametrize("who", [lambda record: UserFactory(), lambda record: liaison_of(record.unit)])
def test_nobody_else_may_and_nothing_is_written(who):
    record = RecordFactory()

    with pytest.raises(NotAllowed):
        file_record(who(record), record, at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"filed_at": NOON}, "已经送去核对"),
        ({"period__drafted_at": None}, "还没有成稿"),
        ({"period__locked_at": NOON}, "已经锁定"),
    ],
)
def test_it_is_filed_once_between_draft_and_lock(more, sentence):
    record = RecordFactory(**more)

    with pytest.raises(NotAllowed, match=sentence):
        file_record(worker_of(record.unit.area), record, at=NOON)
