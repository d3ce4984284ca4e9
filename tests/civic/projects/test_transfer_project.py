"""Projects, contributions and showcase items go on with a successor or belong to another area."""

import pytest

from gongjian.civic.projects.actions import (
    relocate_project,
    relocate_showcase,
    transfer_contribution,
    transfer_project,
)
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    CommunityFactory,
    ContributionFactory,
    OrganisationFactory,
    ProjectFactory,
    ShowcaseFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db


def test_a_successor_leads_it_on_and_a_finished_one_stays():
    project, finished, new = ProjectFactory(), ProjectFactory(finished_at=NOON), OrganisationFactory()

    transfer_project(district_office(), project, to=new, at=NOON)
    with pytest.raises(NotAllowed, match="已经完成"):
        transfer_project(district_office(), finished, to=new, at=NOON)

    project.refresh_from_db()
    assert project.lead == new


def test_a_successor_contributes_on_but_never_twice():
    one, new = ContributionFactory(), OrganisationFactory()
    second = ContributionFactory(project=one.project)

    transfer_contribution(district_office(), one, to=new, at=NOON)
    with pytest.raises(Refused, match="已经参加"):
        transfer_contribution(district_office(), second, to=new, at=NOON)

    one.refresh_from_db()
    assert one.organisation == new


@pytest.mark.parametrize(("verb", "made"), [(relocate_project, ProjectFactory), (relocate_showcase, ShowcaseFactory)])
def test_it_belongs_to_the_area_that_replaces_its_own(verb, made):
    subject, area = made(), CommunityFactory()

    verb(district_office(), subject, area=area, at=NOON)

    subject.refresh_from_db()
    assert subject.area == area


@pytest.mark.parametrize(
    ("verb", "made", "name"),
    [
        (transfer_project, ProjectFactory, "to"),
        (transfer_contribution, ContributionFactory, "to"),
        (relocate_project, ProjectFactory, "area"),
        (relocate_showcase, ShowcaseFactory, "area"),
    ],
)
def test_a_stranger_may_none_of_it_and_nothing_is_written(verb, made, name):
    new = OrganisationFactory()

    with pytest.raises(NotAllowed):
        verb(UserFactory(), made(), at=NOON, **{name: new if name == "to" else new.area})

    assert not Event.objects.exists()
