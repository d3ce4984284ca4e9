"""The pen: writes SVG elements. Shapes carry classes, never styles; text is escaped; figures are whole numbers."""

from collections.abc import Mapping
from html import escape

HUNDRED_PER_CENT = 10_000


def element(name: str, attributes: Mapping[str, object], *inside: str) -> str:
    """Return one element; attributes that are None are left out, `inside` is already SVG."""
    written = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def picture(
    kind: str,
    *inside: str,
    label: str,
    role: str = "img",
    height: int | None = None,
    box: str | None = None,
    **more: object,
) -> str:
    """Return a whole picture.

    label  says in words what it shows; empty, if the picture only repeats the numbers beside it
    role   "img", or "group" when there are links inside
    """
    spoken = {"role": role, "aria-label": label} if label else {"aria-hidden": "true"}
    return element("svg", {"class": f"pic {kind}", "height": height, "viewBox": box, **more, **spoken}, *inside)


def rectangle(
    x: object, y: object, width: object, height: object, kind: str, *inside: str, round: int | None = None
) -> str:
    """Return a rectangle of a class."""
    return element("rect", {"class": kind, "x": x, "y": y, "width": width, "height": height, "rx": round}, *inside)


def path(kind: str, course: str) -> str:
    """Return a path of a class."""
    return element("path", {"class": kind, "d": course})


def word(text: str, x: object, y: object, kind: str, *, dx: int | None = None) -> str:
    """Return a word at a place; `dx` moves it on by pixels from a place in per cent."""
    return element("text", {"class": kind, "x": x, "y": y, "dx": dx}, escape(text))


def title(text: str) -> str:
    """Return what the pointer is told."""
    return element("title", {}, escape(text))


def percent(part: int, whole: int) -> str:
    """Return part of whole as an SVG length, rounded half up to two decimals: 1 of 3 -> 33.33%."""
    hundredths = (2 * HUNDRED_PER_CENT * part + whole) // (2 * whole) if whole else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
