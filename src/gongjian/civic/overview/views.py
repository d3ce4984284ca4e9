"""The first pages: the public's, and each role's own."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.civic.duties.queries import duties_of
from gongjian.civic.overview.forms import CommunityForm
from gongjian.civic.overview.queries import cockpit, figures, public
from gongjian.civic.overview.queries import home as homes
from gongjian.civic.overview.queries import report as reports
from gongjian.civic.overview.queries.posts import chosen
from gongjian.civic.registry.models import ADMINISTRATORS, Office, Programme, Role, offices_of
from gongjian.civic.registry.queries import district
from gongjian.civic.registry.queries.administration import matters_of
from gongjian.web.requests import Request

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
        "units": figures.unit_count(place.scope_path),
        "members": figures.member_share(place.scope_path, request.on),
        "agreements": figures.agreement_count(place.scope_path, request.on),
        "premises": figures.premises_share(place.scope_path, request.on),
        "graded": release.results.filter(outcome__reason="").count() if release else 0,
    }
    return render(request, "overview/public_home.html", context)


@require_safe
@login_required
def home(request: Request) -> HttpResponse:
    offices = offices_of(request.user, request.on)
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
