"""The way in: who has passed which step, and where it goes on. Nobody is signed in before the last step.

Between the steps a session knows a newcomer and no user, so no page has to ask whether somebody is in only by half.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from gongjian.accounts.devices import device
from gongjian.accounts.models import User
from gongjian.accounts.sessions import SessionStore
from gongjian.accounts.sign_in import Password
from gongjian.civic.registry import actions
from gongjian.civic.registry.queries.sign_in import factors_of, needs_new_password, needs_second
from gongjian.ledger.models import Access
from gongjian.web.middleware import wall_clock
from gongjian.web.requests import Request

P = ParamSpec("P")
ENTERING, CODES, PROVED = "entering", "codes", "proved"
PATIENCE = timedelta(minutes=10)  # between two steps, and after a proof


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in, or between two steps of it."""

    user: User
    is_newcomer: bool = False
    is_second: bool = False
    onward: str = ""


def begin(request: Request, user: User, onward: str) -> HttpResponseRedirect:
    """Let somebody who passed the first step go on; whoever was signed in here before is out."""
    if request.user.is_authenticated:
        actions.note_access(request.user, Access.Kind.SIGN_OUT, request.user.username, "", wall_clock())
    request.session.flush()
    proof = user.get_session_auth_hash()
    until = (wall_clock() + PATIENCE).timestamp()
    request.session[ENTERING] = {"user": user.pk, "hash": proof, "until": until, "onward": onward, "second": False}
    return proceed(request, Visitor(user, is_newcomer=True, onward=onward))


def newcomer(request: Request) -> Visitor | None:
    """Return who is between two steps of signing in here; an old start, a changed password or a lock ends that."""
    kept = request.session.get(ENTERING) or {}
    user = Password().get_user(kept["user"]) if kept and kept["until"] > wall_clock().timestamp() else None
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Visitor(user, is_newcomer=True, is_second=kept["second"], onward=kept["onward"])


def proceed(request: Request, visitor: Visitor, **changed: Any) -> HttpResponseRedirect:
    """Lead a newcomer to the next step, or in. `changed`: what the step before has altered."""
    kept = request.session[ENTERING] = {**request.session[ENTERING], **changed}
    user = visitor.user
    if not kept["second"]:
        if factors_of(user):
            return redirect("registry:second_step")
        if needs_second(user, request.on):
            return redirect("registry:choose_factor")
    if CODES in request.session:
        return redirect("registry:show_recovery_codes")
    if needs_new_password(user, request.at):
        return redirect("registry:choose_password")
    return enter(request, user, visitor.onward, is_second=kept["second"])


def enter(request: Request, user: User, onward: str, *, is_second: bool = False) -> HttpResponseRedirect:
    """Sign somebody in under a fresh key and go where they wanted to go."""
    request.session.pop(ENTERING, None)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if isinstance(request.session, SessionStore):
        request.session.device = device(request.headers.get("User-Agent", ""))
        request.session.is_second = is_second
    SessionStore.clear_expired()
    actions.note_access(user, Access.Kind.SIGN_IN, user.username, "", wall_clock())
    return HttpResponseRedirect(safely(request, onward))


def own_account(request: Request) -> User:
    """Return the account of who is signed in as a row: the gate locks rows, and `request.user` only stands for one."""
    return User.objects.get(pk=request.user.pk)


def safely(request: Request, onward: str) -> str:
    """Return an address of this house, the home page for any other."""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(onward, allowed_hosts=hosts, require_https=request.is_secure()):
        return onward
    return reverse("overview:home")


def stepping(
    view: Callable[Concatenate[Request, Visitor, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Return a view for somebody between two steps; anybody else begins at the beginning."""

    @wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visitor = newcomer(request)
        return redirect("registry:sign_in") if visitor is None else view(request, visitor, *args, **kwargs)

    return guarded


def proved(
    view: Callable[Concatenate[Request, Visitor, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Return a view for somebody who proved a moment ago who they are.

    That is who is signed in and gave a proof once more, or a newcomer with nothing left to prove.
    """

    @wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visitor = newcomer(request)
        if visitor is not None:
            ready = visitor.is_second or not factors_of(visitor.user)
            return view(request, visitor, *args, **kwargs) if ready else redirect("registry:second_step")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.session.get(PROVED, 0) < (wall_clock() - PATIENCE).timestamp():
            onward = request.path if request.method == "GET" else reverse("registry:show_account")
            return redirect(f"{reverse('registry:confirm_identity')}?{urlencode({'next': onward})}")
        return view(request, Visitor(own_account(request)), *args, **kwargs)

    return guarded
