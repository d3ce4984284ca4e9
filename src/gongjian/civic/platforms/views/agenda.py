"""The agenda: what comes on it, in which order, what was said and decided; and the register of what was decided."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.agenda import (
    DiscussionForm,
    ItemForm,
    OverrideForm,
    ResolutionFilter,
    ResolutionForm,
    owners_for,
)
from gongjian.civic.platforms.models import AgendaItem, Platform, Resolution
from gongjian.civic.platforms.queries.agenda import is_about_hidden, open_meetings, visible_subjects
from gongjian.civic.platforms.queries.quorum import quorum_of
from gongjian.civic.platforms.queries.resolutions import resolutions
from gongjian.civic.platforms.views.done import done
from gongjian.civic.platforms.views.meetings import meeting_of
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import Action, Refused
from gongjian.ledger.models import Event
from gongjian.web.listing import MOST_DIGITS, order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"day": "item__meeting__starts_at", "owner": "owner__sort_key", "due": "due_date"}


@login_required
def put_on_agenda(request: Request) -> HttpResponse:
    event, subject = _source(request)
    meetings = open_meetings(request.user, on=request.on, also=_number(request, "meeting"))
    form = ItemForm(meetings, request.POST or None, **_prefilled(request, subject))
    if request.method == "POST" and form.is_valid():
        meeting = form.cleaned_data.pop("meeting")
        item = done(request, form, actions.put_on_agenda, meeting, source=event)
        if item is not None:
            messages.success(request, _("“%(title)s”放进议程了。") % {"title": item.title})
            return redirect(item)
    context = {"form": form, "subject": subject, "is_hidden": is_about_hidden(event), "has_meetings": meetings.exists()}
    return render(request, "platforms/put_on_agenda.html", context)


@require_POST
@login_required
def move_item(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    is_up = request.POST.get("where") == "up"
    return _at_once(request, actions.move_item, item.meeting, item, item=item, is_up=is_up)


@require_POST
@login_required
def withdraw_item(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    said = _("“%(title)s”从议程撤下了。") % {"title": item.title}
    return _at_once(request, actions.withdraw_item, item, item.meeting, said)


@require_POST
@login_required
def return_to_agenda(request: Request, pk: int) -> HttpResponse:
    visible = Resolution.objects.visible_to(request.user, on=request.on)
    resolution = get_object_or_404(visible.select_related("item__meeting__platform__area"), pk=pk)
    return _at_once(request, actions.return_to_agenda, resolution, resolution, _("排上下一次会议的议程了。"))


@login_required
def write_discussion(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = DiscussionForm(request.POST or None, initial={"text": item.discussion})
    if done(request, form, actions.write_discussion, item) is not None:
        messages.success(request, _("“%(title)s”的讨论写下了。") % {"title": item.title})
        return redirect(item)
    return render(request, "platforms/write_discussion.html", {"item": item, "meeting": item.meeting, "form": form})


@login_required
def adopt_resolution(request: Request, pk: int) -> HttpResponse:
    item = _item(request, pk)
    quorum, owners = quorum_of(item.meeting), owners_for(item.meeting.platform, item.meeting.day)
    form = ResolutionForm(item, quorum, owners, request.POST or None)
    resolution = done(request, form, actions.adopt_resolution, item)
    if resolution is not None:
        messages.success(request, _said_of(resolution))
        return redirect(item)
    context = {"item": item, "meeting": item.meeting, "form": form, "quorum": quorum}
    return render(request, "platforms/adopt_resolution.html", context)


@login_required
def override_quorum(request: Request, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form = OverrideForm(request.POST or None)
    if done(request, form, actions.override_quorum, meeting) is not None:
        messages.success(request, _("理由写下了，可以议定了。"))
        return redirect(meeting)
    context = {"meeting": meeting, "form": form, "quorum": quorum_of(meeting)}
    return render(request, "platforms/override_quorum.html", context)


@require_safe
@login_required
def list_resolutions(request: Request) -> HttpResponse:
    found = ResolutionFilter(request)
    rows = resolutions(request.user, on=request.on, **found.values)
    platforms = Platform.objects.visible_to(request.user, on=request.on)
    context = {
        "filter": found,
        "page": page_of(request, rows.order_by(*order_of(request, ORDERS, "-day"))),
        "platform": platforms.filter(pk=found.values["platform"] or 0).first(),
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
    }
    return render(request, "platforms/resolutions.html", context)


def _item(request: Request, pk: int) -> AgendaItem:
    visible = AgendaItem.objects.visible_to(request.user, on=request.on)
    rows = visible.select_related("meeting__platform__area", "meeting__platform__secretary", "source__subject_type")
    return get_object_or_404(rows, pk=pk)


def _source(request: Request) -> tuple[Event | None, Any]:
    """Return the event in the address and what it is about, if this reader may see that; else there is no page."""
    if "source" not in request.GET:
        return None, None
    event = get_object_or_404(Event.objects.select_related("subject_type"), pk=_number(request, "source"))
    subject = visible_subjects([event], request.user, on=request.on).get(event.pk)
    if subject is None:
        raise Http404
    return event, subject


def _number(request: Request, name: str) -> int:
    """Return a key in the form or the address; 0 if there is none that makes sense."""
    said = (request.POST if name in request.POST else request.GET).get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS else 0


def _prefilled(request: Request, subject: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"meeting": _number(request, "meeting") or None}
    if subject is None:
        return said
    is_public = type(subject).objects.visible_to(AnonymousUser(), on=request.on).filter(pk=subject.pk).exists()
    return said | {"title": str(subject)[:200], "is_public": is_public}


def _at_once(
    request: Request, verb: Action[Any, Any, Any], subject: Any, back: Any, said: str = "", **more: Any
) -> HttpResponse:
    """Do what one button says and go back to where it was; what is refused is said there."""
    try:
        verb(request.user, subject, at=request.at, **more)
    except Refused as fault:
        messages.error(request, str(fault))
    else:
        if said:
            messages.success(request, said)
    return redirect(back)


def _said_of(resolution: Resolution) -> str:
    if not resolution.is_carried:
        return _("记下了：表决没有通过。")
    if resolution.task is not None and resolution.owner is not None:
        return _("表决通过，已交办给%(name)s。") % {"name": resolution.owner.name}
    if resolution.kind == Resolution.Kind.HAND_OVER:
        return _("表决通过，一分钟内移交；正在请报事方确认的，等报事方答复了再移交。")
    return _("表决通过，%(day)s回头看。") % {"day": resolution.review_date}
