import pytest

from gongjian.civic.duties.actions import open_year
from gongjian.civic.evaluations.models import Scheme
from gongjian.civic.records.models import Period
from gongjian.civic.registry.models import Programme
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import NOON, DistrictFactory, ProgrammeFactory, StreetFactory, UserFactory, district_office

pytestmark = pytest.mark.django_db


def test_a_year_opens_with_its_policy_and_all_its_months():
    office = district_office()
    streets = [StreetFactory(), StreetFactory()]

    programme = open_year(office, DistrictFactory(), year=2026, at=NOON)

    verbs = list(Event.objects.values_list("verb", flat=True))
    assert (programme, Scheme.objects.get().programme) == (Programme.objects.get(), programme)
    assert Period.objects.filter(programme=programme).count() == 12 * len(streets)
    assert (verbs.count("duties.open_year"), verbs.count("records.plan_period")) == (1, 24)


def test_a_stranger_may_not_and_nothing_is_written():
    with pytest.raises(NotAllowed):
        open_year(UserFactory(), DistrictFactory(), year=2026, at=NOON)

    assert (Programme.objects.count(), Event.objects.count()) == (0, 0)


def test_a_year_opens_once_and_a_second_try_leaves_nothing_behind():
    office, programme = district_office(), ProgrammeFactory()

    with pytest.raises(Refused, match="已经开过了"):
        open_year(office, programme.area, year=programme.year, at=NOON)

    assert not Event.objects.exists()
