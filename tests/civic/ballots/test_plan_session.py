from datetime import date

import pytest

from gongjian.civic.ballots.actions import plan_session
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, ProgrammeFactory, SessionFactory, StreetFactory, UserFactory, street_office_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 20)


def test_the_street_plans_its_meeting():
    street, programme = StreetFactory(), ProgrammeFactory()
    office = street_office_of(street)

    session = plan_session(office, street, programme=programme, held_date=DAY, due=50, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("ballots.plan_session", office, session)
    assert (session.held_date, session.due, session.declared_at) == (DAY, 50, None)


@pytest.mark.parametrize("who", [UserFactory, lambda: street_office_of(StreetFactory())])
def test_nobody_else_may_and_nothing_is_written(who):
    street, actor = StreetFactory(), who()

    with pytest.raises(NotAllowed):
        plan_session(actor, street, programme=ProgrammeFactory(), held_date=DAY, due=50, at=NOON)

    assert not Event.objects.exists()


def test_there_is_one_meeting_a_year():
    session = SessionFactory()

    with pytest.raises(Refused, match="已经定过"):
        plan_session(
            street_office_of(session.area), session.area, programme=session.programme, held_date=DAY, due=50, at=NOON
        )
