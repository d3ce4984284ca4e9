"""The public pages of a year's results, and the district office's last three steps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.civic.evaluations.models import Grading
from gongjian.civic.results import actions
from gongjian.civic.results.forms import ResultFilter
from gongjian.civic.results.models import Release, ReleaseQuerySet, Result
from gongjian.civic.results.queries import (
    exact_match,
    groups_of,
    listed,
    streets_of,
    unit_page,
    year_page,
)
from gongjian.ledger.files import path_of
from gongjian.web.listing import page_of
from gongjian.web.requests import Request


@require_safe
def list_results(request: Request, year: int | None = None) -> HttpResponse:
    release = _release(request, year)
    if release is None:
        return _not_yet(request, year)
    if year is None:
        return redirect("results:list_results", release.year)
    page, results = year_page(release), Result.objects.visible_to(request.user, on=request.on).filter(release=release)
    asked = ResultFilter(request, classes=page.policy.classes, streets=streets_of(release))
    found = listed(asked.apply(results)).select_related("outcome")
    rows = page_of(request, found)
    shown = {
        "year": page,
        "asked": asked,
        "page": rows,
        "groups": groups_of(found, list(rows), release.year),
        "match": exact_match(results.select_related("outcome"), asked.values["q"]),
    }
    return render(request, "results/results.html", {"nav": "results", **shown})


@require_safe
def show_result(request: Request, year: int, unit: int) -> HttpResponse:
    release = _release(request, year)
    if release is None:
        return _not_yet(request, year)
    results = Result.objects.visible_to(request.user, on=request.on).filter(release=release)
    wanted = ("outcome", "unit", "release__bundle", "release__grading__scheme__programme")
    result = get_object_or_404(results.select_related(*wanted), unit=unit)
    return render(request, "results/result.html", {"nav": "results", "page": unit_page(result), "release": release})


@require_safe
def download_bundle(request: Request, year: int) -> HttpResponseBase:
    release = _release(request, year)
    if release is None:
        return _not_yet(request, year)
    path = path_of(release.bundle)
    if not path.exists():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=release.bundle.title, content_type=release.bundle.mime
    )


@require_POST
@login_required
def prepare_release(request: Request, year: int) -> HttpResponse:
    gradings = Grading.objects.visible_to(request.user, on=request.on)
    grading = get_object_or_404(gradings, scheme__programme__year=year)
    release = actions.prepare_release(request.user, grading, at=request.at)
    messages.success(request, _("已封存，校验码是 {code}。").format(code=release.code))
    return redirect(grading)


@require_POST
@login_required
def start_notice(request: Request, year: int) -> HttpResponse:
    release = get_object_or_404(_releases(request), grading__scheme__programme__year=year)
    actions.start_notice(request.user, release, at=request.at)
    messages.success(request, _("公示从今天开始。把带校验码的公示贴到街道公示栏。"))
    return redirect(release.grading)


@require_POST
@login_required
def publish(request: Request, year: int) -> HttpResponse:
    release = get_object_or_404(_releases(request), grading__scheme__programme__year=year)
    actions.publish(request.user, release, at=request.at)
    messages.success(request, _("结果已经公布，十二个月的档案也向所有人公开。"))
    return redirect(release)


def _releases(request: Request) -> ReleaseQuerySet:
    related = ("bundle", "grading__scheme__programme__area")
    return Release.objects.visible_to(request.user, on=request.on).select_related(*related)


def _release(request: Request, year: int | None) -> Release | None:
    """Return the release of a year, or the latest one, as far as this reader may see it."""
    releases = _releases(request).order_by("-grading__scheme__programme__year")
    return (releases if year is None else releases.filter(grading__scheme__programme__year=year)).first()


def _not_yet(request: Request, year: int | None) -> HttpResponse:
    return render(request, "results/not_yet.html", {"nav": "results", "year": year}, status=404)
