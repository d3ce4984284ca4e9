"""Signing in and out; the register of units and the page of each organisation."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.accounts.models import User
from gongjian.civic.registry.forms import OF_UNITS, ActAsForm, OrganisationFilter, SignInForm
from gongjian.civic.registry.models import Affiliation, Organisation, Role
from gongjian.civic.registry.models.spelling import sort_key
from gongjian.civic.registry.queries import Account, accounts, members, register, rows, superiors
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"name": "sort_key", "members": "member_count", "place": "path"}


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user:
        return _enter(request, form.user)
    onward = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "registry/sign_in.html", {"form": form, "next": onward, "is_demo": settings.DEMO})


@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect("/")


@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: Request) -> HttpResponse:
    """Let everybody try every role, in a demonstration only."""
    if not settings.DEMO:
        raise Http404
    known = accounts(request.on)
    if request.method == "POST":
        form = ActAsForm(known, request.POST)
        if form.is_valid():
            return _enter(request, get_object_or_404(User, is_active=True, **form.cleaned_data))
    return render(request, "registry/demo_sign_in.html", _doors(known))


@require_safe
@login_required
def list_organisations(request: Request) -> HttpResponse:
    found = OrganisationFilter(request)
    units = register(request.user, on=request.on, **found.values)
    page = page_of(request, units.order_by(*order_of(request, ORDERS, "name")))
    own = Organisation.objects.visible_to(request.user, on=request.on).units()
    context = {
        "filter": found,
        "page": page,
        "rows": rows(list(page.object_list), request.on),
        "whole": own.count(),
        "members": members(own, request.on).count(),
    }
    return render(request, "registry/organisations.html", context)


@require_safe
def show_organisation(request: Request, pk: int) -> HttpResponse:
    visible = Organisation.objects.visible_to(request.user, on=request.on).select_related("area__parent")
    organisation = get_object_or_404(visible, pk=pk)
    above = superiors(organisation, request.on)
    context = {
        "organisation": organisation,
        "superior": above.get(Affiliation.Axis.SUPERIOR),
        "sector": above.get(Affiliation.Axis.SECTOR),
        "seats": organisation.seats.on(request.on).select_related("platform", "organisation").order_by("pk"),
        "resources": organisation.resources.filter(next=None).select_related("area", "owner").order_by("kind", "pk"),
        "profiles": organisation.profiles.order_by("-valid_from"),
        "tabs": _tabs(organisation),
    }
    return render(request, "registry/organisation.html", context)


def _enter(request: Request, user: User) -> HttpResponseRedirect:
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(onward if safe else "overview:home")


def _doors(known: list[Account]) -> dict[str, Any]:
    """Return one account for each role, and the lists of all streets, communities and units."""
    first = {account.role: account for account in reversed(known)}
    of = {role: [account for account in known if account.role == role] for role in Role}
    units = sorted((account for role in OF_UNITS for account in of[role]), key=lambda account: sort_key(account.whose))
    return {
        "doors": [(Role(account.role).label, account) for account in known if first[account.role] is account],
        "choices": [
            ActAsForm(of[Role.STREET_OFFICE], label=_("街道党建办"), name="street"),
            ActAsForm(of[Role.COMMUNITY_WORKER], label=_("社区党务工作者"), name="community"),
            ActAsForm(units, label=_("单位联络员或书记"), name="unit"),
        ],
    }


def _tabs(organisation: Organisation) -> list[tuple[str, str]]:
    """Return the pages about an organisation; each is a register narrowed to it."""
    own, name = urlencode({"organisation": organisation.pk}), urlencode({"q": organisation.name})
    return [
        (_("概况"), organisation.get_absolute_url()),
        (_("任务"), f"{reverse('tasks:list_tasks')}?{own}"),
        (_("协议"), f"{reverse('agreements:list_agreements')}?{own}"),
        (_("资源清单"), f"{reverse('lists:list_resources')}?{own}"),
        (_("会议"), f"{reverse('platforms:list_meetings')}?{own}"),
        (_("活动"), f"{reverse('activities:list_activities')}?{own}"),
        (_("写实档案"), f"{reverse('records:list_records')}?{name}"),
    ]
