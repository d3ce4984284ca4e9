import pytest

from gongjian.civic.evaluations.actions import adopt_grading
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, WRITTEN_NOON, GradingFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_the_grading_is_adopted_and_the_ledger_says_so():
    grading, office = GradingFactory(sent_at=NOON), district_office()

    adopt_grading(office, grading, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.adopt_grading", office, grading)
    assert event.changes == {"adopted_at": [None, WRITTEN_NOON]}


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        adopt_grading(UserFactory(), GradingFactory(sent_at=NOON), at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"), [({}, "还没有送各单位看过"), ({"sent_at": NOON, "adopted_at": NOON}, "已经审定")]
)
def test_only_once_and_after_the_units_have_seen_it(more, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        adopt_grading(district_office(), GradingFactory(**more), at=NOON)
