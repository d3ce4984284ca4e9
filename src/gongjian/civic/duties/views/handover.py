"""Handing a post over: what is open, who succeeds, both signatures."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.civic.duties import actions
from gongjian.civic.duties.forms import HandOverForm, PaperForm
from gongjian.civic.duties.models import Handover
from gongjian.civic.duties.queries.handover import grouped, open_items
from gongjian.civic.duties.queries.terms import ending_terms, is_read_by, posts_in_care
from gongjian.civic.registry.models import offices_of
from gongjian.ledger.action import Action, NotAllowed, Refused
from gongjian.ledger.may import Ask, decide
from gongjian.web.listing import page_of
from gongjian.web.requests import Request

AROUND = ("office__area", "office__organisation__area", "office__person__user", "successor__person__user")


@require_safe
@login_required
def list_handovers(request: Request) -> HttpResponse:
    visible = Handover.objects.visible_to(request.user, on=request.on).select_related(*AROUND)
    context = {
        "own": offices_of(request.user, request.on),
        "terms": ending_terms(request.user, request.on),
        "page": page_of(request, visible.order_by("-prepared_at", "pk")),
    }
    return render(request, "duties/handovers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def prepare_handover(request: Request, pk: int) -> HttpResponse:
    """Show what is open at a post now; on request draw up the list that both sides sign."""
    office = get_object_or_404(posts_in_care(request.user, request.on), pk=pk)
    if request.method == "POST":
        handover = actions.prepare_handover(request.user, office, at=request.at)
        messages.success(request, _("清单列好了。可以打印，也可以在这里签字。"))
        return redirect(handover)
    context = {
        "office": office,
        "handover": Handover.objects.filter(office=office).first(),
        "is_read": is_read_by(office, request.user, request.on),
        "groups": grouped(open_items(office, request.on)),
    }
    return render(request, "duties/post.html", context)


@require_safe
@login_required
def show_handover(request: Request, pk: int) -> HttpResponse:
    return _page(request, _handover(request, pk))


@require_POST
@login_required
def hand_over(request: Request, pk: int) -> HttpResponse:
    handover = _asked(request, pk, "duties.hand_over")
    form = HandOverForm(handover, request.POST)
    if not _is_done(request, actions.hand_over, handover, form):
        return _page(request, _handover(request, pk), hand_over=form)
    messages.success(request, _("接任的人定了。到那天，岗位就由接任的人行使。"))
    return redirect(handover)


@require_POST
@login_required
def sign_handover(request: Request, pk: int) -> HttpResponse:
    handover, form = _handover(request, pk), Form({})
    if not _is_done(request, actions.sign_handover, handover, form):
        return _page(request, _handover(request, pk), sign_handover=form)
    messages.success(request, _("两边都签了，交接办完了。") if handover.is_settled else _("已签字，等另一方签。"))
    return redirect(handover)


@require_POST
@login_required
def note_paper(request: Request, pk: int) -> HttpResponse:
    handover = _asked(request, pk, "duties.note_paper")
    form = PaperForm(request.POST)
    if not _is_done(request, actions.note_paper, handover, form):
        return _page(request, _handover(request, pk), note_paper=form)
    messages.success(request, _("已登记纸上签字，交接办完了。"))
    return redirect(handover)


def _is_done(request: Request, verb: Action[Handover, Any, Any], handover: Handover, form: Form) -> bool:
    """Do what a form says, and return whether it is done; what is wrong or refused stands in the form."""
    if form.is_valid():
        try:
            verb(request.user, handover, at=request.at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form.is_valid()


def _asked(request: Request, pk: int, verb: str) -> Handover:
    """Return the hand-over, or refuse before anything is said about what was typed."""
    handover = _handover(request, pk)
    ask = Ask(handover, request.at)
    if not decide(request.user, verb, ask):
        raise NotAllowed(verb, ask)
    return handover


def _handover(request: Request, pk: int) -> Handover:
    visible = Handover.objects.visible_to(request.user, on=request.on).select_related(*AROUND)
    return get_object_or_404(visible, pk=pk)


def _page(request: Request, handover: Handover, **said: Any) -> HttpResponse:
    """Show a hand-over; its list only to those whom it concerns, its counts to whoever sees to it."""
    concerned = Handover.objects.concerning(request.user, on=request.on).filter(pk=handover.pk).exists()
    forms = {"hand_over": HandOverForm(handover), "note_paper": PaperForm()} | said
    after, day, items = handover.successor, handover.passes_on, list(handover.items.order_by("position"))
    context = {
        "handover": handover,
        "groups": grouped(items),
        "number": len(items),
        "is_read": concerned,
        "forms": forms,
        "wrong": next(iter(said.values()), None),
        "is_giver": handover.office.person.user_id == request.user.pk,
        "is_taker": after is not None
        and after.person.user_id == request.user.pk
        and day is not None
        and day <= request.on,
    }
    return render(request, "duties/handover.html", context)
