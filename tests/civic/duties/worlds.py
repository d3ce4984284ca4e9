"""A unit with a row behind every key, in a world where it can be merged."""

from datetime import date

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.duties.queries.holdings import holdings_of, likeliest, targets_of
from gongjian.civic.registry.actions import add_organisation
from gongjian.civic.registry.models import Affiliation, Area, Organisation
from gongjian.civic.tasks.models import Task
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    AgreementFactory,
    AttendanceFactory,
    BodyFactory,
    ClaimFactory,
    ClauseFactory,
    CommunityFactory,
    ContributionFactory,
    GroupMemberFactory,
    InvitationFactory,
    LegFactory,
    ListCheckFactory,
    MatterFactory,
    MeetingFactory,
    NeedFactory,
    ObligationFactory,
    OfficeFactory,
    PartyFactory,
    PlatformFactory,
    PostFactory,
    ProgrammeFactory,
    ProjectFactory,
    ResourceFactory,
    RoadChiefFactory,
    SeatFactory,
    SegmentFactory,
    SideFactory,
    TaskFactory,
    district_office,
)

FOUNDED = date(2025, 6, 1)
SOON = date(2026, 6, 30)


def unit_in(area: Area, name: str, **more) -> Organisation:
    """Return a unit that is registered as the product registers it: with its dated rows."""
    said = {"kind": "SCHOOL", "is_resident_unit": True, "member_count": 12, "since": FOUNDED, "at": NOON - 40 * DAY}
    return add_organisation(district_office(), area, name=name, **{**said, **more})


def two_units() -> tuple[Organisation, Organisation]:
    """Return two units of one community."""
    area = CommunityFactory()
    return unit_in(area, "市第一中学"), unit_in(area, "市第二中学")


def in_force(unit: Organisation, other: Organisation, **more) -> Agreement:
    """Return an agreement of two sides in force since January, with one clause and one open promise of the unit."""
    agreement = AgreementFactory(area=unit.area, in_force_at=NOON - 40 * DAY, **more)
    for one in (unit, other):
        PartyFactory(agreement=agreement, organisation=one, signed_at=NOON - 40 * DAY)
    clause = ClauseFactory(agreement=agreement, doer=unit, receiver=other, first_due_date=SOON)
    ObligationFactory(clause=clause)
    return agreement


def full_world(unit: Organisation) -> None:
    """Put a row behind every key that names an organisation, alive where it can be."""
    body = BodyFactory(governs=unit.area)
    under = unit_in(unit.area, "教育集团分校", superior=unit, host=unit)
    unit_in(unit.area, "校办工厂", kind="STATE_FIRM", sector=unit)
    OfficeFactory(role="UNIT_LIAISON", area=None, organisation=unit)
    ProgrammeFactory(lead_office=unit)
    TaskFactory(owner=unit, receiver=body, due_date=SOON)
    TaskFactory(owner=under, receiver=unit, due_date=SOON)
    TaskFactory(owner=unit, receiver=body, due_date=SOON, kind=Task.Kind.CONSULTATION)
    ClauseFactory(agreement=in_force(unit, body), doer=body, receiver=unit)
    platform = PlatformFactory(area=unit.area, secretary=unit)
    SeatFactory(platform=platform, organisation=unit)
    AttendanceFactory(meeting=MeetingFactory(platform=platform, held_at=NOON - DAY), organisation=unit)
    ResourceFactory(owner=unit)
    ListCheckFactory(organisation=unit)
    project = ProjectFactory(area=unit.area, lead=unit)
    ContributionFactory(project=project, organisation=unit)
    SegmentFactory(area=unit.area, taker=unit)
    PostFactory(host=unit)
    ClaimFactory(organisation=unit, post=PostFactory(host=body, taken=2))
    SideFactory(organisation=unit)
    matter = MatterFactory(area=unit.area, raiser=unit, lead__owner=body)
    LegFactory(matter=matter, owner=unit)
    NeedFactory(area=unit.area, owner=unit)
    ahead = MeetingFactory(platform=platform, starts_at=NOON + 7 * DAY, convened_at=NOON - DAY)
    InvitationFactory(meeting=ahead, organisation=unit, reply="COMING", delegate="工会主席")
    GroupMemberFactory(organisation=unit, group__area=unit.area, valid_from=FOUNDED)
    RoadChiefFactory(area=unit.area, chief=unit)


def as_offered(unit: Organisation, *successors: Organisation, founded: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the choice that the page offers first, for every row."""
    return likeliest(holdings_of(unit, targets_of(successors, founded), on=TODAY, today=TODAY))


def places_of(unit: Organisation) -> list[tuple[str, date, date | None]]:
    """Return where the unit was, from when to when."""
    rows = unit.affiliations.filter(axis=Affiliation.Axis.TERRITORY).order_by("valid_from")
    return list(rows.values_list("area__name", "valid_from", "valid_to"))
