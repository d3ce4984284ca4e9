"""The resource list, one house given free of charge, the communities that have one; and one click a year."""

import pytest
from django.urls import reverse

from gongjian.civic.lists.models import Resource
from gongjian.ledger.models import Event
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    NOON,
    EventFactory,
    ListCheckFactory,
    OrganisationFactory,
    ParticipationFactory,
    ProgrammeFactory,
    ResourceFactory,
    UserFactory,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db
LIST, PREMISES = reverse("lists:list_resources"), reverse("lists:list_premises")


def test_everybody_reads_how_large_a_house_was_given():
    resource = ResourceFactory(size_m2=3800, floors=5, owner__name="农业银行")

    for user in (None, liaison_of(resource.owner), street_office_of(resource.owner.area)):
        page = text(user, resource.get_absolute_url())
        for word in ("3800", "平方米", "农业银行", "无偿"):
            assert word in page


def test_what_is_no_house_is_for_its_territory():
    resource = ResourceFactory(kind=Resource.Kind.SKILL, size_m2=None, floors=None, title="义诊队")

    assert status(None, resource.get_absolute_url()) == 404
    assert "义诊队" not in text(UserFactory(), LIST)
    assert "义诊队" in text(street_office_of(resource.owner.area), LIST)


def test_an_entry_that_runs_on_stands_once_in_the_list():
    old = ResourceFactory(programme=ProgrammeFactory(year=2025))
    ResourceFactory(owner=old.owner, previous=old)

    assert text(liaison_of(old.owner), LIST).count(f">{old.title}</a>") == 1


def test_the_list_is_narrowed():
    house = ResourceFactory()
    skill = ResourceFactory(
        owner=house.owner, kind=Resource.Kind.SKILL, nature="PEOPLE", size_m2=None, floors=None, title="义诊队"
    )
    office = street_office_of(house.owner.area)

    def found(query):
        page = text(office, f"{LIST}?{query}")
        return [one.title for one in (house, skill) if f">{one.title}</a>" in page]

    assert found("") == [house.title, "义诊队"]
    assert found("kind=SKILL") == ["义诊队"]
    assert found("nature=THINGS") == [house.title]
    assert found("q=义诊") == ["义诊队"]
    assert found(f"organisation={house.owner_id + 1000}") == []


def test_thirty_of_a_hundred_is_a_page_for_everybody():
    given = ParticipationFactory().area
    ParticipationFactory.create_batch(2)
    resource = ResourceFactory(owner__area=given)
    ResourceFactory()  # in a community that does not take part

    page = text(None, PREMISES)

    assert "参加共建的 3 个社区里，1 个社区的党群服务中心由驻区单位无偿提供用房。" in page
    assert resource.owner.name in page
    assert "还有 2 个社区在等" in page


def test_nothing_given_yet():
    assert "还没有无偿用房" in text(None, PREMISES)


def test_the_liaison_confirms_the_list_with_one_click():
    check = ListCheckFactory()
    liaison = liaison_of(check.organisation)

    assert "没有变化，确认清单" in text(liaison, LIST)
    response = as_(liaison).post(reverse("lists:confirm_list", args=[check.pk]))

    assert response.headers["Location"] == LIST
    check.refresh_from_db()
    assert check.confirmed_at is not None
    assert "没有变化，确认清单" not in text(liaison, LIST)


def test_nobody_confirms_for_another_unit():
    check = ListCheckFactory()

    answer = as_(liaison_of(OrganisationFactory())).post(reverse("lists:confirm_list", args=[check.pk]))

    assert answer.status_code == 404
    assert not Event.objects.exists()


def test_a_mere_visit_confirms_nothing():
    check = ListCheckFactory()

    as_(liaison_of(check.organisation)).get(reverse("lists:confirm_list", args=[check.pk]))

    assert not Event.objects.exists()


def test_the_list_costs_the_same_with_1_and_with_200_rows():
    resource = ResourceFactory()
    before = cost(None, f"{LIST}?size=100")

    ResourceFactory.create_batch(199, owner=resource.owner)

    assert cost(None, f"{LIST}?size=100") == before


def test_the_houses_cost_the_same_with_1_and_with_100_communities():
    ResourceFactory(owner__area=ParticipationFactory().area)
    before = cost(None, PREMISES)

    for participation in ParticipationFactory.create_batch(99):
        ResourceFactory(owner__area=participation.area)

    assert cost(None, PREMISES) == before


def test_a_house_costs_little_whatever_happened():
    resource = ResourceFactory()
    EventFactory.create_batch(5, subject=resource, verb="lists.offer_resource", at=NOON)

    assert cost(liaison_of(resource.owner), resource.get_absolute_url()) < 12
