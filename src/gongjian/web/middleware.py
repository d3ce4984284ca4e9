"""What happens to every request: the clock is read once, the language is chosen, the answer gets its safety headers."""

from collections.abc import Callable
from datetime import datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

LANGUAGE_COOKIE = "gongjian_language"
TYPE_COOKIE = "gongjian_type"
DISTRICT_ZONE = ZoneInfo("Asia/Shanghai")
OPENING_HOUR = time(9, 0)

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
SAFETY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def clock(get_response: Answer) -> Answer:
    """Return middleware that reads the time once, as `request.at`; `request.on` is the office's day of it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        at = moment_of_asking()
        # Request declares both; Django's own class, which arrives here, cannot.
        request.at = at  # type: ignore[attr-defined]
        request.on = at.astimezone(DISTRICT_ZONE).date()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def moment_of_asking() -> datetime:
    """Return now, or nine in the morning of the demonstration's day."""
    day = getattr(settings, "DEMO_TODAY", None)
    return datetime.combine(day, OPENING_HOUR, DISTRICT_ZONE) if day else timezone.now()


def wall_clock() -> datetime:
    """Return the real time, also in a demonstration: the time to look for in a log."""
    return timezone.localtime()


def language(get_response: Answer) -> Answer:
    """Return middleware that speaks Chinese unless somebody pressed the switch.

    The browser's own preference is not asked: an office PC with an English browser is still a Chinese office.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        code = chosen_language(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


def chosen_language(request: HttpRequest) -> str:
    """Return the language of the switch, if the product speaks it, else the house language."""
    code = request.COOKIES.get(LANGUAGE_COOKIE, "")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def security_headers(get_response: Answer) -> Answer:
    """Return middleware that adds the safety headers an answer does not set itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in SAFETY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
