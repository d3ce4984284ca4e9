"""The register of meetings, one meeting, and what is said before it begins: planned, or called off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.meetings import CancelForm, MeetingFilter, PlanForm
from gongjian.civic.platforms.models import Meeting, Platform
from gongjian.civic.platforms.queries import register, sheet
from gongjian.civic.platforms.queries.agenda import Agenda
from gongjian.civic.platforms.queries.burden import warnings
from gongjian.civic.platforms.queries.invitations import Asked
from gongjian.civic.platforms.queries.templates import offered
from gongjian.civic.platforms.views.committees import platform_of
from gongjian.civic.platforms.views.done import done
from gongjian.civic.registry.models import Organisation, reach
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"day": "starts_at", "platform": "platform__title", "title": "title"}


@require_safe
def list_meetings(request: Request) -> HttpResponse:
    found = MeetingFilter(request)
    meetings = register(request.user, on=request.on, **found.values)
    context = {
        "filter": found,
        "page": page_of(request, meetings.order_by(*order_of(request, ORDERS, "-day"))),
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
    }
    return render(request, "platforms/meetings.html", context)


@require_safe
def show_meeting(request: Request, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    context: dict[str, Any] = {"meeting": meeting, "agenda": Agenda(meeting, request.user, on=request.on)}
    if meeting.held_at is not None:
        context["sheet"] = sheet(meeting)
    elif meeting.cancelled_at is None:
        asked = Asked(meeting)
        context |= {"asked": asked, "own": asked.own(reach(request.user, request.on))}
    platforms = Platform.objects.visible_to(request.user, on=request.on)
    context["sees_platform"] = platforms.filter(pk=meeting.platform_id).exists()
    return render(request, "platforms/meeting.html", context)


@login_required
def plan_meeting(request: Request, pk: int) -> HttpResponse:
    platform = platform_of(request, pk)
    templates = offered(platform)
    said = request.GET.get("template", "")
    chosen = templates.filter(pk=said).first() if said.isdecimal() and len(said) < len(str(2**31)) else None
    form = PlanForm(templates, chosen, request.POST or None)
    meeting = done(request, form, actions.plan_meeting, platform)
    if meeting is not None:
        messages.success(request, _("会议定好了，还没有通知。看看议程，再发通知。"))
        for question in warnings(meeting):
            messages.info(request, question)
        return redirect(meeting)
    context = {"platform": platform, "form": form, "templates": templates, "chosen": chosen}
    return render(request, "platforms/plan.html", context)


@login_required
def cancel_meeting(request: Request, pk: int) -> HttpResponse:
    meeting, form = meeting_of(request, pk), CancelForm(request.POST or None)
    if done(request, form, actions.cancel_meeting, meeting) is not None:
        messages.success(request, _("会议取消了，理由写在会议页上。"))
        return redirect(meeting)
    return render(request, "platforms/cancel.html", {"meeting": meeting, "form": form})


def meeting_of(request: Request, pk: int) -> Meeting:
    """Return the meeting this reader may see; else there is none."""
    visible = Meeting.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("platform__area", "platform__secretary"), pk=pk)
