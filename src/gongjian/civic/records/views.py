"""The pages of the monthly record: the register, a unit's month, one line, and what one can do there."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.civic.records import actions
from gongjian.civic.records.forms import AmendForm, DisputeForm, OwnLineForm, RecordFilter, SettleForm
from gongjian.civic.records.models import Line, Record
from gongjian.civic.records.queries import (
    Overview,
    address_of,
    entries_of,
    lines_of,
    month_end,
    month_sign,
    overview_of,
    reading_of,
    side_of,
    unit_months,
)
from gongjian.civic.registry.models import reach
from gongjian.civic.registry.queries import as_of, called, day_sets
from gongjian.ledger.action import NotAllowed
from gongjian.ledger.may import Ask, decide
from gongjian.web.listing import page_of
from gongjian.web.requests import Request


@require_safe
@login_required
def list_records(request: Request) -> HttpResponse:
    overview = overview_of(request.user, request.on, request.GET)
    asked = RecordFilter(request, streets=overview.streets, year=overview.year)
    is_own = not reach(request.user, request.on).paths
    if asked.is_by_unit or is_own:
        return _list_units(request, asked, overview, is_own=is_own)
    return render(request, "records/months.html", {"asked": asked, "overview": overview})


def _list_units(request: Request, asked: RecordFilter, overview: Overview, *, is_own: bool) -> HttpResponse:
    records = asked.apply(Record.objects.concerning(request.user, on=request.on))
    page = page_of(request, records.select_related("unit", "period__area").order_by("-month", "unit__sort_key", "pk"))
    called((record.unit, month_end(record.month)) for record in page)
    months = unit_months(list(page), request.on)
    shown = {"asked": asked, "overview": overview, "page": page, "months": months, "is_own": is_own}
    return render(request, "records/units.html", shown)


@require_safe
def show_record(request: Request, unit: int, month: str) -> HttpResponse:
    record = _record(request, unit, month)
    state = as_of([record.unit_id], month_end(record.month)).get(record.unit_id)
    lines = lines_of(record)
    side = side_of(request.user, record, request.on)
    entries = entries_of(record, lines, side, request.on)
    shown = {
        "record": record,
        "state": state,
        "period": record.period,
        "lines": lines,
        "entries": entries,
        "waiting": sum(entry.is_mine for entry in entries),
        "sign": month_sign(record, request.on, day_sets()),
        "reading": reading_of(record.period),
        "before": _neighbour(request, record, -1),
        "after": _neighbour(request, record, 1),
    }
    return render(request, "records/record.html", shown)


@require_safe
def show_line(request: Request, pk: int) -> HttpResponse:
    line = _line(request, pk)
    side = side_of(request.user, line.record, request.on)
    entry = entries_of(line.record, [line], side, request.on)[0]
    source_url = address_of(line.source, request.user, request.on)
    amendments = line.amendments.order_by("pk")
    shown = {"line": line, "record": line.record, "entry": entry, "source_url": source_url, "amendments": amendments}
    return render(request, "records/line.html", shown)


@require_POST
@login_required
def accept_line(request: Request, pk: int) -> HttpResponse:
    line = _line(request, pk)
    actions.accept_line(request.user, line, at=request.at)
    messages.success(request, _("已会签：{text}").format(text=line.text))
    return redirect(line.record)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dispute_line(request: Request, pk: int) -> HttpResponse:
    line = _line(request, pk)
    _ask(request, "records.dispute_line", line)
    form = DisputeForm(request.POST or None)
    if form.is_valid():
        actions.dispute_line(request.user, line, at=request.at, **form.cleaned_data)
        messages.success(request, _("异议已送出，由街道来定。定之前这一条不计入。"))
        return redirect(line.record)
    return render(request, "records/dispute.html", {"line": line, "record": line.record, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settle_dispute(request: Request, pk: int) -> HttpResponse:
    line = _line(request, pk)
    _ask(request, "records.settle_dispute", line)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        actions.settle_dispute(request.user, line, at=request.at, **form.cleaned_data)
        messages.success(request, _("异议已定，理由双方都能看到。"))
        return redirect(line.record)
    return render(request, "records/settle.html", {"line": line, "record": line.record, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def amend_line(request: Request, pk: int) -> HttpResponse:
    line = _line(request, pk)
    _ask(request, "records.amend_line", line)
    form = AmendForm(request.POST or None, line=line)
    if form.is_valid():
        actions.amend_line(request.user, line, at=request.at, **form.cleaned_data)
        messages.success(request, _("已更正，更正会一直公开。"))
        return redirect(line)
    return render(request, "records/amend.html", {"line": line, "record": line.record, "form": form})


@require_POST
@login_required
def accept_record(request: Request, unit: int, month: str) -> HttpResponse:
    record = _record(request, unit, month)
    actions.accept_record(request.user, record, at=request.at)
    messages.success(request, _("余下的条目都已会签。"))
    return redirect(record)


@require_POST
@login_required
def file_record(request: Request, unit: int, month: str) -> HttpResponse:
    record = _record(request, unit, month)
    actions.file_record(request.user, record, at=request.at)
    messages.success(request, _("已送{unit}核对。").format(unit=record.unit.name))
    return redirect(record)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_own_line(request: Request, unit: int, month: str) -> HttpResponse:
    record = _record(request, unit, month)
    _ask(request, "records.add_own_line", record)
    form = OwnLineForm(request.POST or None)
    if form.is_valid():
        actions.add_own_line(request.user, record, at=request.at, **form.cleaned_data)
        messages.success(request, _("已补记，等社区会签。"))
        return redirect(record)
    return render(request, "records/add.html", {"record": record, "form": form})


def _record(request: Request, unit: int, month: str) -> Record:
    """Return the record that the address names; 404 if it is no month or not for this reader."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise Http404 from error
    records = Record.objects.visible_to(request.user, on=request.on)
    return _then(get_object_or_404(records.select_related(*RELATED), unit=unit, month=first))


def _line(request: Request, pk: int) -> Line:
    lines = Line.objects.visible_to(request.user, on=request.on)
    wanted = ("source", "by", *(f"record__{name}" for name in RELATED))
    line = get_object_or_404(lines.select_related(*wanted), pk=pk)
    _then(line.record)
    return line


def _then(record: Record) -> Record:
    """Put the unit under the name it had at the end of the month."""
    called([(record.unit, month_end(record.month))])
    return record


def _ask(request: Request, verb: str, subject: Line | Record) -> None:
    """Refuse before anything is typed what would be refused afterwards."""
    ask = Ask(subject, request.at)
    if not decide(request.user, verb, ask):
        raise NotAllowed(verb, ask)


def _neighbour(request: Request, record: Record, step: int) -> Any:
    """Return the unit's month before or after."""
    records = Record.objects.visible_to(request.user, on=request.on).filter(unit=record.unit_id)
    if step < 0:
        return records.filter(month__lt=record.month).order_by("-month").first()
    return records.filter(month__gt=record.month).order_by("month").first()


RELATED = ("unit", "period__area", "period__programme")
