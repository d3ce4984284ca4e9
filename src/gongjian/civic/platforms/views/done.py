"""What every view with a form does: ask whether one may, do what a valid form says, keep what was typed if refused."""

from typing import Any

from django import forms

from gongjian.ledger.action import Action, NotAllowed, Refused
from gongjian.ledger.may import Ask, decide
from gongjian.web.requests import Request


def require_may(request: Request, verb: Action[Any, Any, Any], subject: Any) -> None:
    """Raise NotAllowed, with the reason, unless this user may do the verb to the subject now."""
    ask = Ask(subject, request.at)
    if not decide(request.user, verb.verb, ask):
        raise NotAllowed(verb.verb, ask)


def done(request: Request, form: forms.Form, verb: Action[Any, Any, Any], subject: Any, **more: Any) -> Any:
    """Do what a valid form says and return the row; else None, and the form says why. Who may not is told at once."""
    require_may(request, verb, subject)
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return verb(request.user, subject, at=request.at, **form.cleaned_data, **more)
    except Refused as fault:
        form.add_error(None, str(fault))
        return None
