import pytest
from django.db import IntegrityError, transaction

from gongjian.accounts.models import User
from gongjian.civic.records.actions import lock_period
from gongjian.civic.records.models import Line
from gongjian.civic.records.queries import line_row
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event, Seal
from gongjian.methods.seals import canonical, merkle_root
from tests.factories import DAY, NOON, LineFactory, PeriodFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db
LATE = NOON + 7 * DAY


def accepted() -> Line:
    return LineFactory(record__filed_at=NOON, state=Line.State.ACCEPTED)


def test_the_clock_locks_and_seals_the_lines():
    line = accepted()
    period = line.record.period

    lock_period(User.objects.clock(), period, at=LATE)

    row = canonical(line_row(line, line.record.unit_id, line.record.month)).rstrip(b"\n")
    assert Event.objects.get().verb == "records.lock_period"
    assert (period.locked_at, period.seal) == (LATE, Seal.objects.get())
    assert (period.seal.size, period.seal.root) == (1, merkle_root([b"lines\n" + row]).hex())


@pytest.mark.parametrize("who", [UserFactory, district_office])
def test_nobody_but_the_clock_may(who):
    period = accepted().record.period

    with pytest.raises(NotAllowed):
        lock_period(who(), period, at=LATE)

    assert (Event.objects.count(), Seal.objects.count()) == (0, 0)


def test_a_second_time_is_refused_in_words():
    period = PeriodFactory(drafted_at=NOON, locked_at=NOON)

    with pytest.raises(NotAllowed) as refused:
        lock_period(User.objects.clock(), period, at=LATE)

    assert str(refused.value) == "这个月已经锁定，不能再改。确有错误，请街道用“更正”写明理由，更正会公开。"


def test_lines_without_an_answer_hold_the_lock():
    period = LineFactory(record__filed_at=NOON).record.period

    with pytest.raises(Refused, match="没会签的条目"):
        lock_period(User.objects.clock(), period, at=LATE)

    assert not Seal.objects.exists()


def test_the_database_itself_takes_no_line_and_changes_none_afterwards():
    line = accepted()
    lock_period(User.objects.clock(), line.record.period, at=LATE)

    with pytest.raises(IntegrityError, match="guard_records_line"), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(outcome_bp=0)
    with pytest.raises(IntegrityError, match="guard_records_line"), transaction.atomic():
        LineFactory(record=line.record)
