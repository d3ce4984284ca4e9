"""A page that asks for one thing and says what then holds."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from gongjian.civic.platforms.views.done import done
from gongjian.ledger.action import Action
from gongjian.web.requests import Request


@dataclass(frozen=True)
class FormPage:
    """What a page says: its head, where it belongs, its button, and what holds afterwards."""

    title: str | Promise
    over: str
    over_url: str
    button: str | Promise
    told: str | Promise
    under: str | Promise = ""


def ask(
    request: Request, form: forms.Form, verb: Action[Any, Any, Any], subject: Any, words: FormPage, *, to: str = ""
) -> HttpResponse:
    """Answer with the form, or do what it says and go where it belongs; `to` if elsewhere."""
    if done(request, form, verb, subject) is not None:
        messages.success(request, str(words.told))
        return redirect(to or words.over_url)
    return render(request, "matters/asking.html", {"form": form, "words": words})
