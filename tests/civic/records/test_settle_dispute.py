import pytest

from gongjian.civic.records.actions import settle_dispute
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, LineFactory, UserFactory, liaison_of, street_office_of, worker_of

pytestmark = pytest.mark.django_db
DISPUTED = {"record__filed_at": NOON, "state": Line.State.DISPUTED, "objection": "开放了 4 次"}


@pytest.mark.parametrize(("is_upheld", "state"), [(True, Line.State.UPHELD), (False, Line.State.REJECTED)])
def test_the_street_decides_and_keeps_what_the_line_rested_on(is_upheld, state):
    line = LineFactory(**DISPUTED)
    office = street_office_of(line.record.unit.area)

    settle_dispute(office, line, is_upheld=is_upheld, reason="登记簿核过", at=NOON + 6 * DAY)

    line.refresh_from_db()
    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("records.settle_dispute", office, line)
    assert (line.state, line.decision, line.reason) == (state, "登记簿核过", "社区登记")
    assert line.record.settled_at is not None


@pytest.mark.parametrize(
    "who",
    [
        lambda line: UserFactory(),
        lambda line: liaison_of(line.record.unit),
        lambda line: worker_of(line.record.unit.area),
    ],
)
def test_neither_side_may_and_nothing_is_written(who):
    line = LineFactory(**DISPUTED)

    with pytest.raises(NotAllowed):
        settle_dispute(who(line), line, is_upheld=True, reason="登记簿核过", at=NOON)

    assert (Line.objects.get().state, Event.objects.count()) == (Line.State.DISPUTED, 0)


def test_a_decision_says_why():
    line = LineFactory(**DISPUTED)

    with pytest.raises(Refused, match="理由"):
        settle_dispute(street_office_of(line.record.unit.area), line, is_upheld=True, reason=" ", at=NOON)


def test_without_an_objection_there_is_nothing_to_decide():
    line = LineFactory(record__filed_at=NOON)

    with pytest.raises(NotAllowed, match="没有异议要定"):
        settle_dispute(street_office_of(line.record.unit.area), line, is_upheld=True, reason="核过", at=NOON)
