import pytest

from gongjian.civic.evaluations.actions import compute_grading, send_drafts
from gongjian.civic.evaluations.models import Outcome
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.evaluations.units import GOOD, year_with
from tests.factories import NOON, TODAY, GradingFactory, OutcomeFactory, UserFactory, district_office, liaison_of

pytestmark = pytest.mark.django_db


def test_from_now_on_a_unit_sees_its_own_draft_only():
    grading, office = GradingFactory(), district_office()
    own, _other = OutcomeFactory(grading=grading), OutcomeFactory(grading=grading, composite_cp=8000)
    liaison = liaison_of(own.unit)
    before = list(Outcome.objects.visible_to(liaison, on=TODAY))

    send_drafts(office, grading, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.send_drafts", office, grading)
    assert (before, list(Outcome.objects.visible_to(liaison, on=TODAY))) == ([], [own])


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        send_drafts(UserFactory(), GradingFactory(), at=NOON)

    assert not Event.objects.exists()


def test_a_tie_at_the_quota_line_is_decided_first():
    scheme, _units = year_with(GOOD, GOOD)
    grading = compute_grading(district_office(), scheme, at=NOON)

    with pytest.raises(Refused, match="先由领导小组定"):
        send_drafts(district_office(), grading, at=NOON)


def test_they_are_sent_once():
    with pytest.raises(NotAllowed, match="已经送出"):
        send_drafts(district_office(), GradingFactory(sent_at=NOON), at=NOON)
