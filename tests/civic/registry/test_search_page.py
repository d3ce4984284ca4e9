"""The page that finds: what one may see, the best fit first, and no more questions for many rows than for one."""

import pytest
from django.urls import reverse

from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    BodyFactory,
    CommunityFactory,
    OrganisationFactory,
    StreetFactory,
    UserFactory,
    district_office,
    liaison_of,
    security_administrator,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("registry:search")


def names(user, said: str, group: str) -> list[str]:
    """Return the names that the page shows in one of its groups, in its order."""
    return [one.name for one in as_(user).get(PAGE, {"q": said}).context[group].rows]


def test_two_characters_find_places_and_organisations():
    street = StreetFactory(name="棉纺路街道")
    community = CommunityFactory(name="重庆路社区", parent=street)
    OrganisationFactory(name="重庆小学", area=community)

    page = text(street_office_of(street), f"{PAGE}?q=重庆")

    assert ("重庆路社区" in page, "重庆小学" in page) == (True, True)


def test_the_best_fit_stands_first():
    for name in ("新百花公司", "百花小学", "百花", "大百花公司", "百花公司"):
        OrganisationFactory(name=name)

    assert names(district_office(), "百花", "organisations") == [
        "百花",
        "百花公司",
        "百花小学",
        "大百花公司",
        "新百花公司",
    ]


def test_nobody_finds_what_lies_elsewhere():
    own, other = (CommunityFactory(name=f"百花{side}社区", parent=StreetFactory()) for side in "东西")
    units = [OrganisationFactory(name=f"百花{area.name}小学", area=area) for area in (own, other)]
    BodyFactory(governs=own)

    for user in (street_office_of(own), worker_of(own)):
        assert names(user, "百花", "places") == [own.name]
        assert {units[0].name, f"{own.name}党组织"} == set(names(user, "百花", "organisations"))
    assert names(liaison_of(units[0]), "百花", "places") == [own.name]
    assert names(liaison_of(units[0]), "百花", "organisations") == [units[0].name]
    assert other.name in names(district_office(), "百花", "places")


def test_who_has_no_office_and_who_runs_the_system_finds_nothing():
    OrganisationFactory(name="百花小学")

    for user in (UserFactory(), security_administrator()):
        page = as_(user).get(PAGE, {"q": "百花"})
        assert page.context["organisations"].total == page.context["places"].total == 0
        assert "您的岗位不管业务" in page.content.decode()
        assert 'class="find"' not in page.content.decode()
    assert status(None, f"{PAGE}?q=百花") == 302


def test_a_closed_organisation_is_found_after_those_that_are_there():
    OrganisationFactory(name="百花一小", closed_date="2026-02-01")
    OrganisationFactory(name="百花二小")

    assert names(district_office(), "百花", "organisations") == ["百花二小", "百花一小"]


def test_more_than_twenty_are_led_to_a_list_of_all():
    street = StreetFactory()
    for number in range(25):
        OrganisationFactory(name=f"百花{number}小", area=street)
    user = street_office_of(street)

    page = as_(user).get(PAGE, {"q": "百花"})
    whole = as_(user).get(PAGE, {"q": "百花", "only": "organisations"})

    assert (len(page.context["organisations"].rows), page.context["organisations"].total) == (20, 25)
    assert "only=organisations" in page.content.decode()
    assert whole.context["page"].paginator.count == 25


@pytest.mark.parametrize("said", ["", "*", "没有的", "\x00", "a" * 61, '" OR *'])
def test_the_page_says_when_nothing_fits(said):
    OrganisationFactory(name="百花小学")

    page = as_(district_office()).get(PAGE, {"q": said})

    assert page.status_code == 200
    assert page.context["organisations"].rows == []


def test_many_rows_cost_as_many_questions_as_one():
    street = StreetFactory()
    user = street_office_of(street)
    OrganisationFactory(name="百花0小", area=street)
    once = cost(user, f"{PAGE}?q=百花")
    for number in range(1, 20):
        OrganisationFactory(name=f"百花{number}小", area=CommunityFactory(parent=street, name=f"百花{number}社区"))

    assert cost(user, f"{PAGE}?q=百花") == once


def test_the_masthead_of_whoever_has_a_territory_can_search():
    unit = OrganisationFactory()
    home = reverse("registry:list_organisations")

    assert 'class="find"' in text(street_office_of(unit.area), home)
    assert 'class="find"' not in text(liaison_of(unit), home)
