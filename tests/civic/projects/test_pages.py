"""The register of projects, one with what it made, and the showcase library."""

import pytest
from django.urls import reverse

from tests.civic.pages import cost, status, text
from tests.factories import (
    NOON,
    ContributionFactory,
    EventFactory,
    PartFactory,
    ProjectFactory,
    SegmentFactory,
    ShowcaseFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
LIST, SHOWCASE = reverse("projects:list_projects"), reverse("projects:list_showcase")


def test_everybody_reads_what_was_made_and_by_whom():
    contribution = ContributionFactory()
    project = contribution.project

    for user in (None, liaison_of(contribution.organisation), street_office_of(project.area)):
        page = text(user, project.get_absolute_url())
        assert "约 100 米" in page
        assert contribution.organisation.name in page


def test_a_project_that_is_not_public_is_for_its_own():
    contribution = ContributionFactory(project__is_public=False)
    url = contribution.project.get_absolute_url()

    assert status(UserFactory(), url) == 404
    assert status(liaison_of(contribution.organisation), url) == 200
    assert status(worker_of(contribution.project.area), url) == 200


def test_themes_lead_to_the_road_that_carries_them():
    part = PartFactory(weight_bp=5000)
    PartFactory(project=part.project, weight_bp=5000, title="看今朝·似锦年华")
    segment = SegmentFactory(part=part, area=part.project.area)

    page = text(None, part.project.get_absolute_url())

    assert reverse("matters:show_road", args=[segment.area_id, "协作路"]) in page
    assert "50.0%" in page


def test_the_register_is_narrowed():
    wall = ContributionFactory(project__title="长廊")
    road = ProjectFactory(title="网红街", kind="STREET_CHIEF", finished_at=NOON)

    def found(query):
        page = text(None, f"{LIST}?{query}")
        return [one.title for one in (wall.project, road) if f">{one.title}</a>" in page]

    assert found("") == ["长廊", "网红街"]
    assert found("kind=STREET_CHIEF") == ["网红街"]
    assert found("state=open") == ["长廊"]
    assert found("state=finished") == ["网红街"]
    assert found("q=网红") == ["网红街"]
    assert found(f"organisation={wall.organisation_id}") == ["长廊"]


def test_the_library_counts_what_is_in_it():
    ShowcaseFactory(category="“豫”见文化", title="百花讲解", approved_at=NOON)
    ShowcaseFactory(category="寓教于乐", title="周末课堂", approved_at=NOON)
    nominated = ShowcaseFactory(category="寓教于乐", title="还在推荐")

    page = text(None, SHOWCASE)

    assert "2 大类，2 小项" in page
    assert "还在推荐" not in page
    assert "还在推荐" in text(street_office_of(nominated.area), SHOWCASE)


def test_the_register_costs_the_same_with_1_and_with_200_rows():
    project = ContributionFactory().project
    before = cost(None, f"{LIST}?size=100")

    ProjectFactory.create_batch(199, area=project.area, lead=project.lead)

    assert cost(None, f"{LIST}?size=100") == before


def test_a_project_costs_the_same_with_1_and_with_21_bodies():
    project = ContributionFactory().project
    PartFactory(project=project)
    before = cost(None, project.get_absolute_url())

    ContributionFactory.create_batch(20, project=project)
    EventFactory.create_batch(3, subject=project, verb="projects.start_project")

    assert cost(None, project.get_absolute_url()) == before


def test_the_library_costs_the_same_with_1_and_with_14_items():
    ShowcaseFactory(approved_at=NOON, project=ProjectFactory())
    before = cost(None, SHOWCASE)

    ShowcaseFactory.create_batch(13, approved_at=NOON, project=ProjectFactory())

    assert cost(None, SHOWCASE) == before
