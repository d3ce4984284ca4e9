"""The register of meetings, and one meeting with who came."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.platforms.forms.meetings import MeetingFilter
from gongjian.civic.platforms.models import Meeting, Platform
from gongjian.civic.platforms.queries import due, register, sheet
from gongjian.civic.registry.models import Organisation
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
    visible = Meeting.objects.visible_to(request.user, on=request.on).select_related("platform__area")
    meeting = get_object_or_404(visible, pk=pk)
    context: dict[str, object] = {
        "meeting": meeting,
        "sheet": sheet(meeting),
        "due": [] if meeting.held_at else due(meeting),
    }
    platforms = Platform.objects.visible_to(request.user, on=request.on)
    context["sees_platform"] = platforms.filter(pk=meeting.platform_id).exists()
    return render(request, "platforms/meeting.html", context)
