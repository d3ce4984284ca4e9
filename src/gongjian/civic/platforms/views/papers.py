"""The papers of a meeting, to download and to print: notice, sheet to sign, minutes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongjian.civic.platforms.models import Meeting
from gongjian.civic.platforms.papers import minutes_paper, notice_paper, sign_in_paper
from gongjian.civic.platforms.queries.minutes import readable_minutes
from gongjian.web.documents.official import MIME, Paper, write_paper
from gongjian.web.documents.texts import file_name
from gongjian.web.requests import Request


@require_safe
@login_required
def minutes_docx(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(readable_minutes(request.user, on=request.on), pk=pk)
    return _download(minutes_paper(meeting))


@require_safe
@login_required
def show_minutes_paper(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(readable_minutes(request.user, on=request.on), pk=pk)
    context = {"meeting": meeting, "paper": minutes_paper(meeting)}
    return render(request, "platforms/minutes_paper.html", context)


@require_safe
@login_required
def notice_docx(request: Request, pk: int) -> HttpResponse:
    return _download(notice_paper(_meeting(request, pk), request.on))


@require_safe
@login_required
def sign_in_docx(request: Request, pk: int) -> HttpResponse:
    return _download(sign_in_paper(_meeting(request, pk)))


def _meeting(request: Request, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("platform__secretary"), pk=pk)


def _download(paper: Paper) -> HttpResponse:
    name = content_disposition_header(True, file_name(paper.name, "docx"))
    headers = {"Content-Disposition": str(name), "Cache-Control": "no-store"}
    return HttpResponse(write_paper(paper), content_type=MIME, headers=headers)
