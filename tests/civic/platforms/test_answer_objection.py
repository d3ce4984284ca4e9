import pytest

from gongjian.civic.platforms.actions import answer_objection
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, ObjectionFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_secretary_answers_and_the_ledger_says_so():
    objection = ObjectionFactory()

    answer_objection(worker_of(objection.meeting.platform.area), objection, answer=" 已照录音改正 ", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("platforms.answer_objection", objection)
    assert event.changes["answer"] == [None, "已照录音改正"]


def test_a_stranger_may_not_and_nothing_is_written():
    objection = ObjectionFactory()

    for who in (UserFactory(), liaison_of(objection.organisation)):
        with pytest.raises(NotAllowed):
            answer_objection(who, objection, answer="不改", at=NOON)

    assert not Event.objects.exists()


def test_an_answer_says_something_briefly_and_is_given_once():
    objection, answered = ObjectionFactory(), ObjectionFactory(answer="不改", answered_at=NOON)
    worker = worker_of(objection.meeting.platform.area)

    for text, why in ((" ", "请写答复"), ("长" * 501, "最多 500 字")):
        with pytest.raises(Refused, match=why):
            answer_objection(worker, objection, answer=text, at=NOON)
    with pytest.raises(NotAllowed, match="已经答复过"):
        answer_objection(worker_of(answered.meeting.platform.area), answered, answer="改", at=NOON)
