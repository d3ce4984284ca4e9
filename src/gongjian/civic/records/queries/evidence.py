"""What the month's events prove about each unit of a street: the draft of its record.

A month takes the evidence after the month before was drafted, up to its own draft. So every event counts once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from gongjian.civic.lists.models import ListCheck, Resource
from gongjian.civic.matters.models import Leg
from gongjian.civic.platforms.models import Attendance, Meeting
from gongjian.civic.records.models import Line, Period
from gongjian.civic.records.queries.windows import Window, office_day, type_of, windows_of
from gongjian.civic.service.models import Claim
from gongjian.civic.tasks.models import Task
from gongjian.ledger.models import Event
from gongjian.methods.grading import full_months

KEPT, MISSED = 10_000, 0
# Work goes on with the successor; duties were its own.
INHERITED = (Line.Kind.PROMISE, Line.Kind.TASK, Line.Kind.CLAIM, Line.Kind.HELP)


@dataclass(frozen=True)
class Found:
    """One fact about one unit: the fields of its line, and the event that proves it (or the reason, without one)."""

    unit: int
    kind: str
    text: str
    source: int | None = None
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    due: date | None = None  # the day it was due, of what was left undone


def evidence(period: Period, until: datetime) -> list[Found]:
    """Return what the period's windows prove, unit by unit, in a fixed order."""
    found: list[Found] = []
    for window in windows_of(period, until):
        facts = _facts(window)
        if window.is_everywhere:
            found += _own(window, facts)
        else:
            found += [fact for fact in facts if fact.unit in window.units]
    return sorted(found, key=lambda fact: (fact.unit, fact.source or 0))


def _facts(window: Window) -> list[Found]:
    return [
        *_attendance(window),
        *_lists(window),
        *_answers(window),
        *_confirmed(window),
        *_unkept(window),
        *_claims(window),
        *_help(window),
        *_premises(window),
    ]


def _own(window: Window, facts: list[Found]) -> list[Found]:
    """Return the facts about units that were elsewhere or are closed: each in one record, and in no second one."""
    mine = [fact for fact in facts if fact.unit in window.units]
    events = Event.objects.filter(pk__in=[fact.source for fact in mine])
    proved = {key: office_day(at) for key, at in events.values_list("pk", "at")}
    judged = set(
        Line.objects.filter(record__unit__in=window.units | set(window.heirs.values()))
        .exclude(record__period=window.period)
        .values_list("record__unit", "kind", "source", "reason")
    )
    found = []
    for fact in mine:
        taker = window.taker(fact.unit, fact.due or proved.get(fact.source or 0, window.last_day))
        if taker is None or (window.heirs and (fact.due or fact.kind not in INHERITED)):
            continue
        if not judged & {(unit, fact.kind, fact.source, fact.reason) for unit in (taker, fact.unit)}:
            found.append(replace(fact, unit=taker))
    return found


def _attendance(window: Window) -> Iterator[Found]:
    held = window.events(Meeting, "platforms.hold_meeting")
    rows = Attendance.objects.filter(meeting__in=held, meeting__kind=Meeting.Kind.JOINT, organisation__in=window.units)
    seats = rows.exclude(state=Attendance.State.OBSERVER)  # whoever only sat in had no duty to come
    for row in seats.select_related("meeting").order_by("pk"):
        outcome = MISSED if row.state == Attendance.State.ABSENT else KEPT
        text = f"{row.meeting.title}：{row.get_state_display()}"
        yield Found(row.organisation_id, Line.Kind.ATTENDANCE, text, held[row.meeting_id], "", {"outcome_bp": outcome})


def _lists(window: Window) -> Iterator[Found]:
    said = window.events(ListCheck, "lists.confirm_list")
    for check in ListCheck.objects.filter(pk__in=said).order_by("pk"):
        on_time = office_day(check.confirmed_at) <= check.due_date
        if on_time or check.due_date >= window.first_day:
            outcome = KEPT if on_time else MISSED
            yield Found(
                check.organisation_id, Line.Kind.LIST, _list_text(check), said[check.pk], "", {"outcome_bp": outcome}
            )
    silent = ListCheck.objects.filter(organisation__in=window.units, confirmed_at=None, due_date__lte=window.last_day)
    for check in silent.filter(due_date__gte=window.first_day).order_by("pk"):
        reason = f"到 {check.due_date:%Y-%m-%d} 没有确认"
        yield Found(
            check.organisation_id,
            Line.Kind.LIST,
            _list_text(check),
            None,
            reason,
            {"outcome_bp": MISSED},
            check.due_date,
        )


