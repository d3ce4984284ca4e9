import pytest

from gongjian.civic.projects.actions import start_project
from gongjian.civic.projects.models import Project
from gongjian.ledger.action import NotAllowed, Refused, digest_of
from gongjian.ledger.models import Event
from tests.factories import (
    NOON,
    WRITTEN_NOON,
    BodyFactory,
    CommunityFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
PARTS = [("忆往昔·流年岁月", 4000), ("看今朝·似锦年华", 6000)]


def start(actor, community, **said):
    described = {
        "kind": Project.Kind.STREET_CHIEF,
        "lead": BodyFactory(governs=community),
        "title": "协作路网红街",
        "deliverable": "三个主题的街区",
        "quantity": 600,
        "unit": "米",
        "is_about": True,
        "parts": PARTS,
    }
    return start_project(actor, community, **described | said, at=NOON)


def test_the_community_starts_a_project_and_the_ledger_says_so():
    community, unit = CommunityFactory(), OrganisationFactory()
    worker = worker_of(community)

    project = start(worker, community, contributors=[(unit, "一段展板")])

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("projects.start_project", worker, project)
    assert event.changes == {
        "area_id": [None, community.pk],
        "contributors": digest_of([(unit.pk, "一段展板")]),
        "deliverable": [None, "三个主题的街区"],
        "is_about": [None, True],
        "is_public": [None, True],
        "kind": [None, "STREET_CHIEF"],
        "lead_id": [None, project.lead_id],
        "parts": digest_of(PARTS),
        "quantity": [None, 600],
        "started_at": [None, WRITTEN_NOON],
        "title": [None, "协作路网红街"],
        "unit": [None, "米"],
    }
    assert list(project.parts.order_by("position").values_list("title", "weight_bp")) == PARTS
    assert project.contributions.get().organisation == unit


def test_a_stranger_may_not_and_nothing_is_written():
    community = CommunityFactory()

    for who in (UserFactory(), liaison_of(OrganisationFactory(area=community))):
        with pytest.raises(NotAllowed):
            start(who, community)

    assert not Project.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"), [({"quantity": 0}, "至少是 1"), ({"parts": [("一半", 5000)]}, "现在是 5000")]
)
def test_what_is_wrong_is_said_in_a_sentence(said, sentence):
    community = CommunityFactory()

    with pytest.raises(Refused, match=sentence):
        start(worker_of(community), community, **said)

    assert not Event.objects.exists()


def test_a_body_is_named_once():
    community, unit = CommunityFactory(), OrganisationFactory()

    with pytest.raises(Refused, match="写了两次"):
        start(worker_of(community), community, contributors=[(unit, "展板"), (unit, "人手")])

    assert not Event.objects.exists()
