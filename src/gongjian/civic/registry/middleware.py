"""What happens at the door before a page is asked for: sessions that ran out say so, sessions in use are seen."""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.accounts.sessions import SessionStore
from gongjian.civic.registry.actions import note_access
from gongjian.ledger.models import Access
from gongjian.web.middleware import Answer, wall_clock


def door(get_response: Answer) -> Answer:
    """Return middleware that ends what ran out, notes it, and leads back to the page after the next sign-in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        store = request.session
        had_cookie = store.session_key is not None
        is_in = had_cookie and SESSION_KEY in store
        if isinstance(store, SessionStore):
            if store.lapsed is not None:
                _note_lapse(request, store.lapsed)
            elif is_in:
                store.see()
        response = get_response(request)
        if had_cookie and not is_in and _leads_to_sign_in(response):
            return _lead_back(request)
        return response

    return middleware


def _note_lapse(request: HttpRequest, user: int) -> None:
    known = User.objects.filter(pk=user).first()
    note_access(known, Access.Kind.EXPIRED, known.username if known else "", "", wall_clock())
    messages.info(request, _("太久没有操作，已自动退出，请重新登录。"))


def _leads_to_sign_in(response: HttpResponseBase) -> bool:
    """Return whether a page sent to the sign-in that wants to be opened after it."""
    onward = response.headers.get("Location", "") if response.status_code == HttpResponseRedirect.status_code else ""
    parts = urlsplit(onward)
    return parts.path == reverse("registry:sign_in") and parts.query.startswith("next=")


def _lead_back(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in and from there to the page that was open; what was typed has to be typed again."""
    onward = request.get_full_path()
    if request.method not in ("GET", "HEAD") or request.headers.get("HX-Request"):
        onward = _page_before(request)
        messages.info(request, _("刚才填的没有送出。登录后会回到那一页，请再填一次。"))
    address = f"{reverse('registry:sign_in')}?{urlencode({'next': onward})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _page_before(request: HttpRequest) -> str:
    """Return the page of this house from which a form was sent, else the front page."""
    before = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(before, allowed_hosts=hosts, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(before)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
