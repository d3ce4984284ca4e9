import pytest

from gongjian.civic.projects.actions import finish_project
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    ContributionFactory,
    ProjectFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db


def test_the_community_says_that_it_stands_and_the_ledger_says_so():
    project = ProjectFactory()
    worker = worker_of(project.area)

    finish_project(worker, project, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("projects.finish_project", worker, project)
    assert event.changes == {"finished_at": [None, WRITTEN_NOON]}


def test_a_stranger_may_not_and_nothing_is_written():
    contribution = ContributionFactory()

    for who in (UserFactory(), liaison_of(contribution.organisation)):
        with pytest.raises(NotAllowed):
            finish_project(who, contribution.project, at=NOON)

    contribution.project.refresh_from_db()
    assert contribution.project.finished_at is None
    assert not Event.objects.exists()


def test_it_is_finished_once():
    project = ProjectFactory(finished_at=NOON)

    with pytest.raises(NotAllowed, match="已经完成了"):
        finish_project(worker_of(project.area), project, at=NOON)

    assert not Event.objects.exists()
