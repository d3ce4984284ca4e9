"""Nobody loses a line, or gains one, by being late or idle."""

import pytest
from django.db import DatabaseError, transaction

from gongjian.accounts.models import User
from gongjian.civic.records.actions import add_own_line, amend_line, file_record, lock_period
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed, Refused
from tests.factories import DAY, NOON, LineFactory, RecordFactory, liaison_of, street_office_of, worker_of

pytestmark = pytest.mark.django_db
AFTER_FILING = NOON + 2 * DAY
AFTER_ANSWERS = NOON + 5 * DAY


def test_after_the_filing_day_only_the_clock_files_so_that_the_unit_keeps_its_time():
    record = LineFactory().record

    with pytest.raises(NotAllowed, match="送核对的日子过了"):
        file_record(worker_of(record.unit.area), record, at=AFTER_FILING)

    assert file_record(User.objects.clock(), record, at=AFTER_FILING).filed_at == AFTER_FILING


@pytest.mark.parametrize("more", [{}, {"record__filed_at": NOON, "state": Line.State.DISPUTED}])
def test_a_month_with_an_unfiled_record_or_an_open_dispute_is_not_locked(more):
    period = LineFactory(**more).record.period

    with pytest.raises(Refused):
        lock_period(User.objects.clock(), period, at=AFTER_ANSWERS)


def test_a_unit_adds_nothing_after_the_answering_days():
    record = RecordFactory(filed_at=NOON)

    with pytest.raises(NotAllowed, match="会签的期限已经过了"):
        add_own_line(liaison_of(record.unit), record, kind="HELP", text="夜里借体育馆", reason="登记", at=AFTER_ANSWERS)


def test_a_line_added_to_a_settled_record_opens_it_again():
    record = RecordFactory(filed_at=NOON, settled_at=NOON)

    add_own_line(liaison_of(record.unit), record, kind="HELP", text="夜里借体育馆", reason="登记", at=NOON)

    record.refresh_from_db()
    assert record.settled_at is None


def test_an_amendment_changes_the_state_and_no_number():
    line = LineFactory(state=Line.State.ACCEPTED, record__filed_at=NOON)
    period = line.record.period
    lock_period(User.objects.clock(), period, at=AFTER_ANSWERS)
    amend_line(street_office_of(line.record.unit.area), line, new_state="REJECTED", reason="重复", at=AFTER_ANSWERS)

    with pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(outcome_bp=0)
