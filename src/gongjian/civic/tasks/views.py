"""One task with what may be done about it, and the register of tasks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.registry.models import Organisation
from gongjian.civic.tasks import actions
from gongjian.civic.tasks.forms import FORMS, TaskFilter, TaskForm
from gongjian.civic.tasks.models import Task
from gongjian.civic.tasks.queries import counts, is_told, register, steps_of
from gongjian.ledger.action import Action, NotAllowed
from gongjian.ledger.may import Ask, decide
from gongjian.web.components.lists import with_query
from gongjian.web.listing import order_of, page_of
from gongjian.web.requests import Request

ORDERS = {"due": "due_date", "title": "title", "owner": "owner__sort_key"}


@require_safe
@login_required
def list_tasks(request: Request) -> HttpResponse:
    found = TaskFilter(request)
    tasks = register(request.user, on=request.on, **found.values)
    context = {
        "filter": found,
        "page": page_of(request, tasks.order_by(*order_of(request, ORDERS, "-due"))),
        "tabs": _tabs(request, found.values | {"state": ""}),
        "organisation": Organisation.objects.filter(pk=found.values["organisation"] or 0).first(),
    }
    return render(request, "tasks/tasks.html", context)


def _tabs(request: Request, said: dict[str, Any]) -> list[dict[str, Any]]:
    sizes = counts(register(request.user, on=request.on, **said), on=request.on)
    words = {
        "": _("全部"),
        "open": _("在办"),
        "late": _("逾期"),
        "waiting": _("等接收方确认"),
        "done": _("办结"),
        "cancelled": _("取消"),
    }
    return [
        {
            "state": state,
            "word": word,
            "count": sizes.get(state),
            "url": with_query(request.GET, state=state, page=None),
        }
        for state, word in words.items()
    ]


@require_safe
def show_task(request: Request, pk: int) -> HttpResponse:
    return _page(request, _task(request, pk))


@login_required
def accept_task(request: Request, pk: int) -> HttpResponse:
    return _carry_out(request, pk, "accept", actions.accept_task, _("已接受。办好以后请在这里报告完成。"))


@login_required
def deliver_task(request: Request, pk: int) -> HttpResponse:
    return _carry_out(request, pk, "deliver", actions.deliver_task, _("已送接收方。"))


@login_required
def confirm_task(request: Request, pk: int) -> HttpResponse:
    return _carry_out(request, pk, "confirm", actions.confirm_task, _("已确认，结果记入当月写实档案。"))


@login_required
def return_task(request: Request, pk: int) -> HttpResponse:
    return _carry_out(request, pk, "return", actions.return_task, _("已退回承办方，补上后会再报一次。"))


@login_required
def extend_task(request: Request, pk: int) -> HttpResponse:
    return _carry_out(request, pk, "extend", actions.extend_task, _("期限已按商定的日子改好。"))


@login_required
def cancel_task(request: Request, pk: int) -> HttpResponse:
    return _carry_out(request, pk, "cancel", actions.cancel_task, _("已取消，不再计入承诺和任务。"))


def _task(request: Request, pk: int) -> Task:
    tasks = Task.objects.visible_to(request.user, on=request.on).select_related("owner", "receiver", "source")
    return get_object_or_404(tasks, pk=pk)


def _carry_out(request: Request, pk: int, name: str, verb: Action[Any, Any, Any], said: str) -> HttpResponse:
    """Do what the form asks for, or show the task again with what is wrong; a mere visit shows the task."""
    task = _task(request, pk)
    form = FORMS[name](task, request.POST)
    if request.method != "POST":
        return redirect(task)
    ask = Ask(task, request.at)
    if not decide(request.user, verb.verb, ask):  # before anything is said about what was typed
        raise NotAllowed(verb.verb, ask)
    if not form.is_valid():
        return _page(request, task, **{name: form})
    verb(request.user, task, at=request.at, **form.cleaned_data)
    messages.success(request, said)
    return redirect(task)


def _page(request: Request, task: Task, **said: TaskForm) -> HttpResponse:
    forms = {name: make(task) for name, make in FORMS.items()} | said
    context = {"task": task, "steps": steps_of(task), "forms": forms, "wrong": "".join(said)}
    context["is_told"] = is_told(task, request.user, on=request.on)
    context["wrong_form"] = next(iter(said.values()), None)
    return render(request, "tasks/task.html", context)
