"""Reads across threads: whose they are, with whom one may begin one, what waits for an answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Entry, Platform, Seat, Thread
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet, reach

MOST_OFFERED = 20  # to begin a thread with; who is not among them is found by name


def own_bodies(user: User | AnonymousUser, *, on: date) -> OrganisationQuerySet:
    """Return the organisations for which the user may write: the own ones, and the bodies of the own areas."""
    own = reach(user, on)
    return Organisation.objects.filter(Q(pk__in=own.organisations) | Q(governs__path__in=own.governed))


def thread_between(one: Organisation, other: Organisation) -> Thread | None:
    """Return the thread of two bodies, if they have one."""
    before, after = sorted((one.pk, other.pk))
    return Thread.objects.filter(first=before, second=after).first()


def counterparts(body: Organisation, *, on: date) -> OrganisationQuerySet:
    """Return with whom a body may begin a thread: those it sits with, works under or looks after.

    They are the members and the secretary of its platforms, the bodies that govern the places in which it lies, for a
    governing body whoever lies in its place and the departments, for a department its sector and the governing bodies.
    """
    seats = Seat.objects.on(on)
    platforms = Platform.objects.filter(
        Q(secretary=body) | Q(pk__in=seats.filter(organisation=body).values("platform"))
    )
    above = [int(part) for part in body.path.split("/") if part]
    near = (
        Q(pk__in=seats.filter(platform__in=platforms.values("pk")).values("organisation"))
        | Q(pk__in=platforms.values("secretary"))
        | Q(governs__in=above)
    )
    is_department = body.kind == Organisation.Kind.DISTRICT and body.governs_id is None
    if body.governs is not None or is_department:
        near |= Q(kind=Organisation.Kind.DISTRICT)
    if body.governs is not None:
        near |= Q(path__startswith=body.governs.scope_path)
    elif is_department:
        near |= Q(governs__isnull=False) | Q(sector=body)
    elif body.sector_id is not None:
        near |= Q(pk=body.sector_id)
    return Organisation.objects.filter(near, closed_date=None).exclude(pk=body.pk)


def waiting(bodies: Any) -> QuerySet[Entry, Any]:
    """Return the notices of others, in pairs, that none of these bodies has answered yet."""
    answered = Entry.objects.filter(answers=OuterRef("pk"), author__in=bodies)
    notices = Entry.objects.filter(~Exists(answered), kind=Entry.Kind.NOTICE, thread__first__isnull=False)
    return notices.exclude(author__in=bodies)


def conversations(user: User | AnonymousUser, *, on: date, q: str = "", waits: str = "") -> QuerySet[Thread, Any]:
    """Return the threads of pairs to which the user's bodies belong; newest first, with what waits."""
    bodies = own_bodies(user, on=on).values("pk")
    latest = Entry.objects.filter(thread=OuterRef("pk")).order_by("-written_at", "-pk")
    threads = (
        Thread.objects.visible_to(user, on=on)
        .filter(first__isnull=False)
        .select_related("first", "second")
        .annotate(
            latest_at=Subquery(latest.values("written_at")[:1]),
            latest_kind=Subquery(latest.values("kind")[:1]),
            latest_author=Subquery(latest.values("author")[:1]),
            waits=Exists(waiting(bodies).filter(thread=OuterRef("pk"))),
        )
    )
    if q:
        named = Q(name__icontains=q) | Q(initials__startswith=q.lower())
        found = Organisation.objects.filter(named).exclude(pk__in=bodies).values("pk")
        threads = threads.filter(Q(first__in=found) | Q(second__in=found))
    return (threads.filter(waits=True) if waits else threads).order_by("-latest_at", "-pk")


@dataclass(frozen=True)
class Row:
    """A thread as one side sees it: `other` is the other body; both are named where both are one's own."""

    thread: Thread
    own: Organisation | None
    other: Organisation | None
    is_both: bool


def rows_of(threads: Iterable[Thread], bodies: Collection[Organisation]) -> list[Row]:
    """Return each thread with the side that is one's own and the side that is not."""
    keys = {body.pk for body in bodies}
    rows = []
    for thread in threads:
        own, other = (thread.first, thread.second)
        if thread.first_id not in keys:
            own, other = other, own
        rows.append(Row(thread, own, other, {thread.first_id, thread.second_id} <= keys))
    return rows


def beginnings(bodies: Collection[Organisation], q: str, *, on: date) -> list[Organisation]:
    """Return the first of those with whom one's bodies could begin a thread and have none; one more than are shown."""
    near = Q(pk__in=[])
    for body in bodies:
        near |= Q(pk__in=counterparts(body, on=on).values("pk"))
    met = Thread.objects.filter(first__isnull=False)
    known = Q(pk__in=met.filter(first__in=bodies).values("second"))
    known |= Q(pk__in=met.filter(second__in=bodies).values("first"))
    found = Organisation.objects.filter(near).exclude(known).exclude(pk__in=[body.pk for body in bodies])
    if q:
        found = found.filter(Q(name__icontains=q) | Q(initials__startswith=q.lower()))
    return list(found.order_by("sort_key", "pk")[: MOST_OFFERED + 1])


def pairs_with(other: Organisation, bodies: OrganisationQuerySet, *, on: date) -> list[Organisation]:
    """Return those of one's bodies that have a thread with another one, or may begin one."""
    found = bodies.filter(closed_date=None).exclude(pk=other.pk).select_related("governs").order_by("path", "pk")
    return [
        body
        for body in found
        if thread_between(body, other) is not None or counterparts(body, on=on).filter(pk=other.pk).exists()
    ]


def home_of(thread: Thread) -> str:
    """Return the page on which a thread is read: that of the matter which holds it, else its own."""
    matter = getattr(thread, "matter", None)  # of a later room, known by the name of the relation only
    return str((matter or thread).get_absolute_url())


def entries_of(thread: Thread) -> QuerySet[Entry, Any]:
    """Return what was written in a thread, latest first, each with its author and the notice it answers: one query.

    `is_answered` says of a notice whether anybody replied.
    """
    replies = Entry.objects.filter(answers=OuterRef("pk"))
    entries = thread.entries.select_related("author", "answers").annotate(is_answered=Exists(replies))
    return entries.order_by("-written_at", "-pk")


def open_notices(thread: Thread, authors: OrganisationQuerySet) -> QuerySet[Entry, Any]:
    """Return the notices in a thread that others wrote, those first which nobody has answered.

    Who acts for several bodies of a thread chooses among all of them: one may answer the other.
    """
    notices = thread.entries.filter(kind=Entry.Kind.NOTICE).select_related("author")
    if len(authors) == 1:
        notices = notices.exclude(author=authors[0])
    answered = Exists(Entry.objects.filter(answers=OuterRef("pk")))
    return notices.annotate(is_answered=answered).order_by("is_answered", "-written_at", "-pk")
