"""The own account: password, second factors, recovery codes, where one is signed in."""

import json

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.accounts.private import unseal
from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.account import ChangePasswordForm, PasswordForm
from gongjian.civic.registry.forms.sign_in import NO_PROOF, ProofForm
from gongjian.civic.registry.models import offices_of
from gongjian.civic.registry.queries.sign_in import codes_left, factors_of, needs_second, sessions_of
from gongjian.civic.registry.views.entrance import CODES, PROVED, Visitor, own_account, proceed, proved, safely
from gongjian.civic.registry.views.factors import fresh_codes
from gongjian.civic.registry.views.sign_in_steps import own_row, proves, ways
from gongjian.web.middleware import wall_clock
from gongjian.web.requests import Request

WRONG_PASSWORD = gettext_lazy("密码不对，或者输错太多次暂时锁住了，15 分钟后再试。")


@require_safe
@never_cache
@login_required
def show_account(request: Request) -> HttpResponse:
    context = {
        "person": getattr(request.user, "person", None),
        "offices": offices_of(request.user, request.on),
        "factors": factors_of(request.user),
        "codes_left": codes_left(request.user),
        "needs_second": needs_second(request.user, request.on),
        "has_password": request.user.has_usable_password(),
        "sessions": sessions_of(request.user, wall_clock()),
        "own": own_row(request),
    }
    return render(request, "registry/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@login_required
def change_password(request: Request) -> HttpResponse:
    user = own_account(request)
    form = ChangePasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        fits = user.check_password(form.cleaned_data["present"])
        if actions.weigh(user, fits, step=_("密码"), at=wall_clock()):
            password, keep = form.cleaned_data["password"], own_row(request)
            actions.change_password(user, user, password=password, keep=keep, at=request.at)
            update_session_auth_hash(request, user)
            messages.success(request, _("密码换好了。别处的登录都已退出。"))
            return redirect("registry:show_account")
        form.add_error("present", WRONG_PASSWORD)
    return render(request, "registry/account_password.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@login_required
def confirm_identity(request: Request) -> HttpResponse:
    """Ask once more who this is, before something changes that protects the account."""
    onward = request.POST.get("next") or request.GET.get("next", "")
    form = PasswordForm(request.POST if "present" in request.POST else None)
    proof = ProofForm(request.POST if request.method == "POST" and not form.is_bound else None)
    if _is_confirmed(request, form, proof):
        request.session[PROVED] = wall_clock().timestamp()
        return HttpResponseRedirect(safely(request, onward))
    context = {"form": form, "proof": proof, "next": onward, "has_password": request.user.has_usable_password()}
    return render(request, "registry/account_confirm.html", context | ways(request, request.user))


def _is_confirmed(request: Request, form: PasswordForm, proof: ProofForm) -> bool:
    if form.is_bound and form.is_valid():
        fits = request.user.check_password(form.cleaned_data["present"])
        if actions.weigh(request.user, fits, step=_("密码"), at=wall_clock()):
            return True
        form.add_error("present", WRONG_PASSWORD)
    elif proof.is_bound and proof.is_valid():
        if proves(request, request.user, proof):
            return True
        proof.add_error("code", NO_PROOF)
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@proved
def show_recovery_codes(request: Request, visitor: Visitor) -> HttpResponse:
    """Show fresh codes until they are copied, and then never again."""
    if CODES not in request.session:
        return redirect("registry:show_account")
    if request.method == "POST":
        del request.session[CODES]
        return proceed(request, visitor) if visitor.is_newcomer else redirect("registry:show_account")
    codes = json.loads(unseal(request.session[CODES]))
    return render(request, "registry/account_codes.html", {"codes": codes, "visitor": visitor})


@require_POST
@proved
def renew_recovery_codes(request: Request, visitor: Visitor) -> HttpResponse:
    fresh_codes(request, visitor.user)
    return redirect("registry:show_recovery_codes")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@proved
def remove_factor(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    factors = factors_of(visitor.user)
    factor = get_object_or_404(visitor.user.factors.in_use(), pk=pk)
    if request.method == "POST":
        actions.remove_factor(visitor.user, factor, at=request.at)
        messages.success(request, _("“%(title)s”已去掉，不能再用它登录。") % {"title": factor.title})
        return redirect("registry:show_account")
    is_last = len(factors) == 1 and needs_second(visitor.user, request.on)
    return render(request, "registry/account_remove.html", {"factor": factor, "is_last": is_last})


@require_POST
@login_required
def end_sessions(request: Request) -> HttpResponse:
    """End one session (`only`, as the list names it) or all others."""
    user, only = own_account(request), request.POST.get("only", "")
    actions.end_sessions(user, user, only=only, keep="" if only else own_row(request), at=request.at)
    messages.success(request, _("已收回。那边再点任何一页都要重新登录。"))
    return redirect("registry:show_account")
