"""Signing in and out: the first step, and the doors of the demonstration."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.accounts.models import User
from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.sign_in import NO_ENTRY, OF_UNITS, ActAsForm, SignInForm
from gongjian.civic.registry.models import Role
from gongjian.civic.registry.models.spelling import sort_key
from gongjian.civic.registry.queries import Account, accounts
from gongjian.civic.registry.views.entrance import begin, enter
from gongjian.ledger.models import Access
from gongjian.web.middleware import wall_clock
from gongjian.web.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def sign_in(request: Request) -> HttpResponse:
    form = SignInForm(request.POST or None)
    onward = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        user = form.named()
        if actions.weigh(user, form.fits(), step=_("密码"), at=wall_clock()) and user is not None:
            return begin(request, user, onward)
        form.add_error(None, NO_ENTRY)
    return render(request, "registry/sign_in.html", {"form": form, "next": onward, "is_demo": settings.DEMO})


@require_POST
def sign_out(request: Request) -> HttpResponse:
    if request.user.is_authenticated:
        actions.note_access(request.user, Access.Kind.SIGN_OUT, request.user.username, "", wall_clock())
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
            user = get_object_or_404(User, is_active=True, locked_at=None, **form.cleaned_data)
            return enter(request, user, request.POST.get("next", ""))
    return render(request, "registry/demo_sign_in.html", _doors(known))


def _doors(known: list[Account]) -> dict[str, Any]:
    """Return one account for each role, and the lists of all streets, communities and units."""
    first = {account.role: account for account in reversed(known)}
    of = {role: [account for account in known if account.role == role] for role in Role}
    units = sorted((account for role in OF_UNITS for account in of[role]), key=lambda account: sort_key(account.whose))
    return {
        "doors": [(Role(account.role).label, account) for account in known if first[account.role] is account],
        "choices": [
            ActAsForm(of[Role.SECTOR_DEPARTMENT], label=_("职能部门"), name="department"),
            ActAsForm(of[Role.STREET_OFFICE], label=_("街道党建办"), name="street"),
            ActAsForm(of[Role.COMMUNITY_WORKER], label=_("社区党务工作者"), name="community"),
            ActAsForm(units, label=_("单位联络员或书记"), name="unit"),
        ],
    }
