"""Agendas: what a meeting talks about, where each item comes from, and what waits to be looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import AgendaItem, Meeting, Platform, Resolution
from gongjian.civic.platforms.queries.minutes import numeral, readable_minutes
from gongjian.civic.platforms.queries.quorum import Quorum, quorum_of
from gongjian.civic.platforms.queries.resolutions import with_state
from gongjian.civic.registry.models import reach
from gongjian.ledger.models import Event

MATTER = ("matters", "matter")  # by name: a later room, which carries out what is handed over
MOST_REVIEWS = 30


def live_items(meeting: Meeting) -> list[AgendaItem]:
    """Return the items on the agenda of a meeting, in order."""
    return list(meeting.items.filter(withdrawn_at=None).select_related("source").order_by("position", "pk"))


def source_of(item: AgendaItem) -> Event | None:
    """Return the event by which an item came on the agenda; of one from a template, the planning of the meeting."""
    put = Event.objects.about(item).filter(verb="platforms.put_on_agenda").first()
    return put or Event.objects.about(item.meeting).filter(verb="platforms.plan_meeting").first()


def concerns_a_matter(item: AgendaItem) -> bool:
    """Return whether an item was put on the agenda from a matter, which can be handed over."""
    return item.source is not None and item.source.subject_type.natural_key() == MATTER


def is_about_hidden(source: Event | None) -> bool:
    """Return whether an item from this event is about something hidden, be it by way of what was decided on that."""
    subject = source.subject if source is not None else None
    while isinstance(subject, Resolution):
        subject = subject.item.source.subject if subject.item.source is not None else None
    return bool(getattr(subject, "hidden_because", ""))


def next_meeting(platform: Platform, *, at: datetime) -> Meeting | None:
    """Return the next meeting that a platform plans and has not begun."""
    ahead = platform.meetings.filter(starts_at__gt=at, held_at=None, cancelled_at=None)
    return ahead.order_by("starts_at", "pk").first()


def due_reviews(on: date) -> QuerySet[Resolution, Any]:
    """Return the resolutions whose review day has come and that stand on no agenda, of all platforms."""
    waiting = Q(review_item=None) | Q(review_item__withdrawn_at__isnull=False)
    waiting |= Q(review_item__meeting__cancelled_at__isnull=False)
    found = Resolution.objects.filter(waiting, is_carried=True, review_date__lte=on)
    return found.select_related("item__meeting__platform__area").order_by("review_date", "pk")


def returning(at: datetime, on: date) -> QuerySet[Resolution, Any]:
    """Return those of them whose platform plans a meeting, so that they can be put on its agenda."""
    ahead = Meeting.objects.filter(starts_at__gt=at, held_at=None, cancelled_at=None, circulated_at=None)
    return due_reviews(on).filter(item__meeting__platform__in=ahead.values("platform"))


def open_meetings(user: User, *, on: date, also: int = 0) -> QuerySet[Meeting, Any]:
    """Return the meetings still to come on whose agenda this user may put something, soonest first.

    `also` one that was held and whose minutes are not yet sent: something came up while it sat.
    """
    own = reach(user, on)
    kept = own.covers("platform__area__path", "platform__secretary")
    kept |= Q(platform__secretary__governs__path__in=own.governed)
    ahead = Q(held_at=None, starts_at__date__gte=on) | Q(pk=also)
    found = Meeting.objects.filter(kept, ahead, cancelled_at=None, circulated_at=None)
    return found.select_related("platform").order_by("starts_at", "pk")


def visible_subjects(events: Iterable[Event], user: User | AnonymousUser, *, on: date) -> dict[int, Model]:
    """Return by the key of the event the rows that events are about, as far as this user may see them.

    Asks one question for each kind of row.
    """
    by_kind: dict[int, list[Event]] = {}
    for event in events:
        by_kind.setdefault(event.subject_type_id, []).append(event)
    found: dict[int, Model] = {}
    for several in by_kind.values():
        model = several[0].subject_type.model_class()
        visible_to = getattr(getattr(model, "objects", None), "visible_to", None)
        if visible_to is None:
            continue
        rows = visible_to(user, on=on).select_related(*getattr(model, "scope_related", ()))
        kept = {row.pk: row for row in rows.filter(pk__in=[event.subject_id for event in several])}
        found |= {event.pk: kept[event.subject_id] for event in several if event.subject_id in kept}
    return found


@dataclass
class Point:
    """An item as the page shows it."""

    item: AgendaItem
    number: int
    subject: Model | None  # what it is about, where the reader may see it
    resolutions: list[Resolution] = field(default_factory=list)

    @property
    def numeral(self) -> str:
        """一, 二, 三 …"""
        return numeral(self.number)

    @property
    def source_url(self) -> str:
        """The page of what it is about; "" where there is none for this reader."""
        address = getattr(self.subject, "get_absolute_url", None)
        return str(address()) if address else ""


class Agenda:
    """The agenda of a meeting as one reader may see it."""

    def __init__(self, meeting: Meeting, user: User | AnonymousUser, *, on: date) -> None:
        self.meeting, self.user, self.on = meeting, user, on

    @cached_property
    def points(self) -> list[Point]:
        """The items in order, each with its source and its resolutions."""
        visible = AgendaItem.objects.visible_to(self.user, on=self.on).filter(meeting=self.meeting, withdrawn_at=None)
        items = list(visible.select_related("source__subject_type").order_by("position", "pk"))
        subjects = visible_subjects([item.source for item in items if item.source], self.user, on=self.on)
        points = {
            item.pk: Point(item, number, subjects.get(item.source_id or 0)) for number, item in enumerate(items, 1)
        }
        rows = Resolution.objects.visible_to(self.user, on=self.on).filter(item__in=points)
        for row in with_state(rows, on=self.on).select_related("owner", "task").order_by("adopted_at", "pk"):
            row.item = points[row.item_id].item
            points[row.item_id].resolutions.append(row)
        for item in items:
            item.meeting = self.meeting
        return list(points.values())

    @cached_property
    def quorum(self) -> Quorum:
        """How many were due and came, and whether that is enough."""
        return quorum_of(self.meeting)

    @property
    def is_decidable(self) -> bool:
        """Whether resolutions may be written down."""
        return self.quorum.is_quorate or bool(self.meeting.override_reason)

    @cached_property
    def reads_decisions(self) -> bool:
        """Whether this reader may read what was decided, and why with so few: the public once it is confirmed."""
        if self.meeting.confirmed_at is not None or self.reads_minutes:
            return True
        return AgendaItem.objects.for_members(self.user, on=self.on).filter(meeting=self.meeting).exists()

    @cached_property
    def reads_minutes(self) -> bool:
        """Whether this reader may read the minutes as far as they are."""
        return readable_minutes(self.user, on=self.on).filter(pk=self.meeting.pk).exists()

    @cached_property
    def reviews(self) -> list[Resolution]:
        """What the platform wanted to look at again by now and has on no agenda yet."""
        waiting = due_reviews(self.on).filter(item__meeting__platform=self.meeting.platform_id)
        return list(waiting.select_related("owner")[:MOST_REVIEWS])
