"""Addresses for tests of the shell: the pages the masthead leads to, and pages that go wrong."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_http_methods


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


def forbidden_with_a_sentence(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("这份档案已经锁定，锁定后只能公开更正。")


def forbidden_with_a_verb(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("records.sign_line")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("a host that is not ours")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken")


@require_http_methods(["POST"])
def a_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("sent")


def room(name: str, *names: str) -> URLResolver:
    pages: list[URLPattern] = [path(f"{url_name}/", page, name=url_name) for url_name in names]
    return path(f"{name}/", include((pages, name)))


urlpatterns = [
    path("", include("gongjian.web.urls")),
    path("sentence", forbidden_with_a_sentence),
    path("verb", forbidden_with_a_verb),
    path("suspicious", suspicious),
    path("broken", broken),
    path("form", a_form),
    room("overview", "public_home", "home"),
    room("results", "list_results"),
    room("records", "list_records", "show_record"),
    room("registry", "sign_in", "sign_out"),
]
handler400 = "gongjian.web.views.bad_request"
handler403 = "gongjian.web.views.forbidden"
handler404 = "gongjian.web.views.not_found"
handler500 = "gongjian.web.views.server_error"
