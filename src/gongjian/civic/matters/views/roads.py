"""All roads, one road with its segments and chiefs, and the forms about who looks after what."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.roads import ChiefForm, EndForm, TakeForm
from gongjian.civic.matters.models import RoadChief, Segment
from gongjian.civic.matters.queries import raisers_of, segments_of
from gongjian.civic.matters.queries.roads import chiefs_for, chiefs_of, parts_in, pieces_of, roads_on, takers_in
from gongjian.civic.matters.views.asking import FormPage, ask
from gongjian.civic.registry.models import Area
from gongjian.civic.registry.queries import own_area
from gongjian.web.requests import Request


@require_safe
def list_roads(request: Request) -> HttpResponse:
    """List the roads that somebody looks after; they belong to everybody, so does this page."""
    context = {"roads": roads_on(request.on), "own": own_area(request.user, request.on)}
    return render(request, "matters/roads.html", context)


@require_safe
def show_road(request: Request, area: int, road: str) -> HttpResponse:
    """Show who looks after each segment of a road and what was found there; a road belongs to everybody."""
    place = get_object_or_404(Area.objects.select_related("parent"), pk=area)
    segments, chiefs = segments_of(place, road, request.on), chiefs_of(place, road, request.on)
    if not segments and not chiefs:
        raise Http404
    project = next((segment.part.project for segment in segments if segment.part), None)
    pieces = pieces_of(segments, request.user, on=request.on)
    context = {"area": place, "road": road, "segments": segments, "project": project, "pieces": pieces}
    context |= {"chiefs": chiefs, "rows": [*segments, *chiefs], "road_query": quote(road)}
    return render(request, "matters/road.html", context | {"may_find": _may_find(request)})


def _may_find(request: Request) -> bool:
    """Return whether the reader may raise what was found: whoever acts for a body."""
    return request.user.is_authenticated and raisers_of(request.user, on=request.on).exists()


@login_required
def take_segment(request: Request, area: int) -> HttpResponse:
    place = get_object_or_404(Area.objects.filter(valid_to=None), pk=area)
    road = request.GET.get("road", "")[:60]
    data = request.POST if request.method == "POST" else None
    form = TakeForm(takers_in(place), parts_in(place), data, {"since": request.on, "road": road})
    words = FormPage(
        title=_("把一段路交给一家照看"),
        over=place.name,
        over_url=_road_url(place.pk, road),
        button=_("交给它照看"),
        told=_("这一段有人照看了。"),
    )
    return ask(request, form, actions.take_segment, place, words, to=_road_url(area, request.POST.get("road", "")))


@login_required
def end_segment(request: Request, pk: int) -> HttpResponse:
    segment = get_object_or_404(Segment.objects.select_related("area", "taker"), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": request.on})
    words = FormPage(
        title=_("%(name)s不再照看第 %(position)s 段") % {"name": segment.taker.name, "position": segment.position},
        over=segment.road,
        over_url=_road_url(segment.area_id, segment.road),
        button=_("记下"),
        told=_("已记下，这一段可以交给别家。"),
    )
    return ask(request, form, actions.end_segment, segment, words, to=reverse("matters:list_roads"))


@login_required
def name_road_chief(request: Request, area: int, road: str) -> HttpResponse:
    place = get_object_or_404(Area.objects.filter(valid_to=None), pk=area)
    data = request.POST if request.method == "POST" else None
    form = ChiefForm(chiefs_for(place), data, {"since": request.on})
    words = FormPage(
        title=_("定%(road)s的路长") % {"road": road},
        over=road,
        over_url=_road_url(area, road),
        button=_("定为路长"),
        told=_("路长已定。"),
        under=_("写单位和职务，不写姓名。"),
    )
    return ask(request, _on_road(form, road), actions.name_road_chief, place, words)


def _on_road(form: ChiefForm, road: str) -> ChiefForm:
    """Let the form say of which road, as its address does."""
    if form.is_bound and form.is_valid():
        form.cleaned_data["road"] = road
    return form


@login_required
def end_road_chief(request: Request, pk: int) -> HttpResponse:
    chief = get_object_or_404(RoadChief.objects.select_related("area", "chief"), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": request.on})
    words = FormPage(
        title=_("%(name)s不再担任%(rank)s") % {"name": chief.chief.name, "rank": chief.get_rank_display()},
        over=chief.road,
        over_url=_road_url(chief.area_id, chief.road),
        button=_("记下"),
        told=_("已记下，经过里留着。"),
    )
    return ask(request, form, actions.end_road_chief, chief, words, to=reverse("matters:list_roads"))


def _road_url(area: int, road: str) -> str:
    """Return the address of a road, or of all roads as long as none is named."""
    name = road.strip()
    return (
        reverse("matters:show_road", args=[area, name]) if name and "/" not in name else reverse("matters:list_roads")
    )
