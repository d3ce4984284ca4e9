"""Units with what the engine needs of them: a profile, a place, an agreement, ballots."""

from datetime import UTC, date, datetime

from gongjian.civic.evaluations.models import Scheme
from gongjian.civic.registry.models import Affiliation, Organisation
from tests.factories import (
    NOON,
    AffiliationFactory,
    AgreementFactory,
    CountFactory,
    OrganisationFactory,
    PartyFactory,
    ProfileFactory,
    SchemeFactory,
    SessionFactory,
    StreetFactory,
)

AGREED = datetime(2026, 1, 10, tzinfo=UTC)
VERY_GOOD, GOOD, NOT_SO_GOOD = (48, 0, 0, 0), (40, 8, 0, 0), (10, 20, 10, 8)


def year_with(*marks: tuple[int, int, int, int]) -> tuple[Scheme, list[Organisation]]:
    """Return a frozen policy and one unit for each row of marks: 好, 较好, 一般, 差 of 48 ballots, nothing else."""
    street = StreetFactory(code="410102005")
    scheme = SchemeFactory(frozen_at=NOON)
    session = SessionFactory(
        programme=scheme.programme, area=street, present=48, issued=48, returned=48, spoiled=0, declared_at=NOON
    )
    units = []
    for good, fairly_good, fair, poor in marks:
        unit = OrganisationFactory(area__parent=street)
        ProfileFactory(organisation=unit, grouping=unit.grouping, is_resident_unit=True)
        AffiliationFactory(organisation=unit, axis=Affiliation.Axis.TERRITORY, area=unit.area, target=None)
        agreement = AgreementFactory(area=unit.area, in_force_at=AGREED, to_date=date(2027, 1, 10))
        PartyFactory(agreement=agreement, organisation=unit, signed_at=AGREED)
        CountFactory(
            session=session, organisation=unit, good=good, fairly_good=fairly_good, fair=fair, poor=poor, abstained=0
        )
        units.append(unit)
    return scheme, units
