from datetime import date

import pytest

from gongjian.civic.lists.actions import carry_lists
from gongjian.civic.lists.models import Resource
from gongjian.ledger.action import NotAllowed, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    ProgrammeFactory,
    ResourceFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db
BEGINNING = date(2025, 3, 1)


def test_what_is_still_open_runs_on_and_the_ledger_says_so():
    before, programme, office = ProgrammeFactory(year=2025), ProgrammeFactory(), district_office()
    old = ResourceFactory(programme=before, opens_date=BEGINNING)
    ResourceFactory(programme=before, opens_date=BEGINNING, closes_date=date(2026, 1, 1))

    carry_lists(office, programme, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("lists.carry_lists", office, programme)
    assert event.changes == {"resources": digest_of([old.pk])}
    carried = Resource.objects.get(programme=programme)
    assert (carried.previous, carried.title, carried.opens_date) == (old, old.title, BEGINNING)


def test_it_runs_on_once():
    old = ResourceFactory(programme=ProgrammeFactory(year=2025), opens_date=BEGINNING)
    office, programme = district_office(), ProgrammeFactory()

    carry_lists(office, programme, at=NOON)
    carry_lists(office, programme, at=NOON)

    assert Resource.objects.filter(previous=old).count() == 1


def test_a_stranger_may_not_and_nothing_is_written():
    ResourceFactory(programme=ProgrammeFactory(year=2025), opens_date=BEGINNING)

    for who in (UserFactory(), street_office_of(StreetFactory())):
        with pytest.raises(NotAllowed):
            carry_lists(who, ProgrammeFactory(), at=NOON)

    assert Resource.objects.count() == 1
    assert not Event.objects.exists()
