"""The list of committees, one committee with its seats on any day, and whom it has not reached."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongjian.civic.platforms.forms.committees import PlatformFilter
from gongjian.civic.platforms.models import Platform
from gongjian.civic.platforms.queries import Roll, committees, coverages, outside
from gongjian.civic.platforms.queries.duties import standings
from gongjian.civic.platforms.queries.posts import with_liaison
from gongjian.civic.registry.forms.organisations import asked_day
from gongjian.web.components.lists import with_query
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"name": "sort_key", "members": "member_count", "place": "path"}


@require_safe
@login_required
def list_platforms(request: Request) -> HttpResponse:
    found, day = PlatformFilter(request), shown_day(request)
    platforms = committees(request.user, on=request.on, then=day["then"], **found.values)
    page = page_of(request, platforms.order_by("area__code", "kind"))
    shares = coverages(page.object_list, on=request.on, then=day["then"])
    rows = [(platform, shares[platform.pk]) for platform in page.object_list]
    return render(request, "platforms/platforms.html", {"filter": found, "page": page, "rows": rows, **day})


@require_safe
@login_required
def show_platform(request: Request, pk: int) -> HttpResponse:
    platform, day = platform_of(request, pk), shown_day(request)
    roll = Roll(platform, on=request.on, then=day["then"])
    context: dict[str, Any] = {"platform": platform, "roll": roll, **day}
    if day["then"] is None:
        members = [platform.secretary, *(seat.organisation for seat in roll.seats)]
        context["posts"] = with_liaison(members, on=request.on)
        context["obligation"] = standings([platform], on=request.on)[0]
    return render(request, "platforms/platform.html", context)


@require_safe
@login_required
def list_outside(request: Request, pk: int) -> HttpResponse:
    platform, day = platform_of(request, pk), shown_day(request)
    units = outside(platform, on=request.on, then=day["then"]).select_related("area__parent")
    page = page_of(request, units.order_by(*order_of(request, ORDERS, "place")))
    return render(request, "platforms/outside.html", {"platform": platform, "page": page, **day})


def platform_of(request: Request, pk: int) -> Platform:
    """Return the platform this reader may see; else there is none."""
    visible = Platform.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("area__parent", "secretary"), pk=pk)


def shown_day(request: Request) -> dict[str, Any]:
    """Return what a page of any day says about its day: `then` is a past day, or None for today."""
    asked = asked_day(request)
    return {"then": asked.then, "why": asked.why, "today_url": with_query(request.GET, on=None, page=None)}
