"""A draft takes every fact of its window, once: nothing is lost between two months, nothing counted twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Attendance, Meeting
from gongjian.civic.records.actions import draft_period
from gongjian.civic.records.models import Line, Period
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.models import Event
from tests.factories import (
    DAY,
    NOON,
    AttendanceFactory,
    ClaimFactory,
    EventFactory,
    ListCheckFactory,
    MeetingFactory,
    OrganisationFactory,
    PeriodFactory,
    ResourceFactory,
    TaskFactory,
    UserFactory,
    district_office,
)

pytestmark = pytest.mark.django_db

DRAFTED = datetime(2026, 2, 25, tzinfo=UTC)


def confirmed_task(unit, *, when: datetime, **more) -> Task:
    task = TaskFactory(
        owner=unit, delivered_at=when, achieved=4, confirmed_at=when, **{"outcome_bp": 10_000, "level": 1, **more}
    )
    EventFactory(subject=task, verb="tasks.confirm_task", at=when)
    return task


def period_of(unit, month: int = 2, **more) -> Period:
    return PeriodFactory(area=unit.area.parent, month=date(2026, month, 1), **more)


def lines(period: Period) -> list[tuple]:
    return list(
        Line.objects.filter(record__period=period)
        .order_by("pk")
        .values_list("kind", "outcome_bp", "is_on_time", "level", "source__verb")
    )


def test_the_clock_drafts_from_events_and_one_event_tells_how_many():
    unit = OrganisationFactory()
    task = confirmed_task(unit, when=DRAFTED - DAY)
    period = period_of(unit)

    draft_period(User.objects.clock(), period, at=DRAFTED)

    line, event = Line.objects.get(), Event.objects.get(verb="records.draft_period")
    assert (line.record.unit, line.text, line.state) == (unit, task.title, Line.State.DRAFTED)
    assert line.source == Event.objects.get(verb="tasks.confirm_task")
    assert (event.subject, event.changes["records"], event.changes["lines"][0]) == (period, 1, 1)


@pytest.mark.parametrize("who", [UserFactory, district_office])
def test_nobody_else_may_and_nothing_is_written(who):
    period = PeriodFactory()

    with pytest.raises(NotAllowed):
        draft_period(who(), period, at=DRAFTED)

    assert not Event.objects.exists()


def test_a_month_is_drafted_once():
    period = PeriodFactory(drafted_at=DRAFTED)

    with pytest.raises(NotAllowed, match="已经成稿"):
        draft_period(User.objects.clock(), period, at=DRAFTED)


def test_each_kind_of_fact_becomes_its_line():
    unit = OrganisationFactory()
    confirmed_task(unit, when=DRAFTED - DAY, kind=Task.Kind.PROMISE, outcome_bp=5_000, level=None)
    confirmed_task(unit, when=DRAFTED - DAY, due_date=date(2026, 2, 1), level=2)
    answer = TaskFactory(owner=unit, kind=Task.Kind.CONSULTATION, delivered_at=DRAFTED - DAY)
    EventFactory(subject=answer, verb="tasks.deliver_task", at=DRAFTED - DAY)
    meeting = MeetingFactory(kind=Meeting.Kind.JOINT, platform__area=unit.area)
    AttendanceFactory(meeting=meeting, organisation=unit, state=Attendance.State.ABSENT)
    EventFactory(subject=meeting, verb="platforms.hold_meeting", at=DRAFTED - DAY)
    check = ListCheckFactory(organisation=unit, due_date=date(2026, 2, 20), confirmed_at=DRAFTED - 8 * DAY)
    EventFactory(subject=check, verb="lists.confirm_list", at=DRAFTED - 8 * DAY)
    claim = ClaimFactory(organisation=unit, kept=1, confirmed_at=DRAFTED - DAY)
    EventFactory(subject=claim, verb="service.confirm_claim", at=DRAFTED - DAY)
    period = period_of(unit)

    draft_period(User.objects.clock(), period, at=DRAFTED)

    assert sorted(lines(period), key=str) == sorted(
        [
            ("PROMISE", 5_000, None, None, "tasks.confirm_task"),
            ("TASK", 10_000, False, 2, "tasks.confirm_task"),
            ("ANSWER", None, True, None, "tasks.deliver_task"),
            ("ATTENDANCE", 0, None, None, "platforms.hold_meeting"),
            ("LIST", 10_000, None, None, "lists.confirm_list"),
            ("CLAIM", None, None, None, "service.confirm_claim"),
        ],
        key=str,
    )


def test_silence_about_a_list_is_a_line_with_its_reason():
    unit = OrganisationFactory()
    ListCheckFactory(organisation=unit, due_date=date(2026, 2, 10))
    period = period_of(unit)

    draft_period(User.objects.clock(), period, at=DRAFTED)

    line = Line.objects.get()
    assert (line.kind, line.outcome_bp, line.source, line.reason) == ("LIST", 0, None, "到 2026-02-10 没有确认")


def test_a_cancelled_task_and_a_voided_confirmation_give_no_line():
    unit = OrganisationFactory()
    TaskFactory(owner=unit, due_date=date(2026, 2, 1), cancelled_at=DRAFTED - DAY, reason="双方同意取消")
    taken_back = confirmed_task(unit, when=DRAFTED - 2 * DAY)
    confirmation = Event.objects.get(verb="tasks.confirm_task")
    EventFactory(subject=taken_back, verb="tasks.withdraw_confirmation", at=DRAFTED - DAY, voids=confirmation)
    december = period_of(unit, 12)

    draft_period(User.objects.clock(), december, at=datetime(2026, 12, 5, tzinfo=UTC))

    assert lines(december) == []


def test_what_was_due_and_never_came_stands_in_the_twelfth_month():
    unit = OrganisationFactory()
    task = TaskFactory(owner=unit, kind=Task.Kind.PROMISE, due_date=date(2026, 9, 30))
    EventFactory(subject=task, verb="tasks.assign_task", at=NOON)
    november, december = period_of(unit, 11), period_of(unit, 12)
    clock = User.objects.clock()

    draft_period(clock, november, at=datetime(2026, 11, 25, tzinfo=UTC))
    draft_period(clock, december, at=datetime(2026, 12, 5, tzinfo=UTC))

    assert lines(november) == []
    assert lines(december) == [("PROMISE", 0, None, None, "tasks.assign_task")]


def test_free_premises_stand_in_the_twelfth_month_with_their_full_months():
    unit = OrganisationFactory()
    ResourceFactory(owner=unit, is_free=True, opens_date=date(2025, 12, 1))
    december = period_of(unit, 12)

    draft_period(User.objects.clock(), december, at=datetime(2026, 12, 5, tzinfo=UTC))

    line = Line.objects.get()
    assert (line.kind, line.quantity, line.reason) == ("PREMISES", 13, "2025年12月起无偿提供")


def test_another_streets_unit_is_not_in_the_draft():
    unit, neighbour = OrganisationFactory(), OrganisationFactory()
    confirmed_task(neighbour, when=DRAFTED - DAY)
    period = period_of(unit)

    draft_period(User.objects.clock(), period, at=DRAFTED)

    assert lines(period) == []


@hypothesis_settings(max_examples=15)
@given(minutes=st.lists(st.integers(0, 330 * 24 * 60), min_size=1, max_size=5))
def test_over_a_year_every_fact_falls_into_exactly_one_month(minutes: list[int]):
    """Whatever the minute at which a task was confirmed, until the last draft of the year."""
    unit = OrganisationFactory()
    start = datetime(2026, 1, 2, tzinfo=UTC)
    tasks = [confirmed_task(unit, when=start + timedelta(minutes=minute), level=None) for minute in minutes]
    days = [25] * 11 + [5]
    for month, day in enumerate(days, 1):
        period = period_of(unit, month)
        draft_period(User.objects.clock(), period, at=datetime(2026, month, day, tzinfo=UTC))

    found = list(Line.objects.filter(record__unit=unit).values_list("source__subject_id", flat=True))
    assert sorted(found) == sorted(task.pk for task in tasks)
