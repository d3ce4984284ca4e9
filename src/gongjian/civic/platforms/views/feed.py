"""The calendar of a platform: how to subscribe to it, and what a calendar program fetches."""

from hashlib import sha256

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongjian.civic.platforms.calendars import MIME, calendar_of
from gongjian.civic.platforms.models import Platform
from gongjian.civic.platforms.queries.feed import feed_meetings, feed_name, feed_token, reader_of, was_read_on
from gongjian.civic.platforms.views.committees import platform_of
from gongjian.civic.registry.actions import note_access
from gongjian.ledger.models import Access
from gongjian.web.requests import Request


@require_safe
@login_required
@never_cache
def show_subscription(request: Request, pk: int) -> HttpResponse:
    platform = platform_of(request, pk)
    address = reverse("platforms:show_feed", args=[platform.pk, feed_token(platform, request.user)])
    context = {"platform": platform, "address": request.build_absolute_uri(address)}
    return render(request, "platforms/subscription.html", context)


@require_safe
def show_feed(request: Request, pk: int, token: str) -> HttpResponseBase:
    """Whoever has the address reads what its owner may see today; nobody has to sign in."""
    user = reader_of(pk, token)
    platform = Platform.objects.visible_to(user, on=request.on).filter(pk=pk).first() if user else None
    if user is None or platform is None:
        raise Http404
    if not was_read_on(user, platform, on=request.on):
        note_access(user, Access.Kind.EXPORT, feed_name(platform), "", request.at)
    house = request.build_absolute_uri("/").rstrip("/")
    return _calendar(request, calendar_of(platform, feed_meetings(user, platform, on=request.on), house))


def _calendar(request: Request, content: bytes) -> HttpResponseBase:
    """Answer with the calendar, or with nothing if the program has it already."""
    headers = {"Cache-Control": "private, no-cache", "ETag": f'"{sha256(content).hexdigest()[:32]}"'}
    response = HttpResponse(content, content_type=MIME, headers=headers | {"X-Robots-Tag": "noindex"})
    return get_conditional_response(request, etag=headers["ETag"], response=response) or response
