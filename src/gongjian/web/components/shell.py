"""Parts of the page shell."""

from typing import Any

from django.utils.safestring import SafeString

from gongjian.web.components.library import draw, register
from gongjian.web.context import Site
from gongjian.web.navigation import ADMINISTRATION, current_key, links


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any], *, current: str = "", public: bool = False) -> SafeString:
    """Draw the sections of the masthead; without `current` the section is found by the view's name.

    `administers` in the context is the role of somebody who runs the system, "" of everybody else.
    """
    site: Site = context["site"]
    user = getattr(site.request, "user", None)
    signed_in = user is not None and user.is_authenticated
    sections = site.nav_public
    if signed_in and not public:
        own = ADMINISTRATION.get(str(context.get("administers", "")))
        sections = links(own) if own else site.nav_signed_in
    match = getattr(site.request, "resolver_match", None)
    key = current or (current_key(sections, match.view_name) if match else "")
    path = site.request.path if site.request else ""
    return draw("navigation", sections=sections, current=key, path=path)
