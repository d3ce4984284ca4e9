"""Forms about seats: admit somebody, end a seat, say whom the committee takes in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.committees import AdmitForm, CriterionForm, EndSeatForm
from gongjian.civic.platforms.models import Platform, Seat
from gongjian.civic.platforms.queries import Roll
from gongjian.civic.platforms.views.committees import platform_of
from gongjian.civic.platforms.views.done import done
from gongjian.web.requests import Request


@login_required
def admit(request: Request, pk: int) -> HttpResponse:
    platform = platform_of(request, pk)
    form = AdmitForm(platform, request.on, request.POST or None, request.GET.get("unit", ""))
    seat = done(request, form, actions.admit, platform)
    if seat is not None:
        messages.success(request, _("%(name)s已纳入。") % {"name": seat.organisation.name})
        return redirect(platform)
    context = {"platform": platform, "form": form, "roll": Roll(platform, on=request.on)}
    return render(request, "platforms/admit.html", context)


@login_required
def end_seat(request: Request, pk: int) -> HttpResponse:
    visible = Seat.objects.visible_to(request.user, on=request.on)
    seat = get_object_or_404(visible.select_related("platform__area", "platform__secretary", "organisation"), pk=pk)
    form = EndSeatForm(request.on, request.POST or None)
    if done(request, form, actions.end_seat, seat) is not None:
        messages.success(request, _("%(name)s已退出，席位的经过留着。") % {"name": seat.organisation.name})
        return redirect(seat.platform)
    return render(request, "platforms/end_seat.html", {"seat": seat, "platform": seat.platform, "form": form})


@login_required
def set_criterion(request: Request, pk: int) -> HttpResponse:
    platform: Platform = platform_of(request, pk)
    years, known = (request.on.year, request.on.year + 1), Roll(platform, on=request.on).criterion
    form = CriterionForm(years, known, request.on, request.POST or None)
    criterion = done(request, form, actions.set_criterion, platform)
    if criterion is not None:
        messages.success(request, _("%(year)s 年的纳入标准已写明。") % {"year": criterion.year})
        return redirect(platform)
    return render(request, "platforms/criterion.html", {"platform": platform, "form": form})
