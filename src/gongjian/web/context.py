"""What every page of the shell knows, under one name: `site`."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property

from gongjian.web.middleware import TYPE_COOKIE, moment_of_asking
from gongjian.web.navigation import PUBLIC, SIGNED_IN, Link, address, links
from gongjian.web.progress import Progress, read_progress
from gongjian.web.words import in_district

SIGN_IN = ("registry:sign_in", "accounts:sign_in", "login")
SIGN_OUT = ("registry:sign_out", "accounts:sign_out", "logout")
HTML_LANGUAGES = {"zh-hans": "zh-Hans"}


class Site:
    """The shell's facts about itself and this request; what costs something is only worked out when a page asks."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request
        self.demo = bool(getattr(settings, "DEMO", False))
        self.district = str(getattr(settings, "DISTRICT_NAME", ""))
        self.language = translation.get_language() or settings.LANGUAGE_CODE
        self.lang = HTML_LANGUAGES.get(self.language, self.language)
        self.large = request is not None and request.COOKIES.get(TYPE_COOKIE) == "large"

    @cached_property
    def here(self) -> str:
        """The page to come back to after a switch; only a page that was read can be read again."""
        readable = self.request is not None and self.request.method in {"GET", "HEAD"}
        return self.request.get_full_path() if self.request is not None and readable else ""

    @cached_property
    def today(self) -> date:
        """The district's date at the moment of the request."""
        return in_district(getattr(self.request, "at", None) or moment_of_asking()).date()

    @cached_property
    def progress(self) -> Progress | None:
        """The long work in hand, None when nothing is."""
        path = getattr(settings, "PROGRESS_FILE", None)
        progress = read_progress(path) if path else None
        return None if progress is None or progress.is_finished else progress

    @cached_property
    def nav_public(self) -> list[Link]:
        return links(PUBLIC)

    @cached_property
    def nav_signed_in(self) -> list[Link]:
        return links(SIGNED_IN)

    @cached_property
    def sign_in_url(self) -> str:
        return address(*SIGN_IN)

    @cached_property
    def sign_out_url(self) -> str:
        return address(*SIGN_OUT)

    @cached_property
    def account_url(self) -> str:
        return address("registry:show_account")

    @cached_property
    def front_url(self) -> str:
        return address("overview:public_home") or "/"

    @cached_property
    def search_url(self) -> str:
        return address("registry:search")

    @cached_property
    def home_url(self) -> str:
        return address("overview:home")


def shell(request: HttpRequest) -> dict[str, Site]:
    """Return `site` for every template."""
    return {"site": Site(request)}
