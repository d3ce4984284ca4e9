"""Signs: a word with a shape, a number with its unit, a person half hidden."""

from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from gongjian.web.components.library import draw, one_of, register, trim
from gongjian.web.words import check_code, count, masked_name, masked_phone, moment, ratio, share

STATES = {"done", "soon", "late", "open", "none", "hold", "half", "undone"}


@register.simple_block_tag
def status(content: SafeString, *, kind: str) -> SafeString:
    """Draw how a thing stands: a shape and a word, colour only third."""
    return draw("status", content=trim(content), kind=one_of("kind", kind, STATES))


@register.simple_block_tag
def tag(content: SafeString, *, kind: str = "plain") -> SafeString:
    """Draw a small label: plain, urgent, or award."""
    return draw("tag", content=trim(content), kind=one_of("kind", kind, {"plain", "urgent", "award"}))


@register.simple_block_tag
def figure(
    content: SafeString, *, number: int | str | None, label: str, unit: str = "", why: str = "", url: str = ""
) -> SafeString:
    """Draw a number that matters; inside may come a small picture, `why` says what moved it."""
    value = number if isinstance(number, str) else count(number)
    return draw("figure", content=trim(content), number=value, unit=unit, label=label, why=why, url=url)


@register.simple_block_tag
def figures(content: SafeString, *, kind: str = "column", label: str = "") -> SafeString:
    """Draw figures one below the other (column) or side by side (row)."""
    return draw("figures", content=content, kind=one_of("kind", kind, {"column", "row"}), label=label)


@register.simple_tag(takes_context=True)
def when(context: dict[str, Any], *, at: date) -> SafeString:
    """Draw when something happened, as one says it today."""
    return draw("when", at=at, words=moment(at, context["request"].at))


@register.simple_tag
def masked_person(*, name: str, phone: str = "", reveal_url: str = "") -> SafeString:
    """Draw a person of whom no more is shown than needed; a look at the rest goes to `reveal_url` and is noted."""
    shown = masked_phone(phone) if phone else ""
    return draw("masked_person", name=masked_name(name), phone=shown, reveal_url=reveal_url)


@register.simple_tag
def seal_code(*, code: str, label: str = "") -> SafeString:
    """Draw a check code large enough to compare with paper."""
    return draw("seal_code", code=check_code(code), label=label)


@register.simple_tag
def progress(
    *, label: str, done: int, total: int, note: str = "", unit: str = "", url: str = "", percent: bool = False
) -> SafeString:
    """Draw how far something is: done of total, with a bar."""
    return draw(
        "progress",
        label=label,
        done=done,
        total=total,
        note=note,
        unit=unit,
        url=url,
        share=share(ratio(done, total)) if percent else "",
    )
