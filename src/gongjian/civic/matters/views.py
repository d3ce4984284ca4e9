"""One group with its tree, one road with its segments."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.matters.models import Group
from gongjian.civic.matters.queries import segments_of, tree_of
from gongjian.civic.registry.models import Area
from gongjian.web.requests import Request


@require_safe
def show_group(request: Request, pk: int) -> HttpResponse:
    visible = Group.objects.visible_to(request.user, on=request.on)
    group = get_object_or_404(visible.select_related("area__parent", "parent"), pk=pk)
    context = {"group": group, "tree": tree_of(group, request.user, on=request.on)}
    return render(request, "matters/group.html", context)


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
