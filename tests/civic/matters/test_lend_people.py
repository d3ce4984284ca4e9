import pytest

from gongjian.civic.matters.actions import lend_people, release_people
from gongjian.civic.matters.models import GroupMember
from gongjian.civic.matters.queries import tree_of
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    GroupFactory,
    GroupMemberFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db


def test_an_outside_builder_lends_experts_from_a_day_on():
    group, builder = GroupFactory(), OrganisationFactory(kind="BUILDER", is_outside=True)
    office = street_office_of(group.area)

    member = lend_people(
        office, group, source="", headcount=3, organisation=builder, expertise="结构", since=TODAY, at=NOON
    )

    assert (member.source, member.organisation, member.valid_from) == (builder.name, builder, TODAY)
    assert Event.objects.get().verb == "matters.lend_people"
    assert tree_of(group, UserFactory(), on=YESTERDAY).headcount == 0
    assert tree_of(group, UserFactory(), on=TODAY).headcount == 3


def test_people_go_back_and_are_no_longer_counted():
    member = GroupMemberFactory(headcount=4)
    office = street_office_of(member.group.area)

    release_people(office, member, on=TODAY, reason="会审完成", at=NOON)

    assert tree_of(member.group, office, on=YESTERDAY).headcount == 4
    assert tree_of(member.group, office, on=TODAY).headcount == 0
    assert Event.objects.get().changes["reason"] == [None, "会审完成"]
    with pytest.raises(NotAllowed, match="已经回去"):
        release_people(office, member, on=TOMORROW, reason="再回", at=NOON)


def test_a_stranger_may_neither_and_nothing_is_written():
    member, unit = GroupMemberFactory(), OrganisationFactory()

    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            lend_people(who, member.group, source="投资方", headcount=1, since=TODAY, at=NOON)
        with pytest.raises(NotAllowed):
            release_people(who, member, on=TODAY, reason="完成", at=NOON)

    assert GroupMember.objects.count() == 1
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"headcount": 0}, "至少是 1"),
        ({"source": " "}, "从哪里来"),
        ({"since": NEW_YEAR.replace(year=2025)}, "不能早于"),
        ({"source": "施工方"}, "已经派了人"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong, sentence):
    member = GroupMemberFactory()
    said = {"source": "投资方", "headcount": 2, "since": TODAY} | wrong

    with pytest.raises(Refused, match=sentence):
        lend_people(street_office_of(member.group.area), member.group, **said, at=NOON)

    assert GroupMember.objects.count() == 1


def test_a_closed_body_lends_nobody_and_nobody_leaves_before_he_came():
    member, closed = GroupMemberFactory(), OrganisationFactory(closed_date=TODAY)
    office = street_office_of(member.group.area)

    with pytest.raises(Refused, match="已经注销"):
        lend_people(office, member.group, source="", organisation=closed, headcount=1, since=TODAY, at=NOON)
    with pytest.raises(Refused, match="不能早于来的那天"):
        release_people(office, member, on=NEW_YEAR.replace(year=2025), reason="完成", at=NOON)
    with pytest.raises(Refused, match="为什么回去"):
        release_people(office, member, on=TODAY, reason=" ", at=NOON)
