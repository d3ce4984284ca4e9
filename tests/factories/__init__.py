"""One factory per model: the plainest valid row, and the people who act on it.

A factory writes rows and no events, so that after a verb `Event.objects.get()` is that verb's.
"""

from tests.factories.days import DAY, NEW_YEAR, NOON, TODAY, TOMORROW, WRITTEN_NOON, YESTERDAY
from tests.factories.deeds import (
    ActivityFactory,
    ClaimFactory,
    GroupFactory,
    GroupMemberFactory,
    PostFactory,
    SegmentFactory,
    SideFactory,
    StepFactory,
)
from tests.factories.judgements import (
    AmendmentFactory,
    CapFactory,
    CountFactory,
    DecisionFactory,
    DefectFactory,
    GradingFactory,
    InspectionFactory,
    LineFactory,
    MarkFactory,
    OutcomeFactory,
    PeriodFactory,
    RecordFactory,
    ReleaseFactory,
    ResultFactory,
    SchemeFactory,
    SessionFactory,
)
from tests.factories.ledger import EventFactory, FileFactory, SealFactory
from tests.factories.promises import (
    AgreementFactory,
    AttendanceFactory,
    ClauseFactory,
    ContributionFactory,
    CriterionFactory,
    ListCheckFactory,
    MeetingFactory,
    ObligationFactory,
    PartFactory,
    PartyFactory,
    PlatformFactory,
    ProjectFactory,
    ResourceFactory,
    SeatFactory,
    ShowcaseFactory,
    TaskFactory,
)
from tests.factories.registry import (
    AffiliationFactory,
    BodyFactory,
    CommunityFactory,
    DistrictFactory,
    HolidayFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    ProfileFactory,
    ProgrammeFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    security_administrator,
    street_office_of,
    worker_of,
)

__all__ = [
    "DAY", "NEW_YEAR", "NOON", "TODAY", "TOMORROW", "WRITTEN_NOON", "YESTERDAY",
    "ActivityFactory", "AffiliationFactory", "AgreementFactory", "AmendmentFactory", "AttendanceFactory", "BodyFactory",
    "CapFactory", "ClaimFactory", "ClauseFactory", "CommunityFactory", "ContributionFactory", "CountFactory",
    "CriterionFactory",
    "DecisionFactory", "DefectFactory", "DistrictFactory", "EventFactory", "FileFactory", "GradingFactory",
    "GroupFactory", "GroupMemberFactory", "HolidayFactory", "InspectionFactory", "LineFactory", "ListCheckFactory",
    "MarkFactory", "MeetingFactory", "ObligationFactory", "OfficeFactory", "OrganisationFactory", "OutcomeFactory",
    "PartFactory", "ParticipationFactory", "PartyFactory", "PeriodFactory", "PersonFactory", "PlatformFactory",
    "PostFactory", "ProfileFactory", "ProgrammeFactory", "ProjectFactory", "RecordFactory", "ReleaseFactory",
    "ResourceFactory", "ResultFactory", "SchemeFactory", "SealFactory", "SeatFactory", "SegmentFactory",
    "SessionFactory", "ShowcaseFactory", "SideFactory", "StepFactory", "StreetFactory", "TaskFactory", "UserFactory",
    "district_office", "liaison_of", "security_administrator", "street_office_of", "worker_of",
]  # fmt: skip
