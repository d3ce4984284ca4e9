import pytest

from gongjian.civic.matters.actions import form_group
from gongjian.civic.matters.models import Group
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import NEW_YEAR, NOON, CommunityFactory, GroupFactory, UserFactory, street_office_of, worker_of

pytestmark = pytest.mark.django_db
TOLD = {"kind": Group.Kind.LIAISON, "title": "第一联络小组", "purpose": "通报安置房进度", "since": NEW_YEAR}
MEMBERS = [("投资方", 3), ("施工方", 4), ("原拆迁村党员", 3)]


def test_the_street_forms_a_group_and_the_ledger_says_so():
    parent = GroupFactory()
    office = street_office_of(parent.area)

    group = form_group(office, parent.area, **TOLD, members=MEMBERS, parent=parent, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("matters.form_group", office, group)
    assert event.changes == {
        "area_id": [None, parent.area_id],
        "formed_date": [None, "2026-01-01"],
        "is_public": [None, True],
        "kind": [None, "LIAISON"],
        "members": digest_of(MEMBERS),
        "parent_id": [None, parent.pk],
        "purpose": [None, "通报安置房进度"],
        "title": [None, "第一联络小组"],
    }
    assert list(group.members.order_by("pk").values_list("source", "headcount")) == MEMBERS


def test_a_stranger_may_not_and_nothing_is_written():
    community = CommunityFactory()

    for who in (UserFactory(), worker_of(community)):
        with pytest.raises(NotAllowed):
            form_group(who, community, **TOLD, at=NOON)

    assert not Group.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("members", "sentence"), [([("施工方", 0)], "至少是 1"), ([("施工方", 2), ("施工方", 3)], "写了两次")]
)
def test_a_source_stands_once_and_gives_at_least_one(members, sentence):
    community = CommunityFactory()

    with pytest.raises(Refused, match=sentence):
        form_group(street_office_of(community), community, **TOLD, members=members, at=NOON)

    assert not Event.objects.exists()
