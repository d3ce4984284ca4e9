import pytest

from gongjian.civic.evaluations.actions import submit_marks
from gongjian.civic.evaluations.models import Mark
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, GradingFactory, OrganisationFactory, SchemeFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_one_sheet_is_entered_whole():
    scheme, unit, office = SchemeFactory(frozen_at=NOON), OrganisationFactory(), district_office()

    submit_marks(office, scheme, panellist=3, marks=[(unit.pk, part, 9000) for part in Mark.Part], at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.submit_marks", office, scheme)
    assert event.changes["sheet_3"][0] == 4
    assert {mark.panellist for mark in Mark.objects.all()} == {3}


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        submit_marks(UserFactory(), SchemeFactory(frozen_at=NOON), panellist=1, marks=[], at=NOON)

    assert not Event.objects.exists()


def test_a_sheet_is_entered_once_with_marks_up_to_a_hundred():
    scheme, unit, office = SchemeFactory(frozen_at=NOON), OrganisationFactory(), district_office()
    submit_marks(office, scheme, panellist=1, marks=[(unit.pk, "COMPLETION", 9000)], at=NOON)

    with pytest.raises(Refused, match="已经录过"):
        submit_marks(office, scheme, panellist=1, marks=[(unit.pk, "COMPLETION", 9000)], at=NOON)
    with pytest.raises(Refused, match="0 到 100"):
        submit_marks(office, scheme, panellist=2, marks=[(unit.pk, "COMPLETION", 10_001)], at=NOON)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SchemeFactory(), "还没有冻结"),
        (lambda: GradingFactory(scheme__frozen_at=NOON, adopted_at=NOON).scheme, "已经审定"),
    ],
)
def test_only_between_the_freeze_and_the_adoption(make, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        submit_marks(district_office(), make(), panellist=1, marks=[], at=NOON)
