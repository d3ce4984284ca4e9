import pytest

from gongjian.accounts.models import User
from gongjian.civic.records.actions import amend_line, lock_period
from gongjian.civic.records.models import Amendment, Line
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, LineFactory, UserFactory, liaison_of, street_office_of

pytestmark = pytest.mark.django_db
LATE = NOON + 7 * DAY
WHY = "同一件事记了两次"


def locked() -> Line:
    line = LineFactory(record__filed_at=NOON, state=Line.State.ACCEPTED)
    lock_period(User.objects.clock(), line.record.period, at=LATE)
    return line


def test_the_street_amends_and_both_states_stay_visible():
    line = locked()
    office = street_office_of(line.record.unit.area)

    amendment = amend_line(office, line, new_state=Line.State.REJECTED, reason=WHY, at=LATE)

    event = Event.objects.get(verb="records.amend_line")
    assert (event.actor, event.subject) == (office, amendment)
    assert (amendment.old_state, amendment.new_state, amendment.reason) == ("ACCEPTED", "REJECTED", WHY)
    assert Line.objects.get().state == Line.State.REJECTED


@pytest.mark.parametrize("who", [lambda line: UserFactory(), lambda line: liaison_of(line.record.unit)])
def test_nobody_else_may_and_nothing_is_written(who):
    line = locked()

    with pytest.raises(NotAllowed):
        amend_line(who(line), line, new_state=Line.State.REJECTED, reason=WHY, at=LATE)

    assert (Line.objects.get().state, Amendment.objects.count()) == (Line.State.ACCEPTED, 0)


@pytest.mark.parametrize(
    ("state", "reason", "sentence"),
    [
        (Line.State.ACCEPTED, WHY, "更正只能改为"),
        (Line.State.DRAFTED, WHY, "更正只能改为"),
        (Line.State.REJECTED, " ", "写明理由"),
    ],
)
def test_it_changes_something_and_says_why(state, reason, sentence):
    line = locked()

    with pytest.raises(Refused, match=sentence):
        amend_line(street_office_of(line.record.unit.area), line, new_state=state, reason=reason, at=LATE)


def test_before_the_lock_one_answers_and_does_not_amend():
    line = LineFactory(record__filed_at=NOON)

    with pytest.raises(NotAllowed, match="还没有锁定"):
        amend_line(street_office_of(line.record.unit.area), line, new_state="REJECTED", reason=WHY, at=NOON)


def test_after_the_year_is_closed_nothing_is_amended():
    line = locked()
    programme = line.record.period.programme
    programme.closed_at = LATE
    programme.save()

    with pytest.raises(NotAllowed, match="年度已经结束"):
        amend_line(street_office_of(line.record.unit.area), line, new_state="REJECTED", reason=WHY, at=LATE)
