"""Matters, their legs and what happens to them; rules, bulletins, concerns, chiefs of roads."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from gongjian.civic.matters.actions.matters import level_of
from gongjian.civic.matters.models import (
    Bulletin,
    Concern,
    Leg,
    Level,
    Matter,
    Opinion,
    Pause,
    RoadChief,
    Rulebook,
    Rung,
    SiteCheck,
)
from gongjian.civic.platforms.models import Thread
from tests.factories.days import DAY, NEW_YEAR, NOON
from tests.factories.deeds import GroupFactory
from tests.factories.registry import BodyFactory, CommunityFactory, DistrictFactory, OrganisationFactory

RAISED = NOON - 7 * DAY  # Monday, 23 February: the last day of the Spring Festival


class RulebookFactory(DjangoModelFactory):
    """The rules of the district: there is one, and it is returned again."""

    class Meta:
        model = Rulebook
        django_get_or_create = ["area"]

    area = factory.SubFactory(DistrictFactory)


class RungFactory(DjangoModelFactory):
    class Meta:
        model = Rung

    rulebook = factory.SubFactory(RulebookFactory)
    step = factory.LazyAttribute(lambda row: row.rulebook.rungs.count() + 1)
    after_days = factory.LazyAttribute(lambda row: 3 * row.step)
    to_level = Level.STREET


class MatterFactory(DjangoModelFactory):
    """Raised by a unit, taken on by its community the same day; `lead=False` leaves out the leg."""

    class Meta:
        model = Matter
        skip_postgeneration_save = True

    number = factory.Sequence("建设路〔2026〕{}号".format)
    area = factory.SubFactory(CommunityFactory)
    raiser = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..area"))
    category = Matter.Category.PUBLIC_SERVICE
    title = "雨水井堵塞，路面积水"
    raised_at = RAISED
    thread = factory.LazyAttribute(lambda row: Thread.objects.create(opened_at=row.raised_at))

    @factory.post_generation
    def lead(self, create, extracted, **given):
        if extracted is not False:
            owner = given.pop("owner", None) or BodyFactory(governs=self.area)
            taken = {"level": level_of(owner), "opened_at": self.raised_at, "accepted_at": self.raised_at} | given
            LegFactory(matter=self, owner=owner, is_lead=True, **taken)
        self.thread.bodies.add(self.raiser)


class LegFactory(DjangoModelFactory):
    """A body was called to help; it has not accepted."""

    class Meta:
        model = Leg

    matter = factory.SubFactory(MatterFactory)
    owner = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..matter.area"))
    level = Level.UNIT
    is_lead = False
    wish = factory.LazyAttribute(lambda row: "" if row.is_lead else "出一台抽水泵")
    opened_at = RAISED
    limit_days = 7

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        leg = super()._create(model_class, *args, **kwargs)
        leg.matter.thread.bodies.add(leg.owner)
        return leg


class PauseFactory(DjangoModelFactory):
    class Meta:
        model = Pause

    leg = factory.SubFactory(LegFactory)
    reason = Pause.Reason.THIRD_PARTY
    note = "等自来水公司送来管线图"
    from_at = NOON - DAY


class OpinionFactory(DjangoModelFactory):
    class Meta:
        model = Opinion

    matter = factory.SubFactory(MatterFactory, kind=Matter.Kind.WORKS)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..matter.area"))
    text = "先做临时排水，再改管"
    day = date(2026, 2, 27)


class SiteCheckFactory(DjangoModelFactory):
    class Meta:
        model = SiteCheck

    matter = factory.SubFactory(MatterFactory, kind=Matter.Kind.FINDING)
    by = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..matter.area"))
    day = date(2026, 2, 27)
    is_passed = True
    text = "井盖换好了，周边清扫干净"
    noted_at = NOON


class BulletinFactory(DjangoModelFactory):
    class Meta:
        model = Bulletin

    group = factory.SubFactory(GroupFactory)
    title = "二期主体封顶"
    text = "三栋楼主体结构封顶，下个月开始装窗。"
    audience = "二期安置户"
    published_at = NOON - DAY


class ConcernFactory(DjangoModelFactory):
    class Meta:
        model = Concern

    group = factory.SubFactory(GroupFactory)
    day = date(2026, 2, 27)
    text = "晚上十点以后还在打桩"


class RoadChiefFactory(DjangoModelFactory):
    class Meta:
        model = RoadChief

    area = factory.SubFactory(CommunityFactory)
    road = factory.Sequence("协作路{}段".format)
    rank = RoadChief.Rank.SECOND
    chief = factory.SubFactory(BodyFactory, governs=factory.SelfAttribute("..area"))
    post = "社区党组织书记"
    every_days = 7
    valid_from = NEW_YEAR
