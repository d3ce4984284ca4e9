"""What is promised: tasks, platforms, lists, projects, agreements."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from gongjian.civic.agreements.models import Agreement, Clause, Obligation, Party
from gongjian.civic.lists.models import ListCheck, Resource
from gongjian.civic.platforms.models import Attendance, Criterion, Meeting, Platform, Seat
from gongjian.civic.projects.models import Contribution, Part, Project, Showcase
from gongjian.civic.tasks.models import Task
from tests.factories.days import DAY, NEW_YEAR, NOON
from tests.factories.registry import BodyFactory, CommunityFactory, OrganisationFactory, ProgrammeFactory

NEXT_YEAR = date(2027, 1, 1)


class TaskFactory(DjangoModelFactory):
    """A task of a unit, received by the community where it is."""

    class Meta:
        model = Task

    kind = Task.Kind.TASK
    owner = factory.SubFactory(OrganisationFactory)
    receiver = factory.SubFactory(BodyFactory, governs=factory.SelfAttribute("..owner.area"))
    title = "校园周边值守"
    result_wanted = "每班两人，四班"
    quantity = 4
    unit = "班"
    weight = 2
    due_date = date(2026, 3, 31)
    assigned_at = NOON - 10 * DAY


class PlatformFactory(DjangoModelFactory):
    """The regional committee of a community."""

    class Meta:
        model = Platform

    area = factory.SubFactory(CommunityFactory)
    kind = Platform.Kind.COMMITTEE
    title = factory.LazyAttribute(lambda row: f"{row.area.name}区域党委")
    secretary = factory.SubFactory(BodyFactory, governs=factory.SelfAttribute("..area"))
    established_date = NEW_YEAR


class CriterionFactory(DjangoModelFactory):
    """Whom the committee of a community takes in this year."""

    class Meta:
        model = Criterion

    platform = factory.SubFactory(PlatformFactory)
    year = 2026
    text = "在本社区有固定场所、愿意参加联席会议的驻区单位"
    adopted_date = NEW_YEAR
    decision = "区域党委第一次会议第一项"


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    platform = factory.SubFactory(PlatformFactory)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..platform.area"))
    decision = "区域党委第一次会议第二项"
    valid_from = NEW_YEAR
    valid_to = NEXT_YEAR


class MeetingFactory(DjangoModelFactory):
    """A meeting that began an hour ago; nobody has entered who came."""

    class Meta:
        model = Meeting

    platform = factory.SubFactory(PlatformFactory)
    kind = Meeting.Kind.JOINT
    title = "第一季度联席会议"
    starts_at = NOON - DAY / 24
    place = "社区会议室"


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..meeting.platform.area"))
    state = Attendance.State.PRESENT


class ResourceFactory(DjangoModelFactory):
    """Premises given free of charge to the community where the unit is."""

    class Meta:
        model = Resource

    programme = factory.SubFactory(ProgrammeFactory)
    owner = factory.SubFactory(OrganisationFactory)
    kind = Resource.Kind.PREMISES
    nature = Resource.Nature.THINGS
    title = "党群服务中心用房"
    unit = "处"
    area = factory.SelfAttribute("owner.area")
    opens_date = NEW_YEAR
    size_m2 = 320
    floors = 1


class ListCheckFactory(DjangoModelFactory):
    """A unit is asked whether its list is true."""

    class Meta:
        model = ListCheck

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    due_date = date(2026, 3, 31)


class ProjectFactory(DjangoModelFactory):
    """A wall of about a hundred metres, led by the community."""

    class Meta:
        model = Project

    area = factory.SubFactory(CommunityFactory)
    kind = Project.Kind.CULTURE
    lead = factory.SubFactory(BodyFactory, governs=factory.SelfAttribute("..area"))
    title = "百花路党建文化长廊"
    deliverable = "文化长廊"
    quantity = 100
    unit = "米"
    is_about = True
    started_at = NOON - 30 * DAY


class PartFactory(DjangoModelFactory):
    class Meta:
        model = Part

    project = factory.SubFactory(ProjectFactory)
    position = factory.Sequence(lambda number: number + 1)
    title = "忆往昔·流年岁月"
    weight_bp = 10_000


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    project = factory.SubFactory(ProjectFactory)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..project.area"))
    what = "一段展板"


class ShowcaseFactory(DjangoModelFactory):
    """Nominated, not yet in the library."""

    class Meta:
        model = Showcase

    area = factory.SubFactory(CommunityFactory)
    category = "寓教于乐"
    title = factory.Sequence("周末课堂 {}".format)
    nominated_at = NOON - DAY


class AgreementFactory(DjangoModelFactory):
    """An agreement for the year that nobody has signed yet; parties and clauses are rows of their own."""

    class Meta:
        model = Agreement

    number = factory.Sequence("建共〔2026〕{}号".format)
    area = factory.SubFactory(CommunityFactory)
    title = "共建协议"
    from_date = NEW_YEAR
    to_date = NEXT_YEAR


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..agreement.area"))
    position = factory.LazyAttribute(lambda row: row.agreement.parties.count() + 1)


class ClauseFactory(DjangoModelFactory):
    class Meta:
        model = Clause

    agreement = factory.SubFactory(AgreementFactory)
    number = factory.LazyAttribute(lambda row: row.agreement.clauses.count() + 1)
    doer = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..agreement.area"))
    receiver = factory.SubFactory(BodyFactory, governs=factory.SelfAttribute("..agreement.area"))
    what = "操场周末向居民开放"
    quantity = 2
    unit = "次"
    every = Clause.Every.QUARTER
    first_due_date = date(2026, 3, 31)
    proof = "开放登记簿"
    weight = 2


class ObligationFactory(DjangoModelFactory):
    class Meta:
        model = Obligation

    clause = factory.SubFactory(ClauseFactory)
    due_date = factory.SelfAttribute("clause.first_due_date")
    quantity = factory.SelfAttribute("clause.quantity")
    task = factory.SubFactory(
        TaskFactory,
        kind=Task.Kind.PROMISE,
        owner=factory.SelfAttribute("..clause.doer"),
        receiver=factory.SelfAttribute("..clause.receiver"),
        title=factory.SelfAttribute("..clause.what"),
        due_date=factory.SelfAttribute("..due_date"),
    )
