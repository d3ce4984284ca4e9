"""The threads of one's own bodies, one thread, and the pair that has none yet."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.civic.platforms import actions
from gongjian.civic.platforms.forms.threads import EntryForm, ThreadFilter
from gongjian.civic.platforms.models import Thread
from gongjian.civic.platforms.queries.threads import (
    beginnings,
    conversations,
    entries_of,
    home_of,
    own_bodies,
    pairs_with,
    rows_of,
    thread_between,
)
from gongjian.civic.platforms.views.done import require_may
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import Refused
from gongjian.web.listing import BIGGEST_KEY, page_of
from gongjian.web.requests import Request


@require_safe
@login_required
def list_threads(request: Request) -> HttpResponse:
    found = ThreadFilter(request)
    threads = conversations(request.user, on=request.on, **found.values)
    page = page_of(request, threads)
    bodies = list(own_bodies(request.user, on=request.on))
    others = [] if found.values["waits"] else beginnings(bodies, found.values["q"], on=request.on)
    context = {"filter": found, "page": page, "rows": rows_of(page.object_list, bodies), "others": others}
    return render(request, "platforms/threads.html", context | {"bodies": bodies})


@require_safe
@login_required
def show_thread(request: Request, pk: int) -> HttpResponse:
    thread = _thread(request, pk)
    return _page(request, thread, _form(request, thread))


@login_required
def write_entry(request: Request, pk: int) -> HttpResponse:
    thread = _thread(request, pk)
    if request.method != "POST":
        return redirect(thread)
    form = _form(request, thread)
    if _write(request, form, lambda: thread):
        return redirect(home_of(thread))
    return _page(request, thread, form)


@login_required
def show_pair(request: Request) -> HttpResponse:
    other, author, choices = _pair(request)
    thread = thread_between(author, other)
    if thread is not None and request.method != "POST":
        return redirect(thread)
    require_may(request, actions.open_thread, author)
    form = EntryForm(Organisation.objects.filter(pk=author.pk), thread, request.on, request.POST or None)
    if _write(request, form, lambda: thread or _opened(request, author, other)):
        return redirect(thread_between(author, other) or "platforms:list_threads")
    context = {"form": form, "other": other, "author": author, "choices": choices, "form_url": ""}
    return render(request, "platforms/pair.html", context)


def _thread(request: Request, pk: int) -> Thread:
    visible = Thread.objects.visible_to(request.user, on=request.on)
    return get_object_or_404(visible.select_related("first", "second"), pk=pk)


def _form(request: Request, thread: Thread) -> EntryForm:
    authors = own_bodies(request.user, on=request.on).filter(threads=thread, closed_date=None)
    return EntryForm(authors, thread, request.on, request.POST or None, request.GET.get("answers", "")[:9])


def _page(request: Request, thread: Thread, form: EntryForm) -> HttpResponse:
    page = page_of(request, entries_of(thread))
    bodies = list(own_bodies(request.user, on=request.on))
    context = {"thread": thread, "page": page, "entries": page.object_list, "form": form}
    context |= {"row": rows_of([thread], bodies)[0], "own": {body.pk for body in bodies}}
    context["members"] = thread.bodies.order_by("sort_key", "pk")
    return render(request, "platforms/thread.html", context)


def _pair(request: Request) -> tuple[Organisation, Organisation, list[Organisation]]:
    """Return with whom, for which of one's own bodies, and which others one could act for."""
    said = {name: request.GET.get(name, "") for name in ("with", "as")}
    keys = {
        name: int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0 for name, word in said.items()
    }
    other = get_object_or_404(Organisation, pk=min(keys["with"], BIGGEST_KEY))
    choices = pairs_with(other, own_bodies(request.user, on=request.on), on=request.on)
    author = next((body for body in choices if body.pk == keys["as"]), choices[0] if choices else None)
    if author is None:
        raise Http404
    return other, author, [body for body in choices if body != author]


def _opened(request: Request, author: Organisation, other: Organisation) -> Thread:
    return actions.open_thread(request.user, author, with_=other, at=request.at)


def _write(request: Request, form: EntryForm, opened: Callable[[], Thread]) -> bool:
    """Write what a valid form says into the thread, which is opened together with it; else the form says why not."""
    if request.method != "POST" or not form.is_valid():
        return False
    said = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            actions.write_entry(request.user, said.pop("author"), thread=opened(), at=request.at, **said)
    except Refused as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, _("已写下，对方登录后就能看到。"))
    return True
