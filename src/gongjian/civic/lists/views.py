"""The resource list, one resource, and the communities that were given a house."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.lists import actions
from gongjian.civic.lists.forms import PremisesFilter, ResourceFilter
from gongjian.civic.lists.models import ListCheck, Resource
from gongjian.civic.lists.queries import own_checks, premises, register, through_the_years
from gongjian.civic.registry.models import Organisation, reach
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"title": "title", "owner": "owner__sort_key", "opens": "opens_date", "size": "size_m2"}


@require_safe
def list_resources(request: Request) -> HttpResponse:
    found = ResourceFilter(request)
    resources = register(request.user, on=request.on, **found.values)
    own = reach(request.user, request.on).organisations
    context = {
        "filter": found,
        "page": page_of(request, resources.order_by(*order_of(request, ORDERS, "owner"))),
        "own_url": f"?organisation={own[0]}" if own and own[0] != found.values["organisation"] else "",
        "checks": own_checks(request.user, on=request.on),
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
    }
    return render(request, "lists/resources.html", context)


@require_safe
def show_resource(request: Request, pk: int) -> HttpResponse:
    visible = Resource.objects.visible_to(request.user, on=request.on)
    resource = get_object_or_404(visible.select_related("owner", "area__parent", "previous__owner"), pk=pk)
    return render(request, "lists/resource.html", {"resource": resource, "entries": through_the_years(resource)})


@require_safe
def list_premises(request: Request) -> HttpResponse:
    area = PremisesFilter(request).values["area"]
    found = premises(request.on, area.scope_path if area else "")
    context = {
        "area": area,
        "given": [one for one in found if one.premises],
        "without": [one.community for one in found if not one.premises],
        "whole": len(found),
    }
    return render(request, "lists/premises.html", context)


@login_required
def confirm_list(request: Request, pk: int) -> HttpResponse:
    check = get_object_or_404(ListCheck.objects.visible_to(request.user, on=request.on), pk=pk)
    if request.method == "POST":
        actions.confirm_list(request.user, check, at=request.at)
        messages.success(request, _("清单已确认，到下一次询问前不用再做什么。"))
    return redirect("lists:list_resources")
