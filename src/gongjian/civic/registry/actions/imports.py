"""Importing a workbook: uploaded, checked, entered whole in one transaction, taken back whole.

The work is done by jobs; a verb here is what one of them, or somebody at the page, does in one go.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.areas import add_area, rename_area
from gongjian.civic.registry.actions.changes import (
    affiliate,
    correct_credit_code,
    move_organisation,
    revise_profile,
)
from gongjian.civic.registry.actions.organisations import add_organisation
from gongjian.civic.registry.models import Area, Batch, Organisation, Role, offices_of
from gongjian.civic.registry.queries.import_areas import ORDER, plan_areas
from gongjian.civic.registry.queries.imports import plan_units
from gongjian.civic.registry.queries.plans import Plan, Tell, silent
from gongjian.civic.registry.workbook import open_workbook
from gongjian.ledger.action import NotAllowed, Refused, action
from gongjian.ledger.files import keep_file, path_of
from gongjian.web.documents.sheets import MIME

CHUNK = 2000  # calls at a time: what they return is let go before the next
LINKED = ("sector", "superior", "host")
LONGEST_REASON = 300
LONGEST_TITLE = 120


@action
def upload_batch(
    actor: User, area: Area, /, *, kind: str, title: str, content: bytes, since: date, at: datetime
) -> Batch:
    """Take in a workbook for an area; it is checked next, and nothing of it is entered yet."""
    today = at.astimezone(settings.OFFICE_ZONE).date()
    if kind == Batch.Kind.AREAS:
        if since > today:
            raise Refused(_("区划的变动请在当天或以后登记。"))
        if not any(
            office.role == Role.DISTRICT_OFFICE and office.area and area.scope_path.startswith(office.area.scope_path)
            for office in offices_of(actor, today)
        ):
            raise NotAllowed("registry.upload_batch", _("区划由区牵头部门来改。"))
    title = title[-LONGEST_TITLE:]
    file = keep_file(content, title=title, mime=MIME, at=at)
    return Batch.objects.create(area=area, kind=kind, file=file, title=title, since=since, by=actor, uploaded_at=at)


@action
def check_batch(
    actor: User,
    batch: Batch,
    /,
    *,
    rows: int = 0,
    summary: dict[str, Any] | None = None,
    broken: str = "",
    at: datetime,
) -> Batch:
    """Keep what a check found; without a summary, why the workbook could not be read."""
    batch.rows, batch.summary, batch.broken = rows, summary or {}, broken[:LONGEST_REASON]
    batch.checked_at = at
    batch.save(update_fields=["rows", "summary", "broken", "checked_at"])
    return batch


@action
def recheck_batch(actor: User, batch: Batch, /, *, at: datetime) -> Batch:
    """Let a workbook be checked again, since the register has changed or the check broke off."""
    batch.checked_at, batch.started_at, batch.summary, batch.broken = None, None, {}, ""
    batch.save(update_fields=["checked_at", "started_at", "summary", "broken"])
    return batch


@action
def start_batch(actor: User, batch: Batch, /, *, at: datetime) -> Batch:
    """Let a checked workbook be entered."""
    if not batch.has_work:
        raise Refused(_("这份表还不能入册：要先没有错误，而且有要写的内容。"))
    batch.started_at, batch.broken = at, ""
    batch.save(update_fields=["started_at", "broken"])
    return batch


@action
def stop_batch(actor: User, batch: Batch, /, *, reason: str, at: datetime) -> Batch:
    """Say why a batch could not be entered or taken back; nothing of it was written."""
    batch.broken = reason[:LONGEST_REASON]
    batch.started_at = batch.started_at if batch.committed_at else None
    batch.undo_started_at = None
    batch.save(update_fields=["broken", "started_at", "undo_started_at"])
    return batch


@action
def commit_batch(actor: User, batch: Batch, /, *, tell: Tell = silent, at: datetime) -> Batch:
    """Enter every row of a checked workbook by the registry's own verbs; all or nothing."""
    plan, _rows = planned(batch, at)
    if plan.digest != batch.summary.get("digest") or plan.fault_count:
        raise Refused(_("查完以后，登记册又有了变动。什么都没有写进去。请再查一次，看过预览后再入册。"))
    told = _Told(tell)
    if batch.kind == Batch.Kind.AREAS:
        _enter_areas(actor, batch, plan, told, at)
    else:
        _enter_units(actor, batch, plan, told, at)
    batch.done = sum(plan.counts[word] for word in ("new", "changed", "moved"))
    batch.committed_at = at
    batch.save(update_fields=["done", "committed_at"])
    return batch


