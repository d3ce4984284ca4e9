"""Signing in, after the first step: the second proof, a password of one's own, a link that invites."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongjian.accounts import passkeys
from gongjian.accounts.models import Factor, User
from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.account import NewPasswordForm
from gongjian.civic.registry.forms.sign_in import NO_PROOF, ProofForm
from gongjian.civic.registry.queries.sign_in import codes_left, factors_of, open_invitation
from gongjian.civic.registry.views.entrance import Visitor, begin, proceed, stepping
from gongjian.web.middleware import wall_clock
from gongjian.web.requests import Request

QUESTION = "question"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@stepping
def second_step(request: Request, visitor: Visitor) -> HttpResponse:
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proves(request, visitor.user, form):
            return proceed(request, visitor, second=True)
        form.add_error("code", NO_PROOF)
    return render(request, "registry/sign_in_second.html", {"form": form, **ways(request, visitor.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@stepping
def choose_password(request: Request, visitor: Visitor) -> HttpResponse:
    """Let a newcomer take a password of the own; not before the second proof, if there is one to give."""
    if factors_of(visitor.user) and not visitor.is_second:
        return proceed(request, visitor)
    form = NewPasswordForm(visitor.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.change_password(
            visitor.user, visitor.user, password=form.cleaned_data["password"], keep=own_row(request), at=request.at
        )
        return proceed(request, visitor, hash=user.get_session_auth_hash())
    return render(request, "registry/sign_in_password.html", {"form": form, "person": visitor.user})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def redeem_invitation(request: Request, token: str) -> HttpResponse:
    invitation = open_invitation(token, request.at)
    if invitation is None:
        return render(request, "registry/sign_in_join.html", status=404)
    form = NewPasswordForm(invitation.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = invitation.user
        actions.redeem_invitation(user, invitation, password=form.cleaned_data["password"], at=request.at)
        user.refresh_from_db()
        return begin(request, user, "")
    return render(request, "registry/sign_in_join.html", {"form": form, "person": invitation.user})


def proves(request: Request, user: User, form: ProofForm) -> bool:
    """Return whether what was sent is a second proof; the question put to a passkey is good for one answer."""
    question = request.session.pop(QUESTION, None)
    proof = actions.Proof(question=question, host=request.get_host(), **form.cleaned_data)
    return actions.accept_proof(user, proof, at=request.at, now=wall_clock())


def ways(request: Request, user: User) -> dict[str, object]:
    """Return by what somebody can give a second proof; a question to the own passkeys is kept in the session."""
    factors = factors_of(user)
    found: dict[str, object] = {"has_app": any(one.kind == Factor.Kind.TOTP for one in factors)}
    found["codes_left"] = codes_left(user)
    if any(one.kind == Factor.Kind.PASSKEY for one in factors):
        question = passkeys.ask(request.get_host(), factors)
        request.session[QUESTION] = question.state
        found["question"] = question.options
    return found


def own_row(request: Request) -> str:
    """Return the key of this session's row."""
    return str(getattr(request.session, "own_key", ""))
