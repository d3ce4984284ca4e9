"""A works problem is consulted on by several and checked by somebody else than the lead."""

import pytest

from gongjian.civic.matters.actions import ask_raiser, call_help, check_site, raise_matter, write_opinion
from gongjian.civic.matters.models import Matter, Opinion, SiteCheck
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.matters.called import department
from tests.factories import (
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    BodyFactory,
    CommunityFactory,
    GroupFactory,
    GroupMemberFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def works(community=None, **more) -> Matter:
    community = community or CommunityFactory()
    said = {"title": "安置房地基渗水", "category": "PUBLIC_SERVICE", "kind": "WORKS"} | more
    return raise_matter(worker_of(community), BodyFactory(governs=community), area=community, at=NOON, **said)


def test_the_lead_writes_down_the_view_of_an_outside_builder_and_its_own():
    matter, builder = works(), OrganisationFactory(kind="BUILDER", is_outside=True, name="建设集团")
    worker = worker_of(matter.area)

    write_opinion(worker, matter, organisation=builder, text="先降水再补强", day=TODAY, at=NOON)
    write_opinion(worker, matter, organisation=matter.raiser, text="同意", day=TODAY, at=NOON)

    assert list(Opinion.objects.order_by("pk").values_list("organisation__name", "text")) == [
        ("建设集团", "先降水再补强"),
        (matter.raiser.name, "同意"),
    ]
    assert Event.objects.filter(verb="matters.write_opinion").count() == 2


def test_a_called_body_and_one_that_lends_people_write_their_own_view_and_no_other():
    community, unit, housing = CommunityFactory(), OrganisationFactory(), department("区住建局")
    group = GroupFactory(area=community)
    GroupMemberFactory(group=group, organisation=unit)
    matter = works(community, group=group)
    call_help(worker_of(community), matter, owner=housing, wish="派工程师", at=NOON)

    write_opinion(liaison_of(housing), matter, organisation=housing, text="先鉴定", day=TODAY, at=NOON)
    write_opinion(liaison_of(unit), matter, organisation=unit, text="可以派测量员", day=TODAY, at=NOON)
    with pytest.raises(Refused, match="由牵头单位代记"):
        write_opinion(liaison_of(unit), matter, organisation=housing, text="不用鉴定", day=TODAY, at=NOON)

    assert Opinion.objects.count() == 2


def test_a_stranger_may_neither_and_nothing_is_written():
    matter, unit = works(), OrganisationFactory()
    before = Event.objects.count()

    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            write_opinion(who, matter, organisation=unit, text="同意", day=TODAY, at=NOON)
        with pytest.raises(NotAllowed):
            check_site(who, matter, by=unit, day=TODAY, is_passed=True, text="看过", at=NOON)

    assert Event.objects.count() == before


def test_views_are_for_works_alone():
    matter = works(kind="PROBLEM")

    with pytest.raises(NotAllowed, match="工程协调"):
        write_opinion(worker_of(matter.area), matter, organisation=matter.raiser, text="同意", day=TODAY, at=NOON)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"text": " "}, "写明意见"), ({"day": YESTERDAY}, "不能早于报事"), ({"day": TOMORROW}, "还没到")],
)
def test_an_empty_view_and_an_impossible_day_are_refused(wrong, sentence):
    matter = works()
    said = {"organisation": matter.raiser, "text": "同意", "day": TODAY} | wrong

    with pytest.raises(Refused, match=sentence):
        write_opinion(worker_of(matter.area), matter, **said, at=NOON)

    assert not Opinion.objects.exists()


def test_the_lead_may_not_check_itself_and_the_street_may():
    matter = works()
    street = BodyFactory(governs=matter.area.parent)

    with pytest.raises(Refused, match="不能自己核查自己"):
        check_site(worker_of(matter.area), matter, by=matter.raiser, day=TODAY, is_passed=True, text="干了", at=NOON)
    check_site(street_office_of(matter.area), matter, by=street, day=TODAY, is_passed=False, text="还渗水", at=NOON)

    check = SiteCheck.objects.get()
    assert (check.by, check.is_passed, check.noted_at) == (street, False, NOON)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"text": ""}, "看到什么"), ({"day": YESTERDAY}, "不能早于报事"), ({"day": TOMORROW}, "还没到")],
)
def test_a_check_says_what_was_seen_on_a_possible_day(wrong, sentence):
    matter = works()
    said = {"by": BodyFactory(governs=matter.area.parent), "day": TODAY, "is_passed": True, "text": "不渗了"} | wrong

    with pytest.raises(Refused, match=sentence):
        check_site(street_office_of(matter.area), matter, **said, at=NOON)

    assert not SiteCheck.objects.exists()


def test_it_is_done_only_after_two_views_and_a_passed_check():
    matter, builder = works(), OrganisationFactory(kind="BUILDER")
    worker, lead = worker_of(matter.area), matter.legs.get()
    done = {"closing": "DONE", "result": "补强完成", "at": NOON}
    with pytest.raises(Refused, match="两家的意见"):
        ask_raiser(worker, lead, **done)
    for body in (builder, matter.raiser):
        write_opinion(worker, matter, organisation=body, text="同意", day=TODAY, at=NOON)
    with pytest.raises(Refused, match="现场核查"):
        ask_raiser(worker, lead, **done)
    street = BodyFactory(governs=matter.area.parent)
    check_site(street_office_of(matter.area), matter, by=street, day=TODAY, is_passed=True, text="不渗了", at=NOON)

    ask_raiser(worker, lead, **done)

    matter.refresh_from_db()
    assert matter.closing == "DONE"
