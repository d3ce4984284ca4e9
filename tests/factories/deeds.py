"""What is done together: groups, road segments, posts, activities."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from gongjian.civic.activities.models import Activity, Side, Step
from gongjian.civic.matters.models import Group, GroupMember, Segment
from gongjian.civic.service.models import Claim, Post
from tests.factories.days import DAY, NEW_YEAR, NOON
from tests.factories.registry import BodyFactory, CommunityFactory, OrganisationFactory


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    area = factory.SubFactory(CommunityFactory)
    kind = Group.Kind.TASK
    title = "安置房疑难问题会商工作组"
    purpose = "会商安置房建设中的疑难问题"
    formed_date = NEW_YEAR


class GroupMemberFactory(DjangoModelFactory):
    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory)
    source = "施工方"
    headcount = 10


class SegmentFactory(DjangoModelFactory):
    class Meta:
        model = Segment

    area = factory.SubFactory(CommunityFactory)
    road = "协作路"
    position = factory.Sequence(lambda number: number + 1)
    taker = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..area"))
    valid_from = NEW_YEAR


class PostFactory(DjangoModelFactory):
    """Six places, none of them taken."""

    class Meta:
        model = Post

    host = factory.SubFactory(BodyFactory)
    title = "文明劝导员"
    places = 6
    from_date = date(2026, 3, 1)
    to_date = date(2026, 3, 31)


class ClaimFactory(DjangoModelFactory):
    """A unit took two of the places."""

    class Meta:
        model = Claim

    post = factory.SubFactory(PostFactory, taken=2)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..post.host.area"))
    places = 2
    claimed_at = NOON - DAY


class ActivityFactory(DjangoModelFactory):
    """Planned; nobody has entered who came."""

    class Meta:
        model = Activity

    area = factory.SubFactory(CommunityFactory)
    kind = Activity.Kind.LECTURE
    title = "书记讲党课"
    starts_at = NOON - DAY


class SideFactory(DjangoModelFactory):
    class Meta:
        model = Side

    activity = factory.SubFactory(ActivityFactory)
    organisation = factory.SubFactory(OrganisationFactory, area=factory.SelfAttribute("..activity.area"))
    audience = "党员和居民代表"
    headcount = 40


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    activity = factory.SubFactory(ActivityFactory)
    position = factory.LazyAttribute(lambda row: row.activity.steps.count() + 1)
    title = "重温入党誓词"
