"""The minutes of a meeting: read, sent to the members, objected to, answered, confirmed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.minutes import (
    AnswerForm,
    CirculateForm,
    ConfirmForm,
    ObjectionForm,
    WithdrawForm,
)
from gongjian.civic.platforms.models import Meeting, Objection
from gongjian.civic.platforms.queries.minutes import minutes_of, own_attendances, readable_minutes
from gongjian.civic.platforms.queries.seals import fits_seal
from gongjian.civic.platforms.views.done import done
from gongjian.civic.registry.queries import day_sets
from gongjian.ledger.action import Action
from gongjian.methods.clocks import add_workdays
from gongjian.web.requests import Request

USUAL_WORKDAYS = 3  # for the members to read and object


@require_safe
@login_required
def show_minutes(request: Request, pk: int) -> HttpResponse:
    return _page(request, _meeting(request, pk))


@login_required
def circulate_minutes(request: Request, pk: int) -> HttpResponse:
    form = CirculateForm(request.on, request.POST or None)
    return _carry_out(request, _meeting(request, pk), form, "circulate", _("纪要送成员看了。"))


@login_required
def withdraw_minutes(request: Request, pk: int) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    return _carry_out(request, _meeting(request, pk), form, "withdraw", _("纪要收回了，改好再送一次。"))


@login_required
def confirm_minutes(request: Request, pk: int) -> HttpResponse:
    said = _("纪要确认、封存了。之后改动一个字，校验码就对不上。")
    return _carry_out(request, _meeting(request, pk), ConfirmForm(request.POST), "confirm", said)


@login_required
def raise_objection(request: Request, pk: int) -> HttpResponse:
    attendance = get_object_or_404(own_attendances(request.user, on=request.on), pk=pk)
    meeting = _meeting(request, attendance.meeting_id)
    form, said = ObjectionForm(request.POST or None), _("意见提交了，主持单位会答复。")
    return _carry_out(request, meeting, form, "object", said, attendance)


@login_required
def answer_objection(request: Request, pk: int) -> HttpResponse:
    readable = readable_minutes(request.user, on=request.on)
    objection = get_object_or_404(Objection.objects.filter(meeting__in=readable), pk=pk)
    form = AnswerForm(request.POST or None, prefix=f"o{pk}")
    return _carry_out(request, _meeting(request, objection.meeting_id), form, "answer", _("答复写下了。"), objection)


VERBS: dict[str, Action[Any, Any, Any]] = {
    "circulate": actions.circulate_minutes,
    "withdraw": actions.withdraw_minutes,
    "confirm": actions.confirm_minutes,
    "object": actions.raise_objection,
    "answer": actions.answer_objection,
}


def _meeting(request: Request, pk: int) -> Meeting:
    meeting: Meeting = get_object_or_404(readable_minutes(request.user, on=request.on), pk=pk)
    return meeting


def _carry_out(
    request: Request, meeting: Meeting, form: forms.Form, name: str, said: str, subject: Any = None
) -> HttpResponse:
    """Do what the form asks for, or show the minutes again with what is wrong; a mere visit shows them."""
    if request.method != "POST":
        return redirect("platforms:show_minutes", meeting.pk)
    if done(request, form, VERBS[name], subject or meeting) is None:
        return _page(request, _meeting(request, meeting.pk), **{name: form})
    messages.success(request, said)
    return redirect("platforms:show_minutes", meeting.pk)


def _page(request: Request, meeting: Meeting, **said: forms.Form) -> HttpResponse:
    holidays, makeup = day_sets()
    until = add_workdays(request.on, USUAL_WORKDAYS, holidays, makeup)
    shown: dict[str, forms.Form] = {"circulate": CirculateForm(until), "withdraw": WithdrawForm()}
    shown |= {"object": ObjectionForm()} | said
    own = own_attendances(request.user, on=request.on).filter(meeting=meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "minutes": minutes_of(meeting),
        "forms": shown,
        "wrong": "".join(said),
    }
    context |= {"wrong_form": next(iter(said.values()), None), "own": own, "objections": _objections(meeting, said)}
    context["unanswered"] = sum(row.answered_at is None for row, _form in context["objections"])
    context["fits"] = meeting.seal is not None and fits_seal(meeting)
    return render(request, "platforms/minutes.html", context)


def _objections(meeting: Meeting, said: dict[str, forms.Form]) -> list[tuple[Objection, forms.Form]]:
    """Return the objections, each with the form that answers it; the one that was wrong as it was typed."""
    rows = meeting.objections.select_related("organisation", "meeting__platform__area").order_by("raised_at", "pk")
    typed = said.get("answer")
    return [
        (row, typed if typed is not None and typed.prefix == f"o{row.pk}" else AnswerForm(prefix=f"o{row.pk}"))
        for row in rows
    ]
