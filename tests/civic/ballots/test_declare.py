import pytest

from gongjian.civic.ballots.actions import declare
from gongjian.civic.ballots.models import Count
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, OrganisationFactory, SessionFactory, UserFactory, street_office_of

pytestmark = pytest.mark.django_db
PAPER = {"present": 49, "issued": 49, "returned": 48, "spoiled": 1}
MARKS = (30, 12, 3, 1, 1)


def test_the_street_declares_a_count_that_adds_up():
    session, unit = SessionFactory(), OrganisationFactory()
    office = street_office_of(session.area)

    declare(office, session, counts={unit.pk: MARKS}, at=NOON, **PAPER)

    event, count = Event.objects.get(), Count.objects.get()
    assert (event.verb, event.actor, event.subject) == ("ballots.declare", office, session)
    assert event.changes["counts"][0] == 1
    assert (count.organisation, count.good, count.abstained) == (unit, 30, 1)
    assert (session.valid, session.lost, session.declared_at) == (47, 1, NOON)


def test_a_stranger_may_not_and_nothing_is_written():
    session = SessionFactory()

    with pytest.raises(NotAllowed):
        declare(UserFactory(), session, counts={}, at=NOON, **PAPER)

    assert (Event.objects.count(), Count.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("paper", "marks"),
    [
        ({"returned": 50}, MARKS),
        ({"issued": 50, "present": 49}, MARKS),
        ({"spoiled": 49}, MARKS),
        ({"present": 25, "issued": 25, "returned": 25, "spoiled": 0}, (25, 0, 0, 0, 0)),
        ({}, (30, 12, 3, 1, 0)),
    ],
)
def test_a_count_that_does_not_add_up_is_refused_whole(paper, marks):
    session, unit = SessionFactory(), OrganisationFactory()

    with pytest.raises(Refused, match="票数对不上"):
        declare(street_office_of(session.area), session, counts={unit.pk: marks}, at=NOON, **{**PAPER, **paper})

    assert (Event.objects.count(), Count.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("more", "at", "sentence"), [({"declared_at": NOON}, NOON, "已经宣布"), ({}, NOON - DAY, "还没有开")]
)
def test_it_is_declared_once_and_not_before_the_day(more, at, sentence):
    session = SessionFactory(**more)

    with pytest.raises(NotAllowed, match=sentence):
        declare(street_office_of(session.area), session, counts={}, at=at, **PAPER)
