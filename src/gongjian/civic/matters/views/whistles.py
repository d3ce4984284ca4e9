"""A street whistles; it notes when the called ones got in touch and came."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.whistles import NoteForm, WhistleForm
from gongjian.civic.matters.models import Leg
from gongjian.civic.matters.queries import areas_of, load_of, rulebook
from gongjian.civic.matters.queries.whistles import callable_bodies, callers_of
from gongjian.civic.matters.views.asking import FormPage, ask
from gongjian.civic.platforms.views.done import done
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import Action, NotAllowed
from gongjian.web.requests import Request

LONGEST_SEARCH = 60


@login_required
def whistle(request: Request) -> HttpResponse:
    """Ask for the whistle of one's own body; the button that looks for more bodies keeps what was typed."""
    callers = callers_of(request.user, on=request.on)
    caller = _chosen(request, callers)
    is_search = "find" in request.POST
    q = request.POST.get("q", "")[:LONGEST_SEARCH]
    form = _form(request, caller, q, is_sent=request.method == "POST" and not is_search)
    matter = None if is_search else done(request, form, actions.whistle, caller)
    if matter is not None:
        messages.success(request, _("已吹哨，编号 %(number)s。叫到的单位现在看得到。") % {"number": matter.number})
        return redirect(matter)
    context = {"form": form, "caller": caller, "callers": callers, "q": q, "rules": rulebook()}
    return render(request, "matters/whistle_form.html", context)


def _chosen(request: Request, callers: Any) -> Organisation:
    """Return the body for which is whistled: the one named in the address, else the first."""
    key = request.GET.get("caller", "")[:9]
    found = callers.filter(pk=int(key)).first() if key.isdecimal() else None
    caller: Organisation | None = found or callers.first()
    if caller is None:
        raise NotAllowed(actions.whistle.verb, _("吹哨要由区里规则写明的岗位，为自己的单位来吹。"))
    return caller


def _form(request: Request, caller: Organisation, q: str, *, is_sent: bool) -> WhistleForm:
    wished = [name.removeprefix("wish_")[:9] for name, said in request.POST.items() if name[:5] == "wish_" and said]
    kept = [int(key) for key in wished if key.isdecimal()]
    bodies = callable_bodies(caller, q, kept)
    areas = areas_of(Organisation.objects.filter(pk=caller.pk))
    loads = load_of(bodies, on=request.on)
    return WhistleForm(areas, bodies, loads, request.POST if is_sent else None, request.POST.dict())


@login_required
def note_contact(request: Request, pk: int) -> HttpResponse:
    return _note(request, pk, actions.note_contact, _("记下哪天联系上的"))


@login_required
def note_arrival(request: Request, pk: int) -> HttpResponse:
    return _note(request, pk, actions.note_arrival, _("记下哪天到场的"))


def _note(request: Request, pk: int, verb: Action[Any, Any, Any], title: str) -> HttpResponse:
    visible = Leg.objects.visible_to(request.user, on=request.on)
    leg = get_object_or_404(visible.select_related("matter__area", "matter__raiser", "owner"), pk=pk)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"day": request.on})
    words = FormPage(
        title=title,
        over=leg.matter.title,
        over_url=leg.get_absolute_url(),
        button=_("记下"),
        told=_("已记下。"),
        under=leg.owner.name,
    )
    return ask(request, form, verb, leg, words)
