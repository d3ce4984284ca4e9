"""Around a meeting: rules, invitations, agenda, decisions, talks, reports, threads, needs."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from gongjian.civic.lists.models import Need
from gongjian.civic.platforms.models import (
    AgendaItem,
    Entry,
    Finding,
    Invitation,
    Meeting,
    MeetingRule,
    MeetingTemplate,
    Objection,
    Resolution,
    SeatReport,
    Stage,
    StageOutput,
    Thread,
)
from tests.factories.days import DAY, NEW_YEAR, NOON, YESTERDAY
from tests.factories.promises import MeetingFactory, PlatformFactory, SeatFactory
from tests.factories.registry import BodyFactory, CommunityFactory, OrganisationFactory


class MeetingRuleFactory(DjangoModelFactory):
    """Once a quarter, three days' notice, more than half."""

    class Meta:
        model = MeetingRule

    platform = factory.SubFactory(PlatformFactory)
    valid_from = NEW_YEAR


class MeetingTemplateFactory(DjangoModelFactory):
    class Meta:
        model = MeetingTemplate

    area = factory.SubFactory(CommunityFactory)
    kind = Meeting.Kind.JOINT
    title = "季度联席会议"
    items = factory.LazyFunction(lambda: ["通报上次议定事项的进展", "商量下一步要办的事"])


class InvitationFactory(DjangoModelFactory):
    """A unit is asked to come; it has not replied."""

    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory, starts_at=NOON + 7 * DAY, convened_at=NOON - DAY)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..meeting.platform.area"))


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.LazyAttribute(lambda row: row.meeting.items.count() + 1)
    title = "小区北门夜间乱停车"


class ResolutionFactory(DjangoModelFactory):
    """Carried by everybody who was there; looked at again in a quarter."""

    class Meta:
        model = Resolution

    item = factory.SubFactory(AgendaItemFactory)
    kind = Resolution.Kind.NOTE
    text = "夜间开放学校操场停车，试行一个季度"
    review_date = date(2026, 6, 1)
    votes_for = 5
    votes_against = 0
    votes_abstained = 0
    is_carried = True
    adopted_at = NOON


class ObjectionFactory(DjangoModelFactory):
    class Meta:
        model = Objection

    meeting = factory.SubFactory(
        MeetingFactory, held_at=NOON - 2 * DAY, circulated_at=NOON - DAY, object_by_date=date(2026, 3, 6)
    )
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..meeting.platform.area"))
    text = "第二项里停车的时段写错了，是晚七点到早七点"
    raised_at = NOON


class SeatReportFactory(DjangoModelFactory):
    """A part-time member said what it did last year; the meeting has not spoken of it."""

    class Meta:
        model = SeatReport

    seat = factory.SubFactory(SeatFactory, is_part_time=True)
    year = 2026
    text = "参加了四次联席会议，牵头办成停车一件事"
    reported_at = NOON


class StageOutputFactory(DjangoModelFactory):
    class Meta:
        model = StageOutput

    meeting = factory.SubFactory(MeetingFactory, kind=Meeting.Kind.TALK, title="党群恳谈会")
    stage = Stage.LOOK
    text = "看了三处雨后积水的楼栋"
    headcount = 23


class FindingFactory(DjangoModelFactory):
    """Somebody pointed something out; nothing has been decided about it."""

    class Meta:
        model = Finding

    meeting = factory.SubFactory(MeetingFactory, kind=Meeting.Kind.TALK, title="党群恳谈会")
    stage = Stage.TALK
    text = "三号楼门口一下雨就进水"
    noted_at = NOON


class ThreadFactory(DjangoModelFactory):
    """Between a unit and the community where it is."""

    class Meta:
        model = Thread

    first = factory.SubFactory(OrganisationFactory)
    second = factory.LazyAttribute(lambda row: BodyFactory(governs=row.first.area))
    opened_at = NOON - DAY

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        pair = [one for one in (kwargs.pop("first"), kwargs.pop("second")) if one is not None]
        first, second = sorted(pair, key=lambda body: body.pk) if pair else (None, None)
        thread = super()._create(model_class, *args, first=first, second=second, **kwargs)
        thread.bodies.add(*pair)
        return thread


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    thread = factory.SubFactory(ThreadFactory)
    author = factory.LazyAttribute(lambda row: row.thread.bodies.order_by("pk").first())
    kind = Entry.Kind.NOTICE
    day = YESTERDAY
    text = "下周三上午请到社区领志愿者马甲"
    written_at = NOON


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    area = factory.SubFactory(CommunityFactory)
    owner = factory.SubFactory(BodyFactory, governs=factory.SelfAttribute("..area"))
    title = "夜间停车位 30 个"
    added_at = NOON - DAY
