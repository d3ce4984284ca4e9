"""Frames: what holds other things together on a page."""

from django.utils.safestring import SafeString

from gongjian.web.components.library import draw, one_of, register, trim

NOTICES = {"info", "soon", "done", "late"}


@register.simple_block_tag
def page_head(content: SafeString, *, title: str, over: str = "", over_url: str = "", under: str = "") -> SafeString:
    """Draw the head of a page; inside come facts and actions."""
    return draw("page_head", content=content, title=title, over=over, over_url=over_url, under=under)


@register.simple_block_tag
def actions(content: SafeString) -> SafeString:
    """Draw a row of buttons, at most one of them primary."""
    return draw("actions", content=content)


@register.simple_block_tag
def panel(
    content: SafeString,
    *,
    title: str = "",
    note: str = "",
    url: str = "",
    link: str = "",
    link_url: str = "",
    id: str = "",
    flush: bool = False,
    span: int = 0,
) -> SafeString:
    """Draw a white panel. `flush` lets a table or list reach its edges; `span` is its width in a grid of twelve."""
    return draw(
        "panel",
        content=content,
        title=title,
        note=note,
        url=url,
        link=link,
        link_url=link_url,
        id=id,
        flush=flush,
        span=span,
    )


@register.simple_block_tag
def facts(content: SafeString) -> SafeString:
    """Draw a line of facts that identify an object."""
    return draw("facts", content=content)


@register.simple_block_tag
def fact(content: SafeString, *, label: str, quiet: bool = False) -> SafeString:
    """Draw one fact; `quiet` hides the label from the eye only."""
    return draw("fact", content=content, label=label, quiet=quiet)


@register.simple_block_tag
def tabs(content: SafeString, *, label: str) -> SafeString:
    """Draw the tabs of an object; each is a page of its own."""
    return draw("tabs", content=content, label=label)


@register.simple_block_tag
def tab(content: SafeString, *, url: str, current: bool = False, count: int | None = None) -> SafeString:
    """Draw one tab; `count` says how many things wait behind it."""
    return draw("tab", content=trim(content), url=url, current=current, count=count)


@register.simple_block_tag
def notice(content: SafeString, *, kind: str = "info", title: str = "") -> SafeString:
    """Draw a sentence the reader must not miss: info, soon, done or late."""
    return draw("notice", content=content, kind=one_of("kind", kind, NOTICES), title=title)


@register.simple_block_tag
def empty_state(content: SafeString, *, title: str) -> SafeString:
    """Draw what stands where nothing is: `title` why it is empty, inside what can be done."""
    return draw("empty_state", content=content, title=title)


@register.simple_block_tag
def steps(content: SafeString, *, label: str) -> SafeString:
    """Draw the steps of a longer work, in order."""
    return draw("steps", content=content, label=label)


@register.simple_block_tag
def step(content: SafeString, *, state: str, note: str = "", url: str = "") -> SafeString:
    """Draw one step: done, now or next."""
    return draw("step", content=content, state=one_of("state", state, {"done", "now", "next"}), note=note, url=url)
