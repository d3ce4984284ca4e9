from datetime import date

import pytest

from gongjian.accounts.models import User
from gongjian.civic.records.actions import plan_period
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, CommunityFactory, ProgrammeFactory, StreetFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_the_district_office_plans_a_month_with_its_days():
    street, programme, office = StreetFactory(), ProgrammeFactory(), district_office()

    period = plan_period(office, street, programme=programme, month=3, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("records.plan_period", office, period)
    assert (period.draft_date, period.file_by_date) == (date(2026, 3, 25), date(2026, 3, 31))
    assert (period.answer_by_date, period.lock_date) == (date(2026, 4, 7), date(2026, 4, 8))
    assert period.is_provisional


def test_december_closes_early():
    period = plan_period(User.objects.clock(), StreetFactory(), programme=ProgrammeFactory(), month=12, at=NOON)

    assert (period.draft_date, period.file_by_date) == (date(2026, 12, 5), date(2026, 12, 8))


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        plan_period(UserFactory(), StreetFactory(), programme=ProgrammeFactory(), month=3, at=NOON)

    assert not Event.objects.exists()


def test_a_month_is_a_streets():
    with pytest.raises(Refused, match="不是街道"):
        plan_period(district_office(), CommunityFactory(), programme=ProgrammeFactory(), month=3, at=NOON)
