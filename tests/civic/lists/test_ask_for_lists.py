from datetime import date

import pytest

from gongjian.civic.lists.actions import ask_for_lists
from gongjian.civic.lists.models import ListCheck
from gongjian.ledger.action import NotAllowed, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    ListCheckFactory,
    OrganisationFactory,
    ProgrammeFactory,
    StreetFactory,
    UserFactory,
    district_office,
    street_office_of,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)


def test_the_district_asks_and_the_ledger_says_so():
    first, second, office = OrganisationFactory(), OrganisationFactory(), district_office()
    programme = ProgrammeFactory()

    ask_for_lists(office, programme, organisations=[second.pk, first.pk, first.pk], due_date=DUE, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("lists.ask_for_lists", office, programme)
    assert event.changes == {"asked": digest_of([first.pk, second.pk]), "due_date": [None, "2026-03-31"]}
    assert list(ListCheck.objects.order_by("pk").values_list("organisation", "due_date")) == [
        (first.pk, DUE),
        (second.pk, DUE),
    ]


def test_a_stranger_may_not_and_nothing_is_written():
    unit = OrganisationFactory()

    for who in (UserFactory(), street_office_of(StreetFactory())):
        with pytest.raises(NotAllowed):
            ask_for_lists(who, ProgrammeFactory(), organisations=[unit.pk], due_date=DUE, at=NOON)

    assert not ListCheck.objects.exists()
    assert not Event.objects.exists()


def test_nobody_is_asked_twice_for_one_day():
    check, newcomer = ListCheckFactory(due_date=DUE), OrganisationFactory()

    ask_for_lists(
        district_office(),
        check.programme,
        organisations=[check.organisation_id, newcomer.pk],
        due_date=DUE,
        at=NOON,
    )

    assert Event.objects.get().changes["asked"] == digest_of([newcomer.pk])
    assert ListCheck.objects.count() == 2
