"""One road with its segments."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.matters.queries import segments_of
from gongjian.civic.registry.models import Area
from gongjian.web.requests import Request


@require_safe
def show_road(request: Request, area: int, road: str) -> HttpResponse:
    """Show who looks after each segment of a road; a street belongs to everybody, so does this page."""
    place = get_object_or_404(Area.objects.select_related("parent"), pk=area)
    segments = segments_of(place, road, request.on)
    if not segments:
        raise Http404
    project = next((segment.part.project for segment in segments if segment.part), None)
    context = {"area": place, "road": road, "segments": segments, "project": project}
    return render(request, "matters/road.html", context)
