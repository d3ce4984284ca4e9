"""The request as views see it, with what the middleware has put on it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from gongjian.accounts.models import User


class Request(HttpRequest):
    """A request that passed the middleware. For typing only: nothing makes one.

    user  a User after `login_required`; before it, ask `is_authenticated`
    at    the one moment at which this request happens, aware; verbs get it as `at=`
    on    the office's calendar day of that moment: `visible_to(request.user, on=request.on)`
    htmx  true when htmx asks for a part of a page
    """

    user: "User"
    at: datetime
    on: date
    htmx: HtmxDetails
