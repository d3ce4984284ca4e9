"""What a post hands on: everything open there that the next holder has to know."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.duties.models import OpenItem
from gongjian.civic.duties.queries.duties import business_of, unsettled
from gongjian.civic.matters.models import Segment
from gongjian.civic.platforms.models import Meeting, Seat
from gongjian.civic.projects.models import Project
from gongjian.civic.records.models import Record
from gongjian.civic.registry.models import Office, Organisation, Role
from gongjian.civic.tasks.models import Task

Kind = OpenItem.Kind


@dataclass(frozen=True)
class Item:
    """One thing that is open, as it will stand in the list."""

    kind: str
    title: str
    detail: str
    url: str
    due_date: date | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What the list keeps of it."""
        return asdict(self)


def open_items(office: Office, today: date) -> list[Item]:
    """Return everything open at an office, by kind and then by day; nothing twice."""
    found = list(_listed(office, today))
    known = {item.url for item in found}
    for duty in business_of(office, today, most=None):
        if duty.url not in known:
            found.append(Item(Kind.DUTY, duty.title, duty.detail, duty.url, duty.due))
    order = list(Kind)
    return sorted(found, key=lambda item: (order.index(Kind(item.kind)), item.due_date or date.max, item.title))


def grouped(items: Iterable[Item | OpenItem]) -> list[tuple[str, list[Item | OpenItem]]]:
    """Return ordered items as (word of the kind, its items)."""
    return [(str(Kind(kind).label), list(rows)) for kind, rows in groupby(items, key=lambda item: item.kind)]


def _listed(office: Office, today: date) -> Iterator[Item]:
    body = office.organisation or Organisation.objects.filter(governs=office.area_id).first()
    if body is not None:
        yield from _tasks(body, today)
        for one in Agreement.objects.in_force(today).filter(parties__organisation=body):
            yield Item(Kind.AGREEMENT, one.title, one.number, one.get_absolute_url(), one.to_date)
        for project in Project.objects.filter(lead=body, finished_at=None):
            yield Item(Kind.PROJECT, project.title, project.deliverable, project.get_absolute_url(), project.due_date)
        for segment in Segment.objects.filter(taker=body, valid_to=None).order_by("road", "position"):
            title = _("%(road)s第 %(number)s 段") % {"road": segment.road, "number": segment.position}
            yield Item(Kind.PROJECT, title, _("包段"), "")
    if office.organisation is not None:
        yield from _records_of(office.organisation)
    elif office.role in (Role.COMMUNITY_WORKER, Role.STREET_OFFICE):
        yield from _records_in(office.scope_path)
    if office.organisation is not None or office.role in (
        Role.COMMUNITY_WORKER,
        Role.STREET_OFFICE,
        Role.DISTRICT_OFFICE,
    ):
        yield from _meetings(office, today)


def _tasks(body: Organisation, today: date) -> Iterator[Item]:
    own = Task.objects.open().filter(unsettled(today), owner=body).select_related("receiver")
    for task in own:
        detail = _("%(name)s，已报告完成，等对方确认") if task.delivered_at else "%(name)s"
        yield Item(Kind.TASK, task.title, detail % {"name": task.receiver.name}, task.get_absolute_url(), task.last_day)
    waiting = Task.objects.open().filter(receiver=body, delivered_at__isnull=False).exclude(kind=Task.Kind.CONSULTATION)
    for task in waiting.select_related("owner"):
        yield Item(Kind.CONFIRMATION, task.title, task.owner.name, task.get_absolute_url(), task.last_day)


def _records_of(unit: Organisation) -> Iterator[Item]:
    records = Record.objects.filter(unit=unit, filed_at__isnull=False, settled_at=None, period__locked_at=None)
    for record in records.select_related("period"):
        title = _("%(month)s月写实档案") % {"month": record.month.month}
        yield Item(Kind.RECORD, title, _("等我方会签"), record.get_absolute_url(), record.period.answer_by_date)


def _records_in(path: str) -> Iterator[Item]:
    """The months of a territory that are not settled, one line a month."""
    records = Record.objects.filter(path__startswith=path, settled_at=None, period__locked_at=None)
    rows = records.filter(period__drafted_at__isnull=False).values("month", "period__area")
    for row in rows.annotate(number=Count("pk"), due=Min("period__lock_date")).order_by("month"):
        title = _("%(month)s月写实档案") % {"month": row["month"].month}
        detail = _("%(count)s 家单位还没有双方确认") % {"count": row["number"]}
        page = f"{reverse('records:list_records')}?street={row['period__area']}&month={row['month']:%Y-%m}"
        yield Item(Kind.RECORD, title, detail, page, row["due"])


def _meetings(office: Office, today: date) -> Iterator[Item]:
    if office.organisation is not None:
        seats = Seat.objects.on(today).filter(organisation=office.organisation)
        where = Q(platform__in=seats.values("platform"))
    elif office.role == Role.DISTRICT_OFFICE:  # the streets' own meetings are the streets' business
        where = Q(platform__area=office.area)
    else:
        where = Q(platform__area__path__startswith=office.scope_path)
    for meeting in Meeting.objects.filter(where, held_at=None, cancelled_at=None).select_related("platform"):
        yield Item(Kind.MEETING, meeting.title, meeting.platform.title, meeting.get_absolute_url(), meeting.day)
