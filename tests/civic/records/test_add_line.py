import pytest

from gongjian.civic.records.actions import add_line
from gongjian.civic.records.models import Line
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    BodyFactory,
    OrganisationFactory,
    PeriodFactory,
    UserFactory,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"kind": Line.Kind.HELP, "text": "夜里借体育馆安置居民 9 人", "reason": "社区接收记录"}


def month():
    unit = OrganisationFactory()
    return unit, BodyFactory(governs=unit.area), PeriodFactory(area=unit.area.parent, drafted_at=NOON)


def test_the_street_adds_what_no_event_shows():
    unit, body, period = month()
    office = street_office_of(unit.area)

    line = add_line(office, period, unit=unit, by=body, at=NOON, **SAID)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("records.add_line", office, line)
    assert (line.record.unit, line.by, line.state, line.source) == (unit, body, Line.State.DRAFTED, None)


def test_a_stranger_may_not_and_nothing_is_written():
    unit, body, period = month()

    with pytest.raises(NotAllowed):
        add_line(UserFactory(), period, unit=unit, by=body, at=NOON, **SAID)

    assert (Line.objects.count(), Event.objects.count()) == (0, 0)


def test_a_locked_month_takes_no_line():
    unit, body, period = month()
    period.locked_at = NOON
    period.save()

    with pytest.raises(NotAllowed, match="已经锁定"):
        add_line(street_office_of(unit.area), period, unit=unit, by=body, at=NOON, **SAID)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": Line.Kind.PROMISE}, "系统从事实成稿"),
        ({"text": " "}, "什么事，凭什么"),
        ({"reason": ""}, "什么事，凭什么"),
    ],
)
def test_what_the_product_drafts_itself_or_nobody_can_prove_is_refused(change, sentence):
    unit, body, period = month()

    with pytest.raises(Refused, match=sentence):
        add_line(street_office_of(unit.area), period, unit=unit, by=body, at=NOON, **{**SAID, **change})

    assert not Event.objects.exists()


def test_a_unit_of_another_street_is_refused():
    _unit, body, period = month()

    with pytest.raises(Refused, match="不在"):
        add_line(street_office_of(period.area), period, unit=OrganisationFactory(), by=body, at=NOON, **SAID)


def test_a_unit_does_not_stand_on_the_other_side():
    unit, _body, period = month()

    with pytest.raises(Refused, match="从单位的档案页补"):
        add_line(worker_of(period.area), period, unit=unit, by=unit, at=NOON, **SAID)
