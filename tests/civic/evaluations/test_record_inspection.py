from datetime import date

import pytest

from gongjian.civic.evaluations.actions import record_inspection
from gongjian.civic.evaluations.models import Defect, Inspection
from gongjian.civic.registry.models import Role
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    TODAY,
    DistrictFactory,
    InspectionFactory,
    OfficeFactory,
    OrganisationFactory,
    ProgrammeFactory,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def inspector():
    return OfficeFactory(role=Role.INSPECTOR, area=DistrictFactory()).person.user


def test_the_inspector_enters_a_visit_with_its_defects():
    unit, actor = OrganisationFactory(), inspector()

    visit = record_inspection(
        actor, unit, programme=ProgrammeFactory(), visited_date=TODAY, defects=[("MINOR", "少一次签字", True)], at=NOON
    )

    event, defect = Event.objects.get(), Defect.objects.get()
    assert (event.verb, event.actor, event.subject) == ("evaluations.record_inspection", actor, visit)
    assert event.changes["defects"][0] == 1
    assert (defect.severity, defect.is_late) == ("MINOR", True)


def test_the_street_may_not_and_nothing_is_written():
    unit = OrganisationFactory()

    with pytest.raises(NotAllowed):
        record_inspection(street_office_of(unit.area), unit, programme=ProgrammeFactory(), visited_date=TODAY, at=NOON)

    assert (Inspection.objects.count(), Event.objects.count()) == (0, 0)


def test_a_visit_lies_in_the_year_and_is_entered_once():
    visit, actor = InspectionFactory(), inspector()

    with pytest.raises(Refused, match="不在 2026 年度"):
        record_inspection(actor, visit.unit, programme=visit.programme, visited_date=date(2027, 1, 1), at=NOON)
    with pytest.raises(Refused, match="已经登记过"):
        record_inspection(actor, visit.unit, programme=visit.programme, visited_date=TODAY, at=NOON)
