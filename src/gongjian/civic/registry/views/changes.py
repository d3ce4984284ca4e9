"""Adding an organisation, and changing what it is and where it belongs: one form each, one verb each."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.changes import AddForm, ChangeForm, CodeForm, MoveForm, ProfileForm, TieForm
from gongjian.civic.registry.models import Organisation
from gongjian.civic.registry.queries import AXES, own_area
from gongjian.ledger.action import Action, NotAllowed, Refused
from gongjian.ledger.may import Ask, decide
from gongjian.web.requests import Request

SENT = ["GET", "HEAD", "POST"]
UNTOUCHED = gettext_lazy("已按那一天起记下。后来另有登记，从那次起仍按后来的算。")


@login_required
@require_http_methods(SENT)
def add_organisation(request: Request) -> HttpResponse:
    verb: Action[Any, Any, Any] = actions.add_organisation
    own = own_area(request.user, request.on)
    _ask(request, verb, own)
    form = AddForm(request.user, request.on, _data(request))
    if form.is_valid():
        added = _done(request, form, verb, form.cleaned_data["area"])
        if added is not None:
            messages.success(request, _("已登记“%(name)s”。上级党组织、综合体可以在这里补。") % {"name": added.name})
            return redirect(added)
    return render(request, "registry/organisation_form.html", {"form": form})


@login_required
@require_http_methods(SENT)
def revise_profile(request: Request, pk: int) -> HttpResponse:
    said = (_("改登记资料"), _("记下变动"), _("登记资料已按那一天起改好。"))
    return _change(request, pk, ProfileForm, actions.revise_profile, said)


@login_required
@require_http_methods(SENT)
def move_organisation(request: Request, pk: int) -> HttpResponse:
    said = (_("迁址"), _("记下迁址"), _("属地已按那一天起改好，以前的月份仍归原来的地方。"))
    return _change(request, pk, MoveForm, actions.move_organisation, said)


@login_required
@require_http_methods(SENT)
def correct_credit_code(request: Request, pk: int) -> HttpResponse:
    said = (_("更正信用代码"), _("更正"), _("信用代码已更正。"))
    return _change(request, pk, CodeForm, actions.correct_credit_code, said)


@login_required
@require_http_methods(SENT)
def affiliate(request: Request, pk: int, axis: str) -> HttpResponse:
    if axis not in AXES:
        raise Http404
    words = {"sector": _("变更行业主管"), "superior": _("变更上级党组织"), "host": _("变更所在综合体")}
    said = (words[axis], _("记下变更"), _("归属已按那一天起改好。"))
    q = request.POST.get("q", request.GET.get("q", ""))
    return _change(request, pk, TieForm, actions.affiliate, said, axis=AXES[axis], q=q)


def _change(
    request: Request,
    pk: int,
    make: type[ChangeForm],
    verb: Action[Any, Any, Any],
    said: tuple[str, str, str],
    **more: Any,
) -> HttpResponse:
    """Show a form about an organisation, or do what it says; said: title, button, what then holds."""
    visible = Organisation.objects.visible_to(request.user, on=request.on)
    organisation = get_object_or_404(visible.select_related("area__parent", "sector", "superior", "host"), pk=pk)
    _ask(request, verb, organisation)
    if organisation.closed_date is not None:
        raise Refused(_("“%(name)s”已经注销，不能再改。") % {"name": organisation.name})
    form = make(organisation, request.user, request.on, _data(request), **more)
    if form.is_valid() and _done(request, form, verb, organisation) is not None:
        messages.success(request, UNTOUCHED if form.later() else said[2])
        return redirect(organisation)
    context = {"form": form, "organisation": organisation, "title": said[0], "button": said[1]}
    return render(request, "registry/change_tie.html" if more else "registry/change.html", context)


def _data(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _ask(request: Request, verb: Action[Any, Any, Any], subject: Any) -> None:
    """Turn away whoever may not do this, before anything is typed."""
    ask = Ask(subject, request.at)
    if subject is None or not decide(request.user, verb.verb, ask):
        raise NotAllowed(verb.verb, ask)


def _done(request: Request, form: Any, verb: Action[Any, Any, Any], subject: Any) -> Any:
    """Do it and return the row; None where it is refused, with the sentence in the form."""
    try:
        return verb(request.user, subject, at=request.at, **form.arguments)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
