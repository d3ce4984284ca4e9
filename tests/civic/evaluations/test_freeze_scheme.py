import pytest

from gongjian.civic.evaluations.actions import freeze_scheme
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import NOON, SchemeFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_the_policy_freezes_and_the_year_with_it():
    scheme, office = SchemeFactory(), district_office()

    freeze_scheme(office, scheme, at=NOON)

    scheme.programme.refresh_from_db()
    assert (scheme.frozen_at, scheme.programme.frozen_at) == (NOON, NOON)
    assert sorted(event.verb for event in Event.objects.all()) == [
        "evaluations.freeze_scheme",
        "registry.freeze_programme",
    ]


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        freeze_scheme(UserFactory(), SchemeFactory(), at=NOON)

    assert not Event.objects.exists()


def test_it_freezes_once():
    with pytest.raises(NotAllowed, match="已经冻结"):
        freeze_scheme(district_office(), SchemeFactory(frozen_at=NOON), at=NOON)
