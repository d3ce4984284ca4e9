"""The resource list, one resource, the communities that were given a house; the need list and one need."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.lists import actions
from gongjian.civic.lists.forms import CloseNeedForm, NeedFilter, NeedForm, PremisesFilter, ResourceFilter
from gongjian.civic.lists.models import ListCheck, Need, Resource
from gongjian.civic.lists.queries import (
    askers,
    needs,
    own_checks,
    places_of_need,
    premises,
    register,
    source_url,
    through_the_years,
)
from gongjian.civic.platforms.actions import settle_finding
from gongjian.civic.platforms.models import Finding
from gongjian.civic.platforms.views.done import done, require_may
from gongjian.civic.registry.models import Organisation, reach
from gongjian.ledger.action import NotAllowed
from gongjian.web.listing import BIGGEST_KEY, order_of, page_of
from gongjian.web.requests import Request

NEED_ORDERS = {"title": "title", "owner": "owner__sort_key", "place": "area__path", "added": "added_at"}
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


@require_safe
@login_required
def list_needs(request: Request) -> HttpResponse:
    found = NeedFilter(request)
    rows = needs(request.user, on=request.on, **found.values)
    context = {
        "filter": found,
        "page": page_of(request, rows.order_by(*order_of(request, NEED_ORDERS, "-added"))),
        "may_add": askers(request.user, None, on=request.on).exists(),
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
    }
    return render(request, "lists/needs.html", context)


@require_safe
@login_required
def show_need(request: Request, pk: int) -> HttpResponse:
    visible = Need.objects.visible_to(request.user, on=request.on)
    need = get_object_or_404(visible.select_related("owner__governs", "area__parent", "source"), pk=pk)
    url = source_url(need, request.user, on=request.on)
    return render(request, "lists/need.html", {"need": need, "source_url": url})


@login_required
def add_need(request: Request) -> HttpResponse:
    finding = _finding(request)
    form = _need_form(request, finding)
    owner = form.cleaned_data.pop("owner") if request.method == "POST" and form.is_valid() else None
    need = None if owner is None else done(request, form, actions.add_need, owner, finding=finding)
    if need is not None:
        messages.success(request, _("“%(title)s”已列入需求清单。") % {"title": need.title})
        return redirect(need)
    return render(request, "lists/add_need.html", {"form": form, "finding": finding})


@login_required
def close_need(request: Request, pk: int) -> HttpResponse:
    visible = Need.objects.visible_to(request.user, on=request.on)
    need = get_object_or_404(visible.select_related("owner", "area__parent"), pk=pk)
    form = CloseNeedForm(request.POST or None)
    if done(request, form, actions.close_need, need) is not None:
        messages.success(request, _("需求已撤下，经过留着。"))
        return redirect(need)
    return render(request, "lists/close_need.html", {"form": form, "need": need})


def _finding(request: Request) -> Finding | None:
    """Return the finding from which a need is to be made, if the address names one that may still be settled."""
    said = request.GET.get("finding", "")
    if not said:
        return None
    key = int(said) if said.isascii() and said.isdigit() and int(said[:12]) <= BIGGEST_KEY else 0
    visible = Finding.objects.visible_to(request.user, on=request.on)
    finding = get_object_or_404(visible.select_related("meeting__platform__area"), pk=key)
    require_may(request, settle_finding, finding)
    return finding


def _need_form(request: Request, finding: Finding | None) -> NeedForm:
    owners = askers(request.user, finding, on=request.on)
    first = finding.meeting.platform.secretary if finding else owners.first()
    if first is None:
        raise NotAllowed("lists.add_need", _("需求由单位、社区、街道或部门自己提出，您现在没有这样的岗位。"))
    area = finding.meeting.platform.area_id if finding else first.area_id or first.governs_id
    places = places_of_need(request.user, on=request.on)
    return NeedForm(owners, places, request.POST or None, owner=first.pk, area=area)
