import pytest

from gongjian.civic.evaluations.actions import draft_scheme
from gongjian.civic.evaluations.models import Scheme
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from gongjian.methods.policy import default_policy
from tests.factories import NOON, ProgrammeFactory, SchemeFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_the_first_year_begins_with_the_default():
    office, programme = district_office(), ProgrammeFactory()

    scheme = draft_scheme(office, programme, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.draft_scheme", office, scheme)
    assert (scheme.policy, scheme.frozen_at) == (default_policy(2026), None)


def test_the_next_year_carries_the_weights_of_the_year_before():
    before = SchemeFactory()
    before.policy["weights_bp"] = {"A": 5000, "B": 3000, "C": 1000, "D": 1000}
    before.save()

    scheme = draft_scheme(district_office(), ProgrammeFactory(year=2027), at=NOON)

    assert scheme.policy["weights_bp"] == before.policy["weights_bp"]
    assert (scheme.policy["edition"], scheme.policy["year"]) == ("2027.1", 2027)


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        draft_scheme(UserFactory(), ProgrammeFactory(), at=NOON)

    assert (Scheme.objects.count(), Event.objects.count()) == (0, 0)


def test_a_year_has_one_policy_and_it_is_of_that_year():
    scheme, office = SchemeFactory(), district_office()

    with pytest.raises(Refused, match="已经有评价办法"):
        draft_scheme(office, scheme.programme, at=NOON)
    with pytest.raises(Refused, match="年度是 2027 年"):
        draft_scheme(office, ProgrammeFactory(year=2027), policy=default_policy(2026), at=NOON)
