"""The demonstration deliberates and solves: meetings decide, matters change hands, and nothing is without an owner."""

import pytest
from django.db.models import Count, Q

from gongjian.civic.matters.models import Bulletin, Concern, Leg, Matter, RoadChief, Rulebook, SiteCheck
from gongjian.civic.matters.queries.due import climbing, handed_over, silent_matters
from gongjian.civic.platforms.models import (
    AgendaItem,
    Finding,
    Meeting,
    MeetingRule,
    Platform,
    Resolution,
    SeatReport,
    Thread,
)
from gongjian.civic.platforms.queries.quorum import quorum_of
from gongjian.civic.tasks.models import Task
from tests.demonstration import IS_FULL, UNTIL, demo, demo_copy

__all__ = ["demo", "demo_copy"]

pytestmark = pytest.mark.usefixtures("demo")


def test_every_platform_has_a_rule_by_which_it_meets():
    assert MeetingRule.objects.on(UNTIL).values("platform").distinct().count() == Platform.objects.count()
    assert set(MeetingRule.objects.values_list("every_months", flat=True)) == {3}


def test_what_the_streets_decided_was_decided_by_enough_and_became_tasks_or_reviews():
    carried = Resolution.objects.filter(is_carried=True)
    few = [row.item.meeting.title for row in carried if not quorum_of(row.item.meeting).is_quorate]

    assert few == []
    assert carried.filter(task__isnull=False).count() > 30
    assert not carried.filter(task=None, review_date=None).exclude(kind=Resolution.Kind.HAND_OVER).exists()
    assert set(Task.objects.filter(resolution__isnull=False).values_list("kind", flat=True)) == {Task.Kind.TASK}
    assert carried.filter(review_item__isnull=False).exists()


def test_minutes_of_the_streets_are_sealed_and_those_of_the_last_weeks_may_still_be_read():
    written = Meeting.objects.filter(circulated_at__isnull=False)

    assert written.filter(seal__isnull=False).count() > 50
    assert not written.filter(confirmed_at=None, object_by_date__lt=UNTIL.replace(day=1)).exists()
    assert not AgendaItem.objects.filter(meeting__in=written, withdrawn_at=None, discussion="").exists()


def test_an_open_matter_has_one_lead_and_a_closed_one_none():
    leads = Count("legs", filter=Q(legs__is_lead=True, legs__ended_at=None))
    rows = Matter.objects.annotate(leads=leads)

    assert set(rows.filter(closed_at=None).values_list("leads", flat=True)) == {1}
    assert set(rows.exclude(closed_at=None).values_list("leads", flat=True)) == {0}


def test_matters_end_in_all_ways():
    closed = Matter.objects.exclude(closed_at=None)

    assert set(closed.values_list("closing", flat=True)) == set(Matter.Closing.values)
    assert closed.filter(is_silent=True).exists()
    assert closed.filter(reopened__gt=0).exists()
    assert set(Leg.objects.values_list("end", flat=True)) >= set(Leg.End.values)


@pytest.mark.skipif(not IS_FULL, reason="the last year is lived through with CI=true only")
def test_two_years_hold_some_eighty_matters_one_of_them_handed_over_by_a_meeting_and_some_overdue():
    assert 70 <= Matter.objects.count() <= 95
    assert Leg.objects.filter(resolution__isnull=False).exists()
    assert Matter.objects.filter(closed_at=None, legs__ended_at=None, legs__rung=2).exists()
    assert set(Matter.objects.values_list("kind", flat=True)) == set(Matter.Kind.values)


def test_the_clock_has_nothing_left_to_do():
    assert (handed_over(), silent_matters(UNTIL), climbing(UNTIL)) == ([], [], [])


def test_what_residents_pointed_out_was_settled_in_each_of_the_three_ways():
    assert set(Finding.objects.values_list("outcome", flat=True)) == set(Finding.Outcome.values)


def test_people_are_told_and_answered_and_roads_have_their_chiefs():
    assert Rulebook.objects.get().callers == ["STREET_OFFICE"]
    assert Bulletin.objects.exists()
    assert Concern.objects.exclude(answer="").exists()
    assert set(RoadChief.objects.values_list("road", "rank")) == {("协作路", 1), ("协作路", 2)}
    assert SiteCheck.objects.filter(is_passed=False).exists()
    assert Thread.objects.filter(first__isnull=False).exists()
    assert SeatReport.objects.filter(appraised_at__isnull=False).exists()
