"""To whom an overdue leg is shown: always to somebody above the one who has it."""

import pytest

from gongjian.civic.matters.models import Level
from gongjian.civic.matters.queries.due import climbing
from gongjian.civic.matters.queries.rules import above, rulebook, rungs
from tests.factories import DAY, NOON, TODAY, DistrictFactory, LegFactory, MatterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladder():
    DistrictFactory()
    return rungs(rulebook())


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (Level.COMMUNITY, [Level.STREET, Level.DISTRICT]),
        (Level.STREET, [Level.DISTRICT]),
        (Level.DISTRICT, [Level.DISTRICT]),
    ],
)
def test_a_leg_is_never_shown_below_its_own_level(ladder, level, shown):
    assert [rung.to_level for rung in above(ladder, level)] == shown


def test_the_leg_of_a_department_climbs_to_the_district_and_not_to_the_street(ladder):
    matter = MatterFactory(raised_at=NOON - 60 * DAY)
    matter.legs.update(level=Level.DISTRICT, opened_at=NOON - 60 * DAY, limit_days=1)

    found = climbing(TODAY)

    assert [(leg.matter, rung.to_level) for leg, rung in found] == [(matter, Level.DISTRICT)]


def test_who_is_in_time_does_not_climb(ladder):
    LegFactory(opened_at=NOON, limit_days=5)

    assert climbing(TODAY) == []
