import pytest

from gongjian.civic.activities.actions import plan_activity
from gongjian.civic.activities.models import Activity
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import DAY, NOON, GroupFactory, OrganisationFactory, UserFactory, liaison_of, worker_of

pytestmark = pytest.mark.django_db


def test_the_community_plans_a_site_visit_and_the_ledger_says_so():
    group = GroupFactory()
    worker = worker_of(group.area)

    activity = plan_activity(
        worker, group.area, kind=Activity.Kind.SITE_VISIT, title="看安置房", starts_at=NOON + DAY, group=group, at=NOON
    )

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("activities.plan_activity", worker, activity)
    assert event.changes == {
        "area_id": [None, group.area_id],
        "group_id": [None, group.pk],
        "is_public": [None, True],
        "is_required": [None, False],
        "kind": [None, "SITE_VISIT"],
        "starts_at": [None, "2026-03-03T04:00:00Z"],
        "title": [None, "看安置房"],
    }


def test_a_stranger_may_not_and_nothing_is_written():
    unit = OrganisationFactory()

    for who in (UserFactory(), liaison_of(unit)):
        with pytest.raises(NotAllowed):
            plan_activity(who, unit.area, kind=Activity.Kind.LECTURE, title="党课", starts_at=NOON, at=NOON)

    assert not Activity.objects.exists()
    assert not Event.objects.exists()