def _answers(window: Window) -> Iterator[Found]:
    questions = Task.objects.filter(kind=Task.Kind.CONSULTATION)
    answered = window.events(Task, "tasks.deliver_task")
    for task in questions.filter(pk__in=answered).order_by("pk"):
        on_time = office_day(task.delivered_at) <= task.last_day
        if on_time or task.last_day >= window.first_day:
            yield Found(task.owner_id, Line.Kind.ANSWER, task.title, answered[task.pk], "", {"is_on_time": on_time})
    due = questions.filter(owner__in=window.units, delivered_at=None, cancelled_at=None, due_date__lte=window.last_day)
    silent = [task for task in due.order_by("pk") if window.first_day <= task.last_day <= window.last_day]
    assigned = _assigned(silent)
    for task in silent:
        yield Found(
            task.owner_id, Line.Kind.ANSWER, task.title, assigned[task.pk], "", {"is_on_time": False}, task.last_day
        )


def _confirmed(window: Window) -> Iterator[Found]:
    confirmed = window.events(Task, "tasks.confirm_task")
    tasks = list(Task.objects.filter(pk__in=confirmed).order_by("pk"))
    judged = set(Line.objects.filter(source__in=_assigned(tasks).values()).values_list("source__subject_id", flat=True))
    for task in tasks:
        if task.pk in judged:  # last year's twelfth record has it as not kept
            continue
        values = {"quantity": task.quantity, "achieved": min(task.achieved or 0, task.quantity), "level": task.level}
        if task.kind == Task.Kind.PROMISE:
            values |= {"weight": task.weight, "outcome_bp": task.outcome_bp, "level": None}
        else:
            values |= {"is_on_time": office_day(task.delivered_at) <= task.last_day, "outcome_bp": task.outcome_bp}
        yield Found(task.owner_id, task.kind, task.title, confirmed[task.pk], "", values)


def _unkept(window: Window) -> Iterator[Found]:
    """In the twelfth record: what was due by now and has not been delivered."""
    if not window.is_twelfth:
        return
    due = Task.objects.open().filter(
        owner__in=window.units,
        kind__in=[Task.Kind.PROMISE, Task.Kind.TASK],
        delivered_at=None,
        due_date__lte=window.last_day,
    )
    late = [task for task in due.order_by("pk") if task.last_day <= window.last_day]
    assigned = _assigned(late)
    judged = set(Line.objects.filter(source__in=assigned.values()).values_list("source", flat=True))
    for task in late:
        if assigned[task.pk] in judged:  # an earlier year's twelfth record has it
            continue
        values: dict[str, Any] = {"quantity": task.quantity, "achieved": 0, "outcome_bp": MISSED}
        values |= {"weight": task.weight} if task.kind == Task.Kind.PROMISE else {"is_on_time": False}
        yield Found(task.owner_id, task.kind, task.title, assigned[task.pk], "", values, task.last_day)


def _claims(window: Window) -> Iterator[Found]:
    confirmed = window.events(Claim, "service.confirm_claim")
    for claim in Claim.objects.filter(pk__in=confirmed).select_related("post").order_by("pk"):
        values = {"quantity": claim.places, "achieved": claim.kept}
        yield Found(claim.organisation_id, Line.Kind.CLAIM, claim.post.title, confirmed[claim.pk], "", values)


def _help(window: Window) -> Iterator[Found]:
    """Who helped with something hard or urgent, in the month in which the street certified it."""
    certified = window.events(Leg, "matters.certify_help")
    for leg in Leg.objects.filter(pk__in=certified).select_related("matter").order_by("pk"):
        text = leg.matter.number if leg.matter.hidden_because else leg.matter.title
        yield Found(leg.owner_id, Line.Kind.HELP, text, certified[leg.pk], "", {"quantity": 1})


def _premises(window: Window) -> Iterator[Found]:
    """In the twelfth record: premises given free of charge, and for how many full months."""
    if not window.is_twelfth:
        return
    programme = window.period.programme
    free = Resource.objects.filter(
        programme=programme, kind=Resource.Kind.PREMISES, is_free=True, owner__in=window.units, closes_date=None
    )
    until = programme.until_day
    for premises in free.order_by("pk"):
        months = full_months(_number(premises.opens_date), _number(until))
        reason = f"{premises.opens_date.year}年{premises.opens_date.month}月起无偿提供"
        yield Found(premises.owner_id, Line.Kind.PREMISES, premises.title, None, reason, {"quantity": months})


def _assigned(tasks: list[Task]) -> dict[int, int]:
    events = Event.objects.filter(
        verb="tasks.assign_task", subject_type=type_of(Task), subject_id__in=[task.pk for task in tasks]
    )
    return dict(events.values_list("subject_id", "pk"))


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _list_text(check: ListCheck) -> str:
    return f"{check.due_date.month}月{check.due_date.day}日前确认资源清单"
