"""A refused action becomes a page that says what happened, why and what to do."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from gongjian.ledger.action import Refused
from gongjian.web.requests import Request


class refusals:  # noqa: N801 — Django names a middleware by its path; the others are functions
    """Answer 409 with the sentence of a Refused; nothing was written, since the gate rolled back."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(request, "site/refused.html", {"sentence": str(exception)}, status=409)
