"""Reads across threads: whose they are, with whom one may begin one, what waits for an answer."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Entry, Platform, Seat, Thread
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet, reach


def own_bodies(user: User | AnonymousUser, *, on: date) -> OrganisationQuerySet:
    """Return the organisations for which the user may write: the own ones, and the bodies of the own areas."""
    own = reach(user, on)
    return Organisation.objects.filter(Q(pk__in=own.organisations) | Q(governs__path__in=own.paths))


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
    """Return the threads of pairs to which the user's bodies belong; each with its latest day and what waits."""
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
    return threads.filter(waits=True) if waits else threads


def entries_of(thread: Thread) -> QuerySet[Entry, Any]:
    """Return what was written in a thread, latest first, each with its author and the notice it answers: one query."""
    return thread.entries.select_related("author", "answers").order_by("-written_at", "-pk")


def open_notices(thread: Thread, author: Organisation) -> QuerySet[Entry, Any]:
    """Return the notices in a thread that others wrote, those first which this body has not answered."""
    answered = Entry.objects.filter(answers=OuterRef("pk"), author=author)
    notices = thread.entries.filter(kind=Entry.Kind.NOTICE).exclude(author=author).select_related("author")
    return notices.annotate(is_answered=Exists(answered)).order_by("is_answered", "-written_at", "-pk")
