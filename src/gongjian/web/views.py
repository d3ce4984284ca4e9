"""The two switches, the progress line, the pages for when something goes wrong, and the gallery."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseStopPolling

from gongjian.web.context import Site
from gongjian.web.gallery import everything
from gongjian.web.middleware import LANGUAGE_COOKIE, TYPE_COOKIE, wall_clock
from gongjian.web.requests import Request

YEAR_IN_SECONDS = 365 * 24 * 60 * 60
VERB = re.compile(r"[a-z_]+\.[a-z_]+")


@require_POST
def set_language(request: Request) -> HttpResponse:
    """Speak the chosen language from now on and go back."""
    code = request.POST.get("language", "")
    return remember(request, LANGUAGE_COOKIE, code if code in dict(settings.LANGUAGES) else "")


@require_POST
def set_type(request: Request) -> HttpResponse:
    """Set large or ordinary type from now on and go back."""
    return remember(request, TYPE_COOKIE, "large" if request.POST.get("type") == "large" else "")


def remember(request: HttpRequest, cookie: str, value: str) -> HttpResponseRedirect:
    """Keep a reader's choice for a year, or forget it when empty, and return to the page it was made on."""
    onward = request.POST.get("next", "")
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts=hosts, require_https=request.is_secure())
    response = HttpResponseRedirect(onward if safe else "/")
    if value:
        secure = request.is_secure()
        response.set_cookie(cookie, value, max_age=YEAR_IN_SECONDS, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(cookie, samesite="Lax")
    return response


@require_safe
def show_loading(request: Request) -> HttpResponse:
    """Return the progress line; when the work is done, an empty answer that ends the asking."""
    if Site(request).progress is None:
        return HttpResponseStopPolling()
    return render(request, "ui/loading.html")


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/bad_request.html", status=400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not theirs to see or do, with the sentence of the refusal if it brought one."""
    sentence = "" if exception is None else str(exception)
    context = {
        "reason": "" if VERB.fullmatch(sentence) else sentence,
        "is_post": getattr(exception, "is_post", True),
        "before": _page_before(request),
        "page": _page_of(getattr(exception, "subject", None), request),
    }
    return render(request, "site/forbidden.html", context, status=403)


def _page_before(request: HttpRequest) -> str:
    """Return the address of our page that a signed-in reader came from; "" if it is this one or the sign-in."""
    before = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    path = urlsplit(before).path
    is_ours = url_has_allowed_host_and_scheme(before, allowed_hosts=hosts)
    if not is_ours or not getattr(getattr(request, "user", None), "is_authenticated", False):
        return ""
    return "" if path in (request.path, resolve_url(settings.LOGIN_URL)) else before


def _page_of(subject: Any, request: HttpRequest) -> str:
    """Return the page of what was refused to be changed, where it is not this one."""
    if request.method != "POST" or not hasattr(subject, "get_absolute_url"):
        return ""
    page = str(subject.get_absolute_url())
    return "" if page == request.path else page


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/not_found.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "site/csrf_failure.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without asking the database or the session, since they may be what broke."""
    page = render_to_string("site/server_error.html", {"site": Site(None), "at": wall_clock()})
    return HttpResponse(page, status=500)


@require_safe
def gallery(request: Request) -> HttpResponse:
    """Show every component of the house in all its states."""
    only_where_it_helps()
    return render(request, "web/gallery.html", everything(request))


@require_safe
def public_gallery(request: Request) -> HttpResponse:
    """Show the public page kind and the pictures."""
    only_where_it_helps()
    return render(request, "web/public_gallery.html", everything(request))


def only_where_it_helps() -> None:
    """Raise Http404 outside development and demonstration."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
