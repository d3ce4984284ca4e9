"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.accounts.models import User
from gongjian.civic.registry.forms.sign_in import OF_UNITS, ActAsForm, SignInForm
from gongjian.civic.registry.models import Role
from gongjian.civic.registry.models.spelling import sort_key
from gongjian.civic.registry.queries import Account, accounts
from gongjian.web.requests import Request


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
