"""Adding a place, giving it another name or code, letting a community take part."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjian.civic.registry import actions
from gongjian.civic.registry.forms.area_changes import AreaForm, RenameForm, TakePartForm
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import Action, NotAllowed, Refused
from gongjian.ledger.may import Ask, decide
from gongjian.web.requests import Request

SENT = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(SENT)
def add_area(request: Request, pk: int) -> HttpResponse:
    return _change(request, pk, AreaForm, actions.add_area, (_("添加下一级"), _("添加"), _("已列入区划。")))


@login_required
@require_http_methods(SENT)
def rename_area(request: Request, pk: int) -> HttpResponse:
    said = (_("改名称或代码"), _("记下变动"), _("名称和代码已按那一天起改好，以前的仍查得到。"))
    return _change(request, pk, RenameForm, actions.rename_area, said)


@login_required
@require_http_methods(SENT)
def take_part(request: Request, pk: int) -> HttpResponse:
    said = (_("参加共建"), _("从这天起参加"), _("这个社区已参加共建。"))
    return _change(request, pk, TakePartForm, actions.take_part, said)


def _change(
    request: Request, pk: int, make: Any, verb: Action[Any, Any, Any], said: tuple[str, str, str]
) -> HttpResponse:
    """Show a form about a place, or do what it says; said: title, button, what then holds."""
    area = get_object_or_404(Area.objects.visible_to(request.user, on=request.on).select_related("parent"), pk=pk)
    ask = Ask(area, request.at)
    if not decide(request.user, verb.verb, ask):
        raise NotAllowed(verb.verb, ask)
    form = make(area, request.POST if request.method == "POST" else None, today=request.on)
    if form.is_valid():
        try:
            verb(request.user, area, at=request.at, **form.arguments)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said[2])
            return redirect(area)
    return render(request, "registry/area_form.html", {"form": form, "area": area, "title": said[0], "button": said[1]})
