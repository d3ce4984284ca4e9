"""The page of a place: district, street, community or village."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.registry.forms.organisations import asked_day
from gongjian.civic.registry.models import Area, reach
from gongjian.civic.registry.queries.areas import Place
from gongjian.web.requests import Request


@require_safe
@login_required
def show_area(request: Request, pk: int) -> HttpResponse:
    visible = Area.objects.visible_to(request.user, on=request.on).select_related("parent__parent")
    area, asked = get_object_or_404(visible, pk=pk), asked_day(request)
    context = {
        "area": area,
        "place": Place(area, reach(request.user, request.on), on=request.on, then=asked.then),
        "then": asked.then,
        "why": asked.why,
        "today_url": area.get_absolute_url(),
    }
    return render(request, "registry/area.html", context)
