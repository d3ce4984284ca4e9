"""The tag library all components register with, and what they share."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def draw(component: str, **facts: Any) -> SafeString:
    """Return the component's template rendered with these facts and nothing else."""
    return render_to_string(f"ui/{component}.html", facts)


def one_of(name: str, value: str, allowed: Iterable[str]) -> str:
    """Return the value if it is allowed; raise TemplateSyntaxError naming those that are."""
    if value not in allowed:
        message = f"{name} is one of {', '.join(sorted(allowed))}, not “{value}”"
        raise template.TemplateSyntaxError(message)
    return value


def trim(content: SafeString) -> SafeString:
    """Return what stands inside a tag without the white space around it; it was made safe when it was rendered."""
    return mark_safe(content.strip())  # noqa: S308