def planned(batch: Batch, at: datetime, tell: Tell = silent) -> tuple[Plan, dict[str, Any]]:
    """Return what a batch's workbook would do now, and what else a preview says of the sheet; nothing is written."""
    sheet = open_workbook(path_of(batch.file), batch.kind)
    today = at.astimezone(settings.OFFICE_ZONE).date()
    plan_of = plan_areas if batch.kind == Batch.Kind.AREAS else plan_units
    plan = plan_of(sheet, batch.area, since=batch.since, today=today, tell=tell)
    return plan, {"rows": sheet.length, "sheet": sheet.title, "unknown": sheet.unknown, "others": sheet.others}


class _Told:
    """Counts the calls that are done."""

    def __init__(self, tell: Tell) -> None:
        self.tell, self.done = tell, 0

    def add(self, count: int) -> None:
        self.done += count
        self.tell(self.done)


def _chunks(steps: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(steps)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _enter_areas(actor: User, batch: Batch, plan: Plan, told: _Told, at: datetime) -> None:
    made: dict[int, int] = {}  # row -> key of the area it added
    adds = plan.steps.get("add_area", [])
    for level in ORDER:
        for chunk in _chunks(step for step in adds if step[2]["level"] == level):
            calls = [(actor, Area(pk=_found(parent, made)), said) for _row, parent, said in chunk]
            added = add_area.each(calls, at=at, batch=batch.ref)
            if level not in (Area.Level.COMMUNITY, Area.Level.VILLAGE):
                made |= {row: area.pk for (row, _parent, _said), area in zip(chunk, added, strict=True)}
            told.add(len(chunk))
    for chunk in _chunks(plan.steps.get("rename_area", [])):
        rename_area.each([(actor, Area(pk=key), said) for _row, key, said in chunk], at=at, batch=batch.ref)
        told.add(len(chunk))


def _enter_units(actor: User, batch: Batch, plan: Plan, told: _Told, at: datetime) -> None:
    made: dict[int, int] = {}  # row -> key of the organisation it added
    waiting = plan.steps.get("add_organisation", [])
    while waiting:
        ready = [step for step in waiting if all(_is_there(step[2].get(name), made) for name in LINKED)]
        if not ready:
            raise Refused(_("上下级绕成了一圈，请核对。"))
        rows = {row for row, _area, _said in ready}
        for chunk in _chunks(ready):
            calls = [(actor, Area(pk=area), _linked(said, made)) for _row, area, said in chunk]
            added = add_organisation.each(calls, at=at, batch=batch.ref)
            made |= {row: unit.pk for (row, _area, _said), unit in zip(chunk, added, strict=True)}
            told.add(len(chunk))
        waiting = [step for step in waiting if step[0] not in rows]
    for verb in (revise_profile, correct_credit_code):
        for chunk in _chunks(plan.steps.get(verb.__name__, [])):
            verb.each([(actor, Organisation(pk=key), said) for _row, key, said in chunk], at=at, batch=batch.ref)
            told.add(len(chunk))
    for chunk in _chunks(plan.steps.get("move_organisation", [])):
        areas = Area.objects.in_bulk({said["area"] for _row, _key, said in chunk})
        moves = [(actor, Organisation(pk=key), said | {"area": areas[said["area"]]}) for _row, key, said in chunk]
        move_organisation.each(moves, at=at, batch=batch.ref)
        told.add(len(chunk))
    for chunk in _chunks(plan.steps.get("affiliate", [])):
        wanted = [(_found(node, made), said | {"target": _found(said["target"], made)}) for _row, node, said in chunk]
        targets = Organisation.objects.in_bulk({said["target"] for _key, said in wanted if said["target"]})
        links = [(actor, Organisation(pk=key), said | {"target": targets.get(said["target"])}) for key, said in wanted]
        affiliate.each(links, at=at, batch=batch.ref)
        told.add(len(chunk))


def _found(node: Any, made: dict[int, int]) -> Any:
    return made[node[1]] if isinstance(node, tuple) else node


def _is_there(node: Any, made: dict[int, int]) -> bool:
    return not isinstance(node, tuple) or node[1] in made


def _linked(said: dict[str, Any], made: dict[int, int]) -> dict[str, Any]:
    """Return the arguments with organisations in place of their keys."""
    links = {name: Organisation(pk=_found(said[name], made)) for name in LINKED if said.get(name)}
    return said | links
