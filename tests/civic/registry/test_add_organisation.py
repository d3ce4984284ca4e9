import pytest

from gongjian.accounts.models import User
from gongjian.civic.registry.actions import add_organisation
from gongjian.civic.registry.models import Affiliation, Organisation, Profile
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    CommunityFactory,
    OrganisationFactory,
    UserFactory,
    district_office,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
CODE = "91110000600037341L"


def test_the_street_adds_a_unit_and_the_ledger_says_so():
    community = CommunityFactory()
    street, superior = street_office_of(community), OrganisationFactory()

    unit = add_organisation(
        street,
        community,
        name=" 郑州市第七十中学 ",
        kind="SCHOOL",
        since=NEW_YEAR,
        party_type="BRANCH",
        member_count=34,
        is_resident_unit=True,
        superior=superior,
        credit_code=CODE,
        at=NOON,
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.add_organisation", street, unit)
    assert event.path == community.path
    assert event.changes == {
        "area_id": [None, community.pk],
        "credit_code": [None, CODE],
        "founded_date": [None, "2026-01-01"],
        "grouping": [None, "INSTITUTION"],
        "initials": [None, unit.initials],
        "is_outside": [None, False],
        "is_resident_unit": [None, True],
        "kind": [None, "SCHOOL"],
        "member_count": [None, 34],
        "name": [None, "郑州市第七十中学"],
        "party_type": [None, "BRANCH"],
        "path": [None, community.path],
        "since": [None, "2026-01-01"],
        "sort_key": [None, unit.sort_key],
        "superior_id": [None, superior.pk],
    }


def test_its_history_begins_with_the_day():
    community, superior, sector = CommunityFactory(), OrganisationFactory(), OrganisationFactory()

    unit = add_organisation(
        User.objects.clock(),
        community,
        name="郑州市第七十中学",
        kind="SCHOOL",
        since=NEW_YEAR,
        superior=superior,
        sector=sector,
        at=NOON,
    )

    axes = unit.affiliations.order_by("axis").values_list("axis", "area", "target", "valid_from", "valid_to")
    assert unit.profiles.get().valid_from == NEW_YEAR
    assert list(axes) == [
        (1, community.pk, None, NEW_YEAR, None),
        (2, None, sector.pk, NEW_YEAR, None),
        (3, None, superior.pk, NEW_YEAR, None),
    ]


@pytest.mark.parametrize(
    "who", [lambda community: UserFactory(), worker_of, lambda community: street_office_of(CommunityFactory())]
)
def test_nobody_else_may_and_nothing_is_written(who):
    community = CommunityFactory()
    actor = who(community)

    with pytest.raises(NotAllowed):
        add_organisation(actor, community, name="第七十中学", kind="SCHOOL", since=NEW_YEAR, at=NOON)

    assert not Organisation.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": "  "}, "单位要有名称"),
        ({"credit_code": CODE[:-1] + "M"}, "末位是校验码"),
        ({"credit_code": ""}, "末位是校验码"),
        ({"kind": "MERCHANT", "is_resident_unit": True}, "不能作驻区单位"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(said, sentence):
    community = CommunityFactory()

    with pytest.raises(Refused, match=sentence):
        add_organisation(
            street_office_of(community),
            community,
            since=NEW_YEAR,
            at=NOON,
            **{"name": "第七十中学", "kind": "SCHOOL"} | said,
        )

    assert not Organisation.objects.exists()
    assert not Profile.objects.exists()
    assert not Affiliation.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("said", [{"name": "第七十中学"}, {"name": "别的名字", "credit_code": CODE}])
def test_it_is_registered_once(said):
    community = OrganisationFactory(name="第七十中学", credit_code=CODE).area

    with pytest.raises(Refused, match="已经登记"):
        add_organisation(district_office(), community, kind="SCHOOL", since=NEW_YEAR, at=NOON, **said)

    assert Organisation.objects.count() == 1
    assert not Event.objects.exists()


def test_a_closed_one_leaves_its_name():
    community = OrganisationFactory(name="第七十中学", closed_date=NEW_YEAR).area

    add_organisation(district_office(), community, name="第七十中学", kind="SCHOOL", since=NEW_YEAR, at=NOON)

    assert Organisation.objects.filter(name="第七十中学").count() == 2
