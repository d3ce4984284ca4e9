"""The calendar of working days, and the yearly notice it is entered from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.holidays import NoticeForm
from gongjian.civic.registry.models import Area
from gongjian.civic.registry.queries.holidays import (
    holiday_years,
    holidays_to_set,
    provisional_years,
    year_table,
)
from gongjian.civic.registry.queries.places import district
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.may import Ask, decide
from gongjian.web.requests import Request


@require_safe
@login_required
def list_holidays(request: Request) -> HttpResponse:
    years = sorted({*holiday_years(), request.on.year, *provisional_years(request.on)})
    year = {str(one): one for one in years}.get(request.GET.get("year", ""), request.on.year)
    context = {
        "years": years,
        "table": year_table(year),
        "missing": provisional_years(request.on),
        "district": district(),
    }
    return render(request, "registry/holidays.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_holidays(request: Request) -> HttpResponse:
    place = _district(request)
    form = NoticeForm(request.POST or None, initial={"year": next(iter(provisional_years(request.on)), None)})
    if form.is_valid() and form.is_confirmed and form.preview:
        notice = form.preview.notice
        try:
            actions.set_holidays(request.user, place, days=holidays_to_set(notice), at=request.at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(year)s 年的放假安排已录入，期限都照它算。") % {"year": notice.year})
            return redirect(f"{reverse('registry:list_holidays')}?year={notice.year}")
    return render(request, "registry/set_holidays.html", {"form": form, "preview": form.preview})


def _district(request: Request) -> Area:
    """Return the district, for those who may set its holidays; others are told at once."""
    place = district()
    if place is None:
        raise Http404
    ask = Ask(place, request.at)
    if not decide(request.user, actions.set_holidays.verb, ask):
        raise NotAllowed(actions.set_holidays.verb, ask)
    return place
