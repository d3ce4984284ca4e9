import pytest

from gongjian.civic.matters.actions import end_road_chief, name_road_chief, transfer_road_chief
from gongjian.civic.matters.models import RoadChief
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NEW_YEAR,
    NOON,
    TODAY,
    BodyFactory,
    CommunityFactory,
    OrganisationFactory,
    UserFactory,
    district_office,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def chief_of(community, **more) -> RoadChief:
    said = {"road": "协作路", "rank": 1, "post": "党委书记", "every_days": 7, "valid_from": NEW_YEAR} | more
    return RoadChief.objects.create(area=community, chief=BodyFactory(governs=community.parent), **said)


SAID = {"road": "协作路", "rank": 1, "post": "党委书记", "every_days": 7, "since": TODAY}


def test_the_street_names_the_chief_of_a_road_by_post():
    community = CommunityFactory()
    street = BodyFactory(governs=community.parent)

    chief = name_road_chief(street_office_of(community), community, chief=street, **SAID, at=NOON)

    assert (chief.chief, chief.post, chief.every_days, chief.valid_to) == (street, "党委书记", 7, None)
    assert Event.objects.get().subject == chief


def test_a_stranger_may_none_of_it_and_nothing_is_written():
    chief = chief_of(CommunityFactory())

    for who in (UserFactory(), worker_of(chief.area), street_office_of(CommunityFactory())):
        for verb, subject, said in (
            (name_road_chief, chief.area, SAID | {"chief": chief.chief}),
            (end_road_chief, chief, {"reason": "换人", "on": TODAY}),
            (transfer_road_chief, chief, {"to": chief.chief, "area": chief.area, "on": TODAY}),
        ):
            with pytest.raises(NotAllowed):
                verb(who, subject, **said, at=NOON)

    assert not Event.objects.exists()


@pytest.mark.parametrize(("wrong", "sentence"), [({"every_days": 0}, "至少 1 天"), ({}, "协作路已经有一级路长")])
def test_a_road_has_one_chief_of_a_rank_who_walks_it(wrong, sentence):
    chief = chief_of(CommunityFactory())

    with pytest.raises(Refused, match=sentence):
        name_road_chief(street_office_of(chief.area), chief.area, chief=chief.chief, **SAID | wrong, at=NOON)

    assert RoadChief.objects.count() == 1


def test_a_closed_body_is_no_chief():
    community = CommunityFactory()

    with pytest.raises(Refused, match="已经注销"):
        name_road_chief(
            street_office_of(community),
            community,
            chief=OrganisationFactory(closed_date=TODAY),
            **SAID,
            at=NOON,
        )


def test_a_chief_ends_with_a_reason_and_once():
    chief = chief_of(CommunityFactory())
    office = street_office_of(chief.area)

    with pytest.raises(Refused, match="为什么"):
        end_road_chief(office, chief, reason=" ", on=TODAY, at=NOON)
    end_road_chief(office, chief, reason="分工调整", on=TODAY, at=NOON)

    chief.refresh_from_db()
    assert chief.valid_to == TODAY
    with pytest.raises(NotAllowed, match="已经不担任"):
        end_road_chief(office, chief, reason="再来", on=TODAY, at=NOON)


def test_a_successor_is_chief_from_that_day_and_the_row_before_says_who_was():
    chief, new = chief_of(CommunityFactory()), OrganisationFactory()
    old = chief.chief

    transfer_road_chief(district_office(), chief, to=new, area=chief.area, on=TODAY, at=NOON)

    rows = RoadChief.objects.order_by("pk").values_list("chief", "valid_to", "every_days")
    assert list(rows) == [(old.pk, TODAY, 7), (new.pk, None, 7)]


def test_two_chiefs_of_one_rank_do_not_come_to_one_road():
    first, second = chief_of(CommunityFactory()), chief_of(CommunityFactory())

    with pytest.raises(Refused, match="已经有一级路长"):
        transfer_road_chief(district_office(), first, to=first.chief, area=second.area, on=TODAY, at=NOON)

    assert not Event.objects.exists()
