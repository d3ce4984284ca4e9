"""People, accounts and posts: the pages of the security administrator."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from gongjian.accounts.models import Invitation, User
from gongjian.accounts.private import seal, unseal
from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.people import (
    AccountForm,
    DismissForm,
    PeopleFilter,
    PostForm,
    ReasonForm,
    RenewForm,
    Steps,
)
from gongjian.civic.registry.models import Area, Office, Person, Role
from gongjian.civic.registry.queries import district
from gongjian.civic.registry.queries.people import (
    account_facts,
    account_rows,
    entries,
    holds_role,
    people,
    people_visible_to,
)
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.may import Ask, decide
from gongjian.ledger.models import Access
from gongjian.web.addresses import outside
from gongjian.web.listing import order_of, page_of
from gongjian.web.middleware import wall_clock
from gongjian.web.requests import Request

NAV = {"nav": "people"}
ORDERS = {"username": "user__username", "opened": "user__created_at"}
SLIP = "slip"  # the invitation that waits to be printed, sealed, in the session


def only(role: Role, request: Request) -> None:
    """Raise NotAllowed unless the signed-in user holds the role today."""
    if not holds_role(request.user, role, request.on):
        raise NotAllowed("registry.see", _("这一页只给%(role)s看。") % {"role": role.label})


@require_safe
@login_required
def list_people(request: Request) -> HttpResponse:
    only(Role.SECURITY_ADMINISTRATOR, request)
    asked = PeopleFilter(request)
    found = people(request.user, request.at, **asked.values)
    page = page_of(request, found.order_by(*order_of(request, ORDERS, "username")))
    context = {"filter": asked, "page": page, "rows": entries(list(page.object_list), request.at)}
    return render(request, "registry/people.html", NAV | context)


@require_safe
@login_required
def show_person(request: Request, pk: int) -> HttpResponse:
    return _person(request, _visible(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_account(request: Request) -> HttpResponse:
    only(Role.SECURITY_ADMINISTRATOR, request)
    steps = Steps(request)
    form = AccountForm(request.POST or None, initial={"since": request.on})
    if steps.area and form.is_valid():
        token = secrets.token_urlsafe(32)
        said = form.cleaned_data | steps.post | {"token_hash": Invitation.hash_of(token), "at": request.at}
        with _refusal_in(form):
            person = actions.open_account(request.user, _district(), scope=steps.area, **said)
            return _to_slip(request, person, token)
    return render(request, "registry/person_post.html", {"steps": steps, "form": form, "is_new": True, "nav": "open"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def appoint(request: Request, pk: int) -> HttpResponse:
    person = _visible(request, pk)
    steps = Steps(request)
    form = PostForm(request.POST or None, initial={"since": request.on})
    if steps.area and form.is_valid():
        with _refusal_in(form):
            actions.appoint(request.user, steps.area, person=person, at=request.at, **form.cleaned_data, **steps.post)
            messages.success(request, _("已经到任，从那天起可以办这个岗位的事。"))
            return redirect("registry:show_person", pk)
    return render(request, "registry/person_post.html", NAV | {"steps": steps, "form": form, "person": person})


@require_POST
@login_required
def renew_term(request: Request, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = RenewForm(request.POST, auto_id=f"renew_{pk}_%s")
    if form.is_valid():
        with _refusal_in(form):
            actions.renew_term(request.user, office, at=request.at, **form.cleaned_data)
            messages.success(request, _("已经续任。"))
            return redirect("registry:show_person", office.person_id)
    return _person(request, office.person, renew=(pk, form))


@require_POST
@login_required
def dismiss(request: Request, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = DismissForm(request.POST, auto_id=f"dismiss_{pk}_%s")
    if form.is_valid():
        with _refusal_in(form):
            actions.dismiss(request.user, office, at=request.at, **form.cleaned_data)
            messages.success(request, _("已经登记离任。账号还在，别的岗位不受影响。"))
            return redirect("registry:show_person", office.person_id)
    return _person(request, office.person, dismiss=(pk, form))


@require_POST
@login_required
def invite_user(request: Request, pk: int) -> HttpResponse:
    person = _visible(request, pk)
    token = secrets.token_urlsafe(32)
    actions.invite_user(request.user, _user(person), token_hash=Invitation.hash_of(token), at=request.at)
    return _to_slip(request, person, token)


@require_GET
@login_required
def show_slip(request: Request, pk: int) -> HttpResponse:
    """Show an invitation to print, once: what the link holds is kept nowhere in clear."""
    person = _visible(request, pk)
    waiting = request.session.pop(SLIP, None)
    if waiting is None or waiting["person"] != pk:
        return render(request, "registry/join_slip.html", NAV | {"person": person}, status=404)
    link = outside(request, reverse("registry:redeem_invitation", args=[unseal(waiting["token"])]))
    picture = mark_safe(segno.make(link, error="m").svg_inline(scale=4, border=2))  # noqa: S308 — our own link
    invitation = Invitation.objects.filter(user=person.user).order_by("-pk").first()
    context = {"person": person, "link": link, "picture": picture, "invitation": invitation}
    return render(request, "registry/join_slip.html", NAV | context)


@require_POST
@login_required
def lock_user(request: Request, pk: int) -> HttpResponse:
    person = _visible(request, pk)
    form = ReasonForm(request.POST, auto_id="lock_%s")
    if not form.is_valid():
        return _person(request, person, lock=form)
    actions.lock_user(request.user, _user(person), at=request.at, **form.cleaned_data)
    messages.success(request, _("账号已经停用，各处的登录都已收回。"))
    return redirect("registry:show_person", pk)


@require_POST
@login_required
def unlock_user(request: Request, pk: int) -> HttpResponse:
    person = _visible(request, pk)
    actions.unlock_user(request.user, _user(person), at=request.at)
    messages.success(request, _("账号已经恢复，可以登录。"))
    return redirect("registry:show_person", pk)


@require_POST
@login_required
def revoke_sessions(request: Request, pk: int) -> HttpResponse:
    person = _visible(request, pk)
    actions.revoke_sessions(request.user, _user(person), at=request.at)
    messages.success(request, _("各处的登录都已收回，要用请重新登录。"))
    return redirect("registry:show_person", pk)


@require_POST
@login_required
def reset_factors(request: Request, pk: int) -> HttpResponse:
    person = _visible(request, pk)
    form = ReasonForm(request.POST, auto_id="reset_%s")
    if not form.is_valid():
        return _person(request, person, reset=form)
    actions.reset_factors(request.user, _user(person), at=request.at, **form.cleaned_data)
    messages.success(request, _("第二步验证已经清掉，下次登录时重新设。"))
    return redirect("registry:show_person", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def read_person(request: Request, pk: int) -> HttpResponse:
    """Show name and telephone in full after a reason was given, and note who read them."""
    person = _visible(request, pk)
    if not decide(request.user, "registry.read_person", ask := Ask(person, request.at)):
        raise NotAllowed("registry.read_person", ask)
    form = ReasonForm(request.POST or None)
    is_read = form.is_valid()
    if is_read:
        whose = person.user.username if person.user else str(person)
        actions.note_access(request.user, Access.Kind.READ_PERSONAL, whose, form.cleaned_data["reason"], request.at)
    return render(request, "registry/person_read.html", NAV | {"person": person, "form": form, "is_read": is_read})


@contextmanager
def _refusal_in(form: Form) -> Iterator[None]:
    """Say in the form what is refused, so that it comes back with all that was typed."""
    try:
        yield
    except Refused as refusal:
        form.add_error(None, str(refusal))


def _visible(request: Request, pk: int) -> Person:
    return get_object_or_404(people_visible_to(request.user, request.on).select_related("user"), pk=pk)


def _office(request: Request, pk: int) -> Office:
    people_ = people_visible_to(request.user, request.on)
    return get_object_or_404(Office.objects.filter(person__in=people_).select_related("person__user"), pk=pk)


def _user(person: Person) -> User:
    if person.user is None:
        raise Http404
    return person.user


def _district() -> Area:
    found = district()
    if found is None:
        raise Http404
    return found


def _to_slip(request: Request, person: Person, token: str) -> HttpResponse:
    request.session[SLIP] = {"person": person.pk, "token": seal(token)}
    return redirect("registry:show_slip", person.pk)


def _person(request: Request, person: Person, **wrong: Any) -> HttpResponse:
    """Show somebody's page; `wrong` holds the form that was sent and is not right yet."""
    offices = person.offices.select_related("area__parent", "organisation__area__parent").order_by("-valid_from", "-pk")
    posts = [
        {
            "office": office,
            "is_past": office.valid_to is not None and office.valid_to <= request.on,
            "renew": _sent(wrong, "renew", office) or RenewForm(auto_id=f"renew_{office.pk}_%s"),
            "dismiss": _sent(wrong, "dismiss", office) or DismissForm(auto_id=f"dismiss_{office.pk}_%s"),
            "is_open": bool(_sent(wrong, "renew", office) or _sent(wrong, "dismiss", office)),
        }
        for office in offices
    ]
    context = {
        "person": person,
        "posts": posts,
        "account": account_facts(person.user, request.at, wall_clock()) if person.user else None,
        "lock": wrong.get("lock") or ReasonForm(auto_id="lock_%s"),
        "reset": wrong.get("reset") or ReasonForm(auto_id="reset_%s"),
        "wrong": next(iter(wrong), ""),
        "about": [person, *account_rows(person.user), *(post["office"] for post in posts)],
        "is_self": person.user_id == request.user.pk,
    }
    return render(request, "registry/person.html", NAV | context)


def _sent(wrong: dict[str, Any], name: str, office: Office) -> Any:
    pk, form = wrong.get(name, (None, None))
    return form if pk == office.pk else None
