"""What the tests of the shell share: its own addresses, a browser, a request, a way to render a line of template."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation

AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _the_shell_alone(settings) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.web.addresses"
    settings.DEMO = True
    settings.DEMO_TODAY = AT.date()
    settings.ALLOWED_HOSTS = ["testserver"]
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def request_at_nine() -> Callable[..., HttpRequest]:
    def request(path: str = "/") -> HttpRequest:
        made = RequestFactory().get(path)
        made.at, made.user = AT, AnonymousUser()
        return made

    return request


@pytest.fixture
def drawn(request_at_nine: Callable[..., HttpRequest]) -> Callable[..., str]:
    """Return a function that renders a piece of template with the components loaded."""

    def draw(source: str, path: str = "/", **context: object) -> str:
        template = engines["django"].from_string("{% load ui show charts %}" + source)
        return template.render(context, request_at_nine(path)).strip()

    return draw
