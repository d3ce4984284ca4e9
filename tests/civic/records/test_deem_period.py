import pytest

from gongjian.accounts.models import User
from gongjian.civic.records.actions import deem_period
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, LineFactory, RecordFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db
LATE = NOON + 5 * DAY


def test_what_nobody_answered_counts_and_says_so_for_ever():
    record = RecordFactory(filed_at=NOON)
    LineFactory(record=record)
    LineFactory(record=record, state=Line.State.DISPUTED)
    unfiled = LineFactory(record=RecordFactory(period=record.period, unit__area=record.unit.area))

    deem_period(User.objects.clock(), record.period, at=LATE)

    event = Event.objects.get()
    assert (event.verb, event.subject, event.changes) == (
        "records.deem_period",
        record.period,
        {"deemed": event.changes["deemed"], "lapsed": event.changes["lapsed"]},
    )
    assert (event.changes["deemed"][0], event.changes["lapsed"][0]) == (1, 0)
    assert list(record.lines.order_by("pk").values_list("state", flat=True)) == ["DEEMED", "DISPUTED"]
    assert Line.objects.get(pk=unfiled.pk).state == Line.State.DRAFTED


@pytest.mark.parametrize("who", [UserFactory, district_office])
def test_nobody_but_the_clock_may(who):
    record = LineFactory(record__filed_at=NOON).record

    with pytest.raises(NotAllowed):
        deem_period(who(), record.period, at=LATE)

    assert not Event.objects.exists()


def test_not_before_the_last_day_is_over():
    record = LineFactory(record__filed_at=NOON).record

    with pytest.raises(NotAllowed, match="还没有到期限"):
        deem_period(User.objects.clock(), record.period, at=LATE - DAY)


def test_what_a_unit_says_of_itself_lapses_when_nobody_answers():
    record = RecordFactory(filed_at=NOON)
    own = LineFactory(record=record, kind=Line.Kind.HELP, by=record.unit)

    deem_period(User.objects.clock(), record.period, at=LATE)

    own.refresh_from_db()
    assert own.state == Line.State.REJECTED
