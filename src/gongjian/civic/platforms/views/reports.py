"""What part-time members say of their year: one report, and the forms of both sides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.reports import AppraiseForm, ReportForm
from gongjian.civic.platforms.models import Seat, SeatReport
from gongjian.civic.platforms.queries.reports import years_of
from gongjian.civic.platforms.views.done import done
from gongjian.web.requests import Request


@require_safe
@login_required
def show_report(request: Request, pk: int) -> HttpResponse:
    return render(request, "platforms/report.html", {"report": _report(request, pk)})


@login_required
def report_seat(request: Request, pk: int) -> HttpResponse:
    visible = Seat.objects.visible_to(request.user, on=request.on)
    seat = get_object_or_404(visible.select_related("platform__area", "organisation"), pk=pk)
    years, said = years_of(seat, on=request.on), request.GET.get("year", "")
    known = next((one for one in seat.reports.filter(appraised_at=None) if str(one.year) == said), None)
    form = ReportForm(years, known, request.POST or None)
    report = done(request, form, actions.report_seat, seat)
    if report is not None:
        messages.success(request, _("%(year)s 年的述职已写好，等会议评议。") % {"year": report.year})
        return redirect("platforms:show_report", report.pk)
    return render(request, "platforms/report_seat.html", {"seat": seat, "form": form})


@login_required
def appraise_report(request: Request, pk: int) -> HttpResponse:
    report = _report(request, pk)
    form = AppraiseForm(report, request.POST or None)
    if done(request, form, actions.appraise_report, report) is not None:
        messages.success(request, _("会议的评议已写下。"))
        return redirect("platforms:show_report", report.pk)
    return render(request, "platforms/appraise_report.html", {"report": report, "form": form})


def _report(request: Request, pk: int) -> SeatReport:
    visible = SeatReport.objects.visible_to(request.user, on=request.on)
    above = ("meeting", "seat__organisation", "seat__platform__area", "seat__platform__secretary")
    return get_object_or_404(visible.select_related(*above), pk=pk)
