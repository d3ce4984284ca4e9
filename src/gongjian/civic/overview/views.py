"""The first pages: the public's, and each role's own."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.civic.duties.queries import duties_of
from gongjian.civic.overview.forms import CommunityForm
from gongjian.civic.overview.queries import cockpit, figures, public
from gongjian.civic.overview.queries import home as homes
from gongjian.civic.overview.queries import report as reports
from gongjian.civic.overview.queries.gaps import KINDS, gaps_of
from gongjian.civic.overview.queries.network import lists_of, network_of
from gongjian.civic.overview.queries.posts import chosen
from gongjian.civic.registry.forms.organisations import asked_day
from gongjian.civic.registry.models import ADMINISTRATORS, Area, Office, Programme, Role, own_offices
from gongjian.civic.registry.queries import district
from gongjian.civic.registry.queries.administration import matters_of
from gongjian.civic.registry.queries.coverage import membership, premises_share
from gongjian.web.components.lists import with_query
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

GAP_ORDERS = {"name": "sort_key", "members": "member_count", "place": "path"}
WITH_GAPS = (Area.Level.DISTRICT, Area.Level.STREET)
DEFAULT_COMMUNITY = 1  # the second in the list: the first ones are named in the report


@require_safe
def public_home(request: Request) -> HttpResponse:
    place = district()
    if place is None:
        return render(request, "overview/empty.html", {"is_demo": settings.DEMO})
    release = public.latest_release()
    programme = release.grading.scheme.programme if release else public.programme_of(None)
    areas, told = public.communities(request.on), public.stories()
    form = CommunityForm(request.GET if "community" in request.GET else None, areas)
    wanted = form.cleaned_data["community"] if form.is_valid() else None
    chosen = next((area for area in areas if area.pk == wanted), areas[DEFAULT_COMMUNITY] if areas[1:] else None)
    context = {
        "programme": programme,
        "release": release,
        "stories": told,
        "themes": [part.title.split("·")[0] for part in told.road.parts.order_by("position")] if told.road else [],
        "communities": areas,
        "chosen": chosen,
        "promised": public.promised_to(chosen, programme, request.on) if chosen and programme else None,
        "shown": public.SHOWN,
        "deeds": public.latest_deeds(),
        "members": membership(place.scope_path, on=request.on),
        "agreements": figures.agreement_count(place.scope_path, request.on),
        "premises": premises_share(place.scope_path, request.on),
        "graded": release.results.filter(outcome__reason="").count() if release else 0,
    }
    return render(request, "overview/public_home.html", context)


@require_safe
@login_required
def home(request: Request) -> HttpResponse:
    offices = own_offices(request.user, request.on)
    office = chosen(offices, request.GET.get("post", ""))
    programme = public.programme_of(None)
    if office is not None and office.role in ADMINISTRATORS:  # who runs the system sees nothing of its business
        return render(request, "overview/administrator.html", _administrator(office, request))
    if office is None or programme is None:
        return render(request, "overview/no_office.html")
    own = {one.pk: duties_of(one, request.on) for one in offices}
    duties = own[office.pk]
    context = {
        "office": office,
        "posts": [(one, f"?post={one.pk}", len(own[one.pk])) for one in offices] if offices[1:] else [],
        "programme": programme,
        "duties": [
            (duty, duty.state(request.on), duty.days_left(request.on), duty.days_late(request.on)) for duty in duties
        ],
        "minutes": sum(duty.minutes for duty in duties),
    }
    if office.role == Role.DISTRICT_OFFICE:
        return render(request, "overview/cockpit.html", context | _cockpit(programme, request))
    context["figures"] = homes.figures_of(office, programme, request.on)
    context["news"] = homes.news_of(office, request.at)
    return render(request, "overview/home.html", context)


@require_safe
def report(request: Request) -> HttpResponse:
    return render(request, "overview/report.html", {"chapters": reports.chapters(request.on)})


def _administrator(office: Office, request: Request) -> dict[str, object]:
    matters = matters_of(office, request.at)
    return {"office": office, "matters": matters, "urgent": sum(matter.is_urgent for matter in matters)}


@require_safe
@login_required
def show_gaps(request: Request, pk: int) -> HttpResponse:
    area = _area(request, pk)
    gaps = gaps_of(area, request.on)
    context = {
        "area": area,
        "open": [gap for gap in gaps if gap.number],
        "closed": [gap for gap in gaps if not gap.number],
        "streets": area.children.filter(level=Area.Level.STREET, valid_to=None).order_by("code"),
    }
    return render(request, "overview/gaps.html", context)


@require_safe
@login_required
def list_gap(request: Request, pk: int, gap: str) -> HttpResponse:
    area, kind = _area(request, pk), KINDS.get(gap)
    if kind is None:
        raise Http404
    rows = kind.rows(area.scope_path, request.on)
    if kind.is_of_units:
        rows = rows.select_related("area__parent").order_by(*order_of(request, GAP_ORDERS, "place"))
    else:
        rows = rows.select_related("parent")
    return render(request, "overview/gap.html", {"area": area, "kind": kind, "page": page_of(request, rows)})


@require_safe
@login_required
def show_network(request: Request, pk: int) -> HttpResponse:
    streets = Area.objects.in_territory_of(request.user, on=request.on).filter(level=Area.Level.STREET)
    area, asked = get_object_or_404(streets, pk=pk), asked_day(request)
    context = {
        "area": area,
        "network": network_of(area, on=request.on, then=asked.then),
        "then": asked.then,
        "why": asked.why,
        "today_url": with_query(request.GET, on=None),
    }
    return render(request, "overview/network.html", context | lists_of(area, asked.then))


def _area(request: Request, pk: int) -> Area:
    """Return a district or street in this reader's territory; of any other there are no gaps to see."""
    own = Area.objects.in_territory_of(request.user, on=request.on)
    return get_object_or_404(own.filter(level__in=WITH_GAPS), pk=pk)


def _cockpit(programme: Programme, request: Request) -> dict[str, object]:
    """What only the district's home shows. In January the finished year still says more than the new one."""
    months = figures.months_of(programme)
    signed = figures.agreement_count(programme.scope_path, request.on)
    return {
        "figures": cockpit.figures(programme.scope_path, request.on, signed),
        "columns": cockpit.columns(programme, request.on, months, signed),
        "heat": figures.heat_rows(months, programme.year, reverse("records:list_records")),
        "open_month": request.on.month if request.on.year == programme.year else None,
        "gaps": cockpit.gaps(programme.scope_path, request.on),
        "release": public.latest_release(),
    }
