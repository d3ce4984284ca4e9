"""A month belongs to the street of its last day: whoever moved or was closed, every fact stands in one record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongjian.accounts.models import User
from gongjian.civic.duties.actions import merge_organisations
from gongjian.civic.platforms.models import Attendance, Meeting
from gongjian.civic.records.actions import accept_record, draft_period, file_record
from gongjian.civic.records.models import Line, Period, Record
from gongjian.civic.registry.actions import move_organisation
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import NotAllowed
from tests.civic.duties.worlds import as_offered, unit_in
from tests.factories import (
    DAY,
    AttendanceFactory,
    BodyFactory,
    CommunityFactory,
    EventFactory,
    LineFactory,
    MeetingFactory,
    PeriodFactory,
    RecordFactory,
    TaskFactory,
    district_office,
    liaison_of,
    street_office_of,
)

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)
NOON_OF_JULY = datetime(2026, 7, 1, 4, tzinfo=UTC)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, tzinfo=UTC)


def confirmed(unit, when: datetime, **more) -> Task:
    """Confirm a task of the unit; the event bears the place where the unit was then."""
    task = TaskFactory(owner=unit, delivered_at=when, achieved=4, confirmed_at=when, outcome_bp=10_000, **more)
    EventFactory(subject=task, verb="tasks.confirm_task", at=when, path=unit.path)
    return task


def draft(area, month: int, when: datetime) -> Period:
    period = PeriodFactory(area=area.parent, month=date(2026, month, 1))
    return draft_period(User.objects.clock(), period, at=when)


def found(unit) -> list[tuple[str, int, str]]:
    """Return month, street and task of each line of the unit."""
    rows = Line.objects.filter(record__unit=unit).order_by("record__month", "source")
    return [
        (f"{line.record.month:%m}", line.record.period.area_id, line.text)
        for line in rows.select_related("record__period")
    ]


def test_june_stays_with_the_street_of_before_and_july_is_drafted_where_the_unit_is():
    here, there = CommunityFactory(), CommunityFactory()
    unit = unit_in(here, "市第一中学")
    confirmed(unit, at(6, 10), title="六月的事")
    draft(here, 6, at(6, 25))
    draft(there, 6, at(6, 25))
    confirmed(unit, at(6, 28), title="成稿以后的事")
    move_organisation(district_office(), unit, area=there, since=JULY, at=NOON_OF_JULY)
    confirmed(unit, at(7, 10), title="七月的事")
    draft(here, 7, at(7, 25))
    draft(there, 7, at(7, 25))

    assert found(unit) == [
        ("06", here.parent_id, "六月的事"),
        ("07", there.parent_id, "成稿以后的事"),
        ("07", there.parent_id, "七月的事"),
    ]
    assert [record.path for record in Record.objects.order_by("month")] == [here.path, there.path]


def test_a_meeting_in_the_street_of_before_is_not_lost_months_later():
    here, there = CommunityFactory(), CommunityFactory()
    unit = unit_in(here, "市第一中学")
    move_organisation(district_office(), unit, area=there, since=JULY, at=NOON_OF_JULY)
    for month in (7, 8):
        draft(here, month, at(month, 25))
        draft(there, month, at(month, 25))
    meeting = MeetingFactory(kind=Meeting.Kind.JOINT, platform__area=here, starts_at=at(9, 10), held_at=at(9, 10))
    AttendanceFactory(meeting=meeting, organisation=unit, state=Attendance.State.PRESENT)
    EventFactory(subject=meeting, verb="platforms.hold_meeting", at=at(9, 10), path=here.path)

    draft(here, 9, at(9, 25))
    draft(there, 9, at(9, 25))

    assert [(month, street) for month, street, _text in found(unit)] == [("09", there.parent_id)]


@hypothesis_settings(max_examples=8, deadline=None)
@given(
    minutes=st.lists(st.integers(0, 100 * 24 * 60), min_size=1, max_size=4),
    moved=st.integers(1, 90),
    drafts=st.lists(st.integers(22, 28), min_size=8, max_size=8),
)
def test_whoever_moves_whenever_and_whenever_the_streets_draft_each_fact_stands_in_one_record(minutes, moved, drafts):
    here, there = CommunityFactory(), CommunityFactory()
    unit = unit_in(here, f"中学{here.pk}")
    start = datetime(2026, 4, 2, tzinfo=UTC)
    day = date(2026, 4, 2) + timedelta(days=moved)
    steps: list[tuple[datetime, int, object]] = [(start + timedelta(minutes=minute), 0, None) for minute in minutes]
    steps.append((datetime(day.year, day.month, day.day, tzinfo=UTC), 1, day))
    for place, area in enumerate((here, there)):
        steps += [(at(4 + number, drafts[place * 4 + number]), 2, (area, 4 + number)) for number in range(4)]
    tasks = []
    for when, kind, what in sorted(steps, key=lambda step: step[:2]):
        if kind == 0:
            tasks.append(confirmed(unit, when).pk)
        elif kind == 1:
            move_organisation(district_office(), unit, area=there, since=what, at=when)
            unit.refresh_from_db()
        else:
            draft(what[0], what[1], when)

    lines = Line.objects.filter(record__unit=unit).values_list("source__subject_id", flat=True)
    assert sorted(lines) == sorted(tasks)


def test_the_offices_of_before_keep_the_month_and_lose_the_work_the_new_ones_see_the_work():
    here, there = CommunityFactory(), CommunityFactory()
    unit = unit_in(here, "市第一中学")
    far = BodyFactory(governs=CommunityFactory())
    live = TaskFactory(owner=unit, receiver=far, is_public=False, due_date=date(2026, 9, 30))
    record = RecordFactory(unit=unit, period=PeriodFactory(area=here.parent, drafted_at=at(2, 25)), path=here.path)
    before, after = street_office_of(here), street_office_of(there)

    move_organisation(district_office(), unit, area=there, since=JULY, at=NOON_OF_JULY)

    sees = [list(Task.objects.visible_to(user, on=JULY)) for user in (before, after)]
    keeps = [list(Record.objects.visible_to(user, on=JULY)) for user in (before, after)]
    assert (sees, keeps) == ([[], [live]], [[record], []])


def test_the_street_of_before_still_files_its_month_and_the_new_one_may_not():
    here, there = CommunityFactory(), CommunityFactory()
    unit = unit_in(here, "市第一中学")
    period = PeriodFactory(area=here.parent, drafted_at=at(6, 25), file_by_date=date(2026, 7, 3))
    record = LineFactory(record=RecordFactory(unit=unit, period=period, path=here.path)).record
    move_organisation(district_office(), unit, area=there, since=JULY, at=NOON_OF_JULY)

    with pytest.raises(NotAllowed):
        file_record(street_office_of(there), record, at=NOON_OF_JULY)

    assert file_record(street_office_of(here), record, at=NOON_OF_JULY).filed_at == NOON_OF_JULY


def merged(on: datetime):
    """Return a unit of one street that was merged into one of another street."""
    here, there = CommunityFactory(), CommunityFactory()
    old, new = unit_in(here, "市第一中学"), unit_in(there, "市第二中学")
    draft(here, 6, at(6, 25))
    draft(there, 6, at(6, 25))
    confirmed(old, at(7, 5), title="合并以前的事")
    open_task = TaskFactory(owner=old, due_date=date(2026, 9, 30), title="接着办的事")
    said = {"into": new, "choices": {f"TASK-{open_task.pk}": str(new.pk)}, "on": on.date(), "at": on}
    merge_organisations(district_office(), old, **said)
    return here, there, old, new, open_task


def test_a_closed_unit_has_a_last_record_and_what_comes_later_is_its_successors():
    here, there, old, new, open_task = merged(at(7, 10))
    Task.objects.filter(pk=open_task.pk).update(
        delivered_at=at(7, 20), achieved=4, confirmed_at=at(7, 20), outcome_bp=10_000
    )
    EventFactory(subject=open_task, verb="tasks.confirm_task", at=at(7, 20), path=new.path)

    for area in (here, there):
        draft(area, 7, at(7, 25))
        draft(area, 8, at(8, 25))

    assert found(old) == [("07", here.parent_id, "合并以前的事")]
    assert found(new) == [("07", there.parent_id, "接着办的事")]


def test_what_was_entered_late_is_the_successors_from_the_last_day_on():
    here, there, old, new, _open = merged(at(7, 10))
    confirmed(old, at(7, 12), title="对方晚登记的事")

    for area in (here, there):
        draft(area, 7, at(7, 25))

    assert found(old) == [("07", here.parent_id, "合并以前的事")]
    assert found(new) == [("07", there.parent_id, "对方晚登记的事")]


def test_the_successor_answers_the_last_record_of_the_closed_one():
    here, _there, old, new, _open = merged(at(7, 10))
    period = draft(here, 7, at(7, 25))
    Period.objects.filter(pk=period.pk).update(file_by_date=date(2026, 7, 31), answer_by_date=date(2026, 8, 5))
    record = file_record(street_office_of(here), Record.objects.get(unit=old), at=at(7, 28))

    accept_record(liaison_of(new), record, at=at(7, 29))

    assert set(record.lines.values_list("state", flat=True)) == {Line.State.ACCEPTED}
    assert list(Record.objects.visible_to(liaison_of(new), on=date(2026, 7, 29))) == [record]


def test_nobody_answers_for_two_units_that_merged_in_one_meeting_twice():
    """Both sat there before; the closed one's presence is its own, and not the successor's a second time."""
    here = CommunityFactory()
    old, new = unit_in(here, "市第一中学"), unit_in(here, "市第二中学")
    draft(here, 6, at(6, 25))
    meeting = MeetingFactory(kind=Meeting.Kind.JOINT, platform__area=here, starts_at=at(7, 20), held_at=at(7, 20))
    for unit in (old, new):
        AttendanceFactory(meeting=meeting, organisation=unit)
    EventFactory(subject=meeting, verb="platforms.hold_meeting", at=at(7, 20), path=here.path)
    said = {"into": new, "choices": as_offered(old, new), "on": date(2026, 7, 15), "at": at(7, 22)}
    merge_organisations(district_office(), old, **said)

    draft(here, 7, at(7, 25) + DAY)

    assert Line.objects.filter(kind=Line.Kind.ATTENDANCE).values_list("record__unit", flat=True).get() == new.pk
