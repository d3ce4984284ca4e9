import pytest

from gongjian.civic.evaluations.actions import adopt_grading
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    WRITTEN_NOON,
    GradingFactory,
    OutcomeFactory,
    ProgrammeFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db


def test_the_grading_is_adopted_and_the_ledger_says_so():
    programme = ProgrammeFactory(opened_at=NOON - DAY, frozen_at=NOON - DAY)
    grading, office = GradingFactory(sent_at=NOON, scheme__programme=programme), district_office()

    adopt_grading(office, grading, at=NOON)

    closed, event = Event.objects.order_by("pk")
    assert closed.verb == "registry.close_programme"
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


def test_what_the_facts_no_longer_give_is_not_adopted():
    grading = OutcomeFactory(grading__sent_at=NOON).grading

    with pytest.raises(Refused, match="请重新计算"):
        adopt_grading(district_office(), grading, at=NOON)

    assert not Event.objects.exists()
