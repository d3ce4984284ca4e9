"""Addresses as the world outside writes them: on paper, in a picture, at another service."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def outside(request: HttpRequest, path: str) -> str:
    """Return the whole address of a page. A proxy that ends TLS hides the https; the trusted origins still say it."""
    host = request.get_host()
    origin = next((one for one in settings.CSRF_TRUSTED_ORIGINS if urlsplit(one).netloc == host), "")
    return f"{origin}{path}" if origin else request.build_absolute_uri(path)
