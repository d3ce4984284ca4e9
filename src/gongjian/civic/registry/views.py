"""Signing in and out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.civic.registry.forms import SignInForm
from gongjian.web.requests import Request


@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user:
        login(request, form.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return _onward(request)
    return render(request, "registry/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect("/")


def _onward(request: Request) -> HttpResponseRedirect:
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(onward if safe else "overview:home")
