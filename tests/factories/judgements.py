"""How the year is judged: records, ballots, evaluations, results."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from gongjian.civic.ballots.models import Count, Session
from gongjian.civic.evaluations.models import Cap, Decision, Defect, Grading, Inspection, Mark, Outcome, Scheme
from gongjian.civic.records.models import Amendment, Line, Period, Record
from gongjian.civic.results.models import Release, Result
from gongjian.ledger.models import Seal
from gongjian.methods.policy import default_policy
from tests.factories.days import NOON, TODAY
from tests.factories.ledger import FileFactory, SealFactory
from tests.factories.registry import OrganisationFactory, ProgrammeFactory, StreetFactory

FEBRUARY = date(2026, 2, 1)


class PeriodFactory(DjangoModelFactory):
    """February of a street, not drafted yet."""

    class Meta:
        model = Period

    programme = factory.SubFactory(ProgrammeFactory)
    area = factory.SubFactory(StreetFactory)
    month = FEBRUARY
    draft_date = date(2026, 2, 25)
    file_by_date = date(2026, 3, 3)
    answer_by_date = date(2026, 3, 6)
    lock_date = date(2026, 3, 9)


class RecordFactory(DjangoModelFactory):
    """A unit's February, drafted but not filed."""

    class Meta:
        model = Record

    unit = factory.SubFactory(OrganisationFactory)
    period = factory.SubFactory(PeriodFactory, area=factory.SelfAttribute("..unit.area.parent"), drafted_at=NOON)
    month = factory.SelfAttribute("period.month")
    path = factory.SelfAttribute("unit.path")


class LineFactory(DjangoModelFactory):
    class Meta:
        model = Line

    record = factory.SubFactory(RecordFactory)
    kind = Line.Kind.TASK
    text = "校园周边值守 4 班"
    weight = 2
    quantity = 4
    achieved = 4
    outcome_bp = 10_000
    is_on_time = True
    level = 1
    reason = "社区登记"


class AmendmentFactory(DjangoModelFactory):
    class Meta:
        model = Amendment

    line = factory.SubFactory(LineFactory, state=Line.State.ACCEPTED)
    old_state = Line.State.ACCEPTED
    new_state = Line.State.REJECTED
    reason = "同一件事记了两次"
    at = NOON


class SessionFactory(DjangoModelFactory):
    """A street's ballot meeting before anything was handed out."""

    class Meta:
        model = Session

    programme = factory.SubFactory(ProgrammeFactory)
    area = factory.SubFactory(StreetFactory)
    held_date = TODAY
    due = 50


class CountFactory(DjangoModelFactory):
    class Meta:
        model = Count

    session = factory.SubFactory(SessionFactory, present=48, issued=48, returned=48, spoiled=0)
    organisation = factory.SubFactory(OrganisationFactory, area__parent=factory.SelfAttribute("...session.area"))
    good = 30
    fairly_good = 12
    fair = 3
    poor = 1
    abstained = 2


class SchemeFactory(DjangoModelFactory):
    class Meta:
        model = Scheme
        django_get_or_create = ["programme"]

    programme = factory.SubFactory(ProgrammeFactory)
    policy = factory.LazyAttribute(lambda row: default_policy(row.programme.year))


class InspectionFactory(DjangoModelFactory):
    class Meta:
        model = Inspection

    programme = factory.SubFactory(ProgrammeFactory)
    unit = factory.SubFactory(OrganisationFactory)
    visited_date = TODAY


class DefectFactory(DjangoModelFactory):
    class Meta:
        model = Defect

    inspection = factory.SubFactory(InspectionFactory)
    severity = Defect.Severity.MINOR
    text = "登记簿缺两次签字"


class MarkFactory(DjangoModelFactory):
    class Meta:
        model = Mark

    scheme = factory.SubFactory(SchemeFactory)
    unit = factory.SubFactory(OrganisationFactory)
    panellist = 1
    part = Mark.Part.COMPLETION
    mark_bp = 9000


class GradingFactory(DjangoModelFactory):
    class Meta:
        model = Grading
        django_get_or_create = ["scheme"]

    scheme = factory.SubFactory(SchemeFactory)
    computed_at = NOON


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    grading = factory.SubFactory(GradingFactory)
    unit = factory.SubFactory(OrganisationFactory)
    grouping = factory.SelfAttribute("unit.grouping")
    a_cp = 9045
    b_cp = 9050
    c_cp = 9000
    d_cp = 8650
    bonus_cp = 0
    deduct_cp = 0
    composite_cp = 8963
    satisfied_bp = 8750
    rank = 1
    grade = Outcome.Grade.GOOD


class CapFactory(DjangoModelFactory):
    class Meta:
        model = Cap

    scheme = factory.SubFactory(SchemeFactory)
    unit = factory.SubFactory(OrganisationFactory)
    at_most = Outcome.Grade.FAIR
    document = "中原党建〔2026〕3号"


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    grading = factory.SubFactory(GradingFactory)
    unit = factory.SubFactory(OrganisationFactory)
    grade = Outcome.Grade.GOOD
    document = "领导小组第四次会议第一项"


class ReleaseFactory(DjangoModelFactory):
    """Prepared, not published."""

    class Meta:
        model = Release
        django_get_or_create = ["grading"]

    grading = factory.SubFactory(GradingFactory, sent_at=NOON, adopted_at=NOON)
    prepared_at = NOON
    seal = factory.SubFactory(SealFactory, kind=Seal.Kind.RELEASE)
    code = "7K3F9QDM2XWAR58C"
    bundle = factory.SubFactory(FileFactory)


class ResultFactory(DjangoModelFactory):
    class Meta:
        model = Result

    outcome = factory.SubFactory(OutcomeFactory)
    release = factory.SubFactory(ReleaseFactory, grading=factory.SelfAttribute("..outcome.grading"))
    unit = factory.SelfAttribute("outcome.unit")
    name = factory.SelfAttribute("unit.name")
    street = factory.SelfAttribute("unit.area.parent.name")
    sort_key = factory.SelfAttribute("unit.sort_key")
    row = factory.LazyFunction(dict)
    hash = "0" * 64
