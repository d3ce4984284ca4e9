from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.civic.activities.actions import hold_activity, plan_site_visits
from gongjian.civic.activities.models import Activity
from gongjian.civic.matters.actions import raise_matter
from gongjian.civic.matters.models import SiteCheck
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Event
from tests.civic.pages import as_, cost, status, text
from tests.factories import (
    DAY,
    NOON,
    TODAY,
    ActivityFactory,
    BodyFactory,
    GroupFactory,
    OrganisationFactory,
    UserFactory,
    liaison_of,
    street_office_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
SAID = {"title": "看 3 号楼进度", "first": NOON + DAY, "every_days": 14, "times": 3}


def test_visits_are_planned_two_weeks_apart_and_told_once_more_than_each():
    group = GroupFactory()

    plan_site_visits(worker_of(group.area), group, **SAID, at=NOON)

    starts = list(Activity.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert starts == [NOON + DAY, NOON + 15 * DAY, NOON + 29 * DAY]
    assert set(Activity.objects.values_list("kind", "group")) == {("SITE_VISIT", group.pk)}
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["activities.plan_activity"] * 3 + ["activities.plan_site_visits"]


def test_a_stranger_may_not_and_nothing_is_written():
    group, unit = GroupFactory(), OrganisationFactory()

    for who in (UserFactory(), liaison_of(unit), worker_of(unit.area)):
        with pytest.raises(NotAllowed):
            plan_site_visits(who, group, **SAID, at=NOON)

    assert not Activity.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "看什么"),
        ({"times": 0}, "一次最多"),
        ({"times": 25}, "一次最多"),
        ({"every_days": 0}, "一次最多"),
        ({"first": NOON - timedelta(minutes=1)}, "现在以后"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_and_nothing_is_written(wrong, sentence):
    group = GroupFactory()

    with pytest.raises(Refused, match=sentence):
        plan_site_visits(worker_of(group.area), group, **SAID | wrong, at=NOON)

    assert not Activity.objects.exists()


def test_the_form_plans_them_and_the_visit_is_entered_by_a_form():
    group = GroupFactory()
    body, client = BodyFactory(governs=group.area), as_(worker_of(group.area))
    url = reverse("activities:plan_site_visits", args=[group.pk])

    client.post(url, {"title": "看楼", "day": "2099-01-05", "hour": "09:00", "every_days": 7, "times": 2})

    first = Activity.objects.order_by("starts_at").first()
    held = reverse("activities:hold_activity", args=[first.pk])
    client.post(held, {"organisation": body.pk, "audience": "党员群众", "headcount": 12})
    first.refresh_from_db()
    assert Activity.objects.count() == 2
    assert first.held_at is not None
    assert first.sides.get().headcount == 12


def test_a_stranger_gets_neither_form():
    visit = ActivityFactory(kind="SITE_VISIT", group=GroupFactory())

    assert status(UserFactory(), reverse("activities:plan_site_visits", args=[visit.group_id])) == 403
    assert status(UserFactory(), reverse("activities:hold_activity", args=[visit.pk])) == 404


def _visit_with_findings(number):
    group = GroupFactory()
    worker, body = worker_of(group.area), BodyFactory(governs=group.area)
    visit = ActivityFactory(kind="SITE_VISIT", group=group, area=group.area)
    hold_activity(worker, visit, at=NOON)
    held = Event.objects.get(verb="activities.hold_activity")
    for one in range(number):
        matter = raise_matter(
            worker,
            body,
            area=group.area,
            title=f"护栏松动{one}",
            category="HARMONY",
            kind="FINDING",
            source=held,
            at=NOON,
        )
        SiteCheck.objects.create(matter=matter, by=body, day=TODAY, is_passed=False, text="还松", noted_at=NOON)
    return visit, held


def test_the_visit_lists_what_it_found_with_its_checks_and_offers_to_raise_more():
    visit, held = _visit_with_findings(1)

    page = text(street_office_of(visit.area), visit.get_absolute_url())

    assert "护栏松动0" in page
    assert "还没做到" in page
    assert f"{reverse('matters:raise_matter')}?source={held.pk}" in page


def test_the_visit_costs_the_same_with_1_and_with_20_findings():
    one, held = _visit_with_findings(1)
    before = cost(street_office_of(one.area), one.get_absolute_url())
    for number in range(19):
        matter = raise_matter(
            worker_of(one.area), BodyFactory(governs=one.area), area=one.area, title=f"缺灯{number}",
            category="HARMONY", kind="FINDING", source=held, at=NOON,
        )  # fmt: skip
        SiteCheck.objects.create(matter=matter, by=matter.raiser, day=TODAY, is_passed=True, text="好", noted_at=NOON)

    assert cost(street_office_of(one.area), one.get_absolute_url()) == before
