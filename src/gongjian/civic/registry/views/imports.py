"""Workbooks out and in: exports, uploads, the preview, entering and taking back."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.imports import UploadForm
from gongjian.civic.registry.forms.organisations import OrganisationFilter
from gongjian.civic.registry.jobs import queue
from gongjian.civic.registry.models import Batch
from gongjian.civic.registry.models.imports import IMPORTING
from gongjian.civic.registry.models.people import offices_of
from gongjian.civic.registry.queries import register
from gongjian.civic.registry.queries.exports import area_rows, exported_areas, unit_rows
from gongjian.civic.registry.views.organisations import ORDERS
from gongjian.civic.registry.workbook import columns
from gongjian.ledger.may import may
from gongjian.ledger.models import Access
from gongjian.web.documents import write_sheet
from gongjian.web.documents.sheets import MIME
from gongjian.web.listing import order_of, page_of
from gongjian.web.progress import read_progress
from gongjian.web.requests import Request

WORKING = ("checking", "entering", "withdrawing")


@require_safe
@login_required
def export_units(request: Request) -> HttpResponse:
    found = OrganisationFilter(request)
    units = register(request.user, on=request.on, **found.asked).order_by(*order_of(request, ORDERS, "name"))
    actions.note_access(request.user, Access.Kind.EXPORT, _("单位名册"), request.GET.urlencode(), request.at)
    content = write_sheet(columns(Batch.Kind.UNITS), unit_rows(units), title=_title("单位"))
    return _download(content, f"单位名册 {request.on}.xlsx")


@require_safe
@login_required
def export_areas(request: Request) -> HttpResponse:
    areas = exported_areas(request.user, on=request.on)
    actions.note_access(request.user, Access.Kind.EXPORT, _("区划"), "", request.at)
    content = write_sheet(columns(Batch.Kind.AREAS), area_rows(areas), title=_title("区划"))
    return _download(content, f"区划 {request.on}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload_batch(request: Request) -> HttpResponse:
    offices = [office for office in offices_of(request.user, request.on) if office.role in IMPORTING]
    if not offices:
        raise PermissionDenied(_("名册由街道和区牵头部门导入。"))
    form = UploadForm(offices, request.on, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        content, title = said["file"].read(), said["file"].name
        arguments = {"kind": said["kind"], "title": title, "content": content, "since": said["since"]}
        batch = actions.upload_batch(request.user, said["place"], **arguments, at=request.at)
        queue(batch, "check", request.user)
        return redirect(batch)
    batches = Batch.objects.visible_to(request.user, on=request.on).select_related("area", "by").order_by("-pk")
    return render(request, "registry/import.html", {"form": form, "page": page_of(request, batches)})


@require_safe
@login_required
def show_batch(request: Request, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    shown = batch.summary.get("faults") or batch.summary.get("changes") or []
    context = {
        "batch": batch,
        "is_working": batch.phase in WORKING and not batch.is_stuck,
        "is_stuck": batch.phase in WORKING and batch.is_stuck,
        "progress": read_progress(batch.progress_file),
        "page": page_of(request, cast("QuerySet[Any]", shown)),
        "may_undo": may(request.user, "registry.start_undo", batch, at=request.at),
    }
    return render(request, "registry/batch.html", context)


@require_POST
@login_required
def recheck_batch(request: Request, pk: int) -> HttpResponse:
    return _ordered(request, pk, "recheck_batch", "check")


@require_POST
@login_required
def start_batch(request: Request, pk: int) -> HttpResponse:
    return _ordered(request, pk, "start_batch", "commit")


@require_POST
@login_required
def start_undo(request: Request, pk: int) -> HttpResponse:
    return _ordered(request, pk, "start_undo", "undo")


def _ordered(request: Request, pk: int, verb: str, work: str) -> HttpResponse:
    """Do a verb that sets the worker to work; a second click finds it at work already and only looks on."""
    batch = _batch(request, pk)
    if batch.phase not in WORKING or batch.is_stuck:
        getattr(actions, verb)(request.user, batch, at=request.at)
        queue(batch, work, request.user)
    return redirect(batch)


def _batch(request: Request, pk: int) -> Batch:
    visible = Batch.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("area", "by", "file"), pk=pk)


def _title(word: str) -> str:
    return f"{word}（演示）" if settings.DEMO else word


def _download(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": str(content_disposition_header(True, name)), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=MIME, headers=headers)
