import pytest

from gongjian.civic.projects.actions import nominate_showcase
from gongjian.civic.projects.models import Showcase
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    CommunityFactory,
    OrganisationFactory,
    ProjectFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_community_nominates_an_item_and_the_ledger_says_so():
    project = ProjectFactory()
    worker = worker_of(project.area)

    showcase = nominate_showcase(
        worker, project.area, category="“豫”见文化", title="百花长廊讲解", project=project, at=NOON
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("projects.nominate_showcase", worker, showcase)
    assert event.changes == {
        "area_id": [None, project.area_id],
        "category": [None, "“豫”见文化"],
        "nominated_at": [None, WRITTEN_NOON],
        "project_id": [None, project.pk],
        "title": [None, "百花长廊讲解"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    community = CommunityFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory(area=community))):
        with pytest.raises(NotAllowed):
            nominate_showcase(who, community, category="寓教于乐", title="周末课堂", at=NOON)

    assert not Showcase.objects.exists()
    assert not Event.objects.exists()
