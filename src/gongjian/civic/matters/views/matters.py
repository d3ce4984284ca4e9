"""One matter with all its legs, the register of matters, and a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.matters import actions
from gongjian.civic.matters.forms.matters import MatterFilter, RaiseForm
from gongjian.civic.matters.models import Matter
from gongjian.civic.matters.queries import (
    Beginning,
    Story,
    agenda_of,
    areas_of,
    beginning,
    calendar,
    counts,
    first_event,
    is_told,
    phases_of,
    raisers_of,
    register,
    rulebook,
    seen_subject,
    story,
    story_of,
    trail_of,
    with_legs,
)
from gongjian.civic.matters.views.steps import buttons_of
from gongjian.civic.platforms.models import Thread
from gongjian.civic.platforms.queries.threads import entries_of
from gongjian.civic.registry.models import Area
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.web.components.lists import with_query
from gongjian.web.listing import order_of, page_of
from gongjian.web.navigation import address
from gongjian.web.requests import Request

ORDERS = {"raised": "raised_at", "title": "title", "households": "households"}
ENTRIES_SHOWN = 8


@require_safe
def show_matter(request: Request, pk: int) -> HttpResponse:
    visible = Matter.objects.visible_to(request.user, on=request.on)
    near = visible.select_related("area__parent", "raiser", "thread", "group", "segment", "source", "duplicate_of")
    matter = get_object_or_404(with_legs(near), pk=pk)
    told = story_of(matter, on=request.on)
    context: dict[str, Any] = {"matter": matter, "story": told, "is_told": False}
    context["phases"] = phases_of(told, request.user, on=request.on)
    context["agenda"] = agenda_of(matter, request.user, on=request.on)
    if is_told(matter, request.user, on=request.on):
        context |= _inside(request, matter, told)
    return render(request, "matters/matter.html", context)


def _inside(request: Request, matter: Matter, told: Story) -> dict[str, Any]:
    """Return what only those read whom the matter concerns: the words, the buttons, the thread of its bodies."""
    return {
        "is_told": True,
        "buttons": buttons_of(request, told),
        "trail": trail_of(matter),
        "source": seen_subject(matter.source, request.user, on=request.on),
        "agenda_url": _agenda_url(matter),
        **_thread(request, matter),
    }


def _agenda_url(matter: Matter) -> str:
    """Return where an open matter is put on an agenda."""
    event, url = first_event(matter), address("platforms:put_on_agenda")
    return f"{url}?source={event.pk}" if url and event is not None and matter.closed_at is None else ""


def _thread(request: Request, matter: Matter) -> dict[str, Any]:
    """Return the latest of the thread, and where to write in it; nothing for who takes no part."""
    if not Thread.objects.visible_to(request.user, on=request.on).filter(pk=matter.thread_id).exists():
        return {}
    entries = list(entries_of(matter.thread)[: ENTRIES_SHOWN + 1])
    is_more = len(entries) > ENTRIES_SHOWN
    return {"thread_url": matter.thread.get_absolute_url(), "entries": entries[:ENTRIES_SHOWN], "is_more": is_more}


@require_safe
def list_matters(request: Request) -> HttpResponse:
    found = MatterFilter(request)
    said = found.values
    matters = register(request.user, on=request.on, **said)
    page = page_of(request, with_legs(matters.order_by(*order_of(request, ORDERS, "-raised"))))
    days = calendar(request.on)
    context = {
        "filter": found,
        "page": page,
        "stories": [story(matter, days) for matter in page.object_list],
        "tabs": _tabs(request, said | {"state": ""}),
        "may_raise": request.user.is_authenticated and raisers_of(request.user, on=request.on).exists(),
    }
    return render(request, "matters/matters.html", context)


def _tabs(request: Request, said: dict[str, Any]) -> list[dict[str, Any]]:
    sizes = counts(register(request.user, on=request.on, **said), on=request.on)
    words = {"": _("全部"), "open": _("没有结束"), "late": _("逾期"), "asked": _("等报事方确认"), "closed": _("已结束")}
    return [
        {
            "state": state,
            "word": word,
            "count": sizes.get(state),
            "url": with_query(request.GET, state=state, page=None),
        }
        for state, word in words.items()
    ]


@login_required
def raise_matter(request: Request) -> HttpResponse:
    raisers = raisers_of(request.user, on=request.on)
    if not raisers.exists():
        raise NotAllowed(actions.raise_matter.verb)
    start = beginning(request.user, request.GET, on=request.on)
    places = Area.objects.filter(pk=start.place.pk) if start.place else areas_of(raisers)
    data = request.POST if request.method == "POST" else None
    form = RaiseForm(raisers, places, data, start.initial, is_fixed=start.place is not None)
    matter = _raise(request, form, start)
    if matter is not None:
        messages.success(request, _("已报上，编号 %(number)s。") % {"number": matter.number})
        return redirect(matter)
    context = {"form": form, "start": start, "rules": rulebook()}
    return render(request, "matters/raise_matter.html", context)


def _raise(request: Request, form: RaiseForm, start: Beginning) -> Matter | None:
    """Raise what a valid form says; else None, and the form says why."""
    if request.method != "POST" or start.gone or not form.is_valid():
        return None
    said = dict(form.cleaned_data)
    try:
        return actions.raise_matter(request.user, said.pop("raiser"), at=request.at, **said, **start.given)
    except Refused as fault:
        form.add_error(None, str(fault))
        return None
