"""Controls: what is pressed, filled in or chosen."""

from typing import Any

from django import forms, template
from django.utils.safestring import SafeString

from gongjian.web.components.library import draw, one_of, register, trim

KINDS = {"primary", "plain", "act", "quiet"}
SIZES = {"normal", "tight", "big"}


@register.simple_block_tag
def button(
    content: SafeString,
    *,
    kind: str = "plain",
    size: str = "normal",
    type: str = "submit",
    name: str = "",
    value: str = "",
    form: str = "",
    action: str = "",
    missing: str = "",
) -> SafeString:
    """Draw a button that says what happens. `missing` says what is still needed, and makes it wait."""
    return draw(
        "button",
        content=trim(content),
        kind=one_of("kind", kind, KINDS),
        size=one_of("size", size, SIZES),
        type=one_of("type", type, {"submit", "button", "reset"}),
        name=name,
        value=value,
        form=form,
        action=action,
        missing=missing,
    )


@register.simple_block_tag
def link_button(
    content: SafeString, *, url: str, kind: str = "plain", size: str = "normal", download: bool = False
) -> SafeString:
    """Draw a link to another page or file that looks like a button."""
    kind, size = one_of("kind", kind, KINDS), one_of("size", size, SIZES)
    return draw("link_button", content=trim(content), url=url, kind=kind, size=size, download=download)


@register.simple_tag
def field(
    *, field: forms.BoundField, label: str = "", hint: str = "", wide: bool = False, plain: bool = False
) -> SafeString:
    """Draw a form field with its label, hint and error.

    wide   takes the width that is left in a filter bar
    plain  does not write “可不填”, as in filters, where nothing is required
    """
    if not isinstance(field, forms.BoundField):
        raise template.TemplateSyntaxError(f"field is a bound field of a form, not {field!r}")
    hint = hint or str(field.help_text or "")
    base = field.auto_id or field.html_name
    described = [f"{base}_hint"] * bool(hint) + [f"{base}_error"] * bool(field.errors)
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    kind = shape(field)
    return draw(
        "field",
        field=field,
        kind=kind,
        base=base,
        label=label or field.label,
        hint=hint,
        described=attributes.get("aria-describedby", ""),
        widget="" if kind == "choices" else field.as_widget(attrs=attributes),
        optional=not (field.field.required or plain),
        wide=wide,
    )


def shape(field: forms.BoundField) -> str:
    """Return how a field is laid out: choices (radio buttons, ticks), tick (one box) or box (all others)."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "box"


@register.simple_tag
def error_summary(*, form: forms.BaseForm) -> SafeString:
    """Draw what must be mended before a form can be sent, each with a link to its field; nothing without errors."""
    faults = [
        {"id": first_id(form[name]), "label": form[name].label, "errors": form[name].errors}
        for name in fields_in_fault(form)
    ]
    whole = form.non_field_errors()
    return draw("error_summary", faults=faults, whole=whole, count=len(faults) + len(whole))


def fields_in_fault(form: forms.BaseForm) -> list[str]:
    """Return the names of the fields with errors, in the order of the form."""
    return [name for name in form.fields if form[name].errors]


def first_id(field: forms.BoundField) -> str:
    """Return the id of the first thing to fill in."""
    return f"{field.auto_id}_0" if shape(field) == "choices" else field.auto_id


@register.simple_block_tag(takes_context=True)
def filter_bar(
    context: dict[str, Any],
    content: SafeString,
    *,
    label: str,
    url: str = "",
    button: str = "",
    reset_url: str = "",
    keep: str = "",
    plain: bool = False,
) -> SafeString:
    """Draw a filter: its fields, one button. `keep` names the query keys to carry along, such as "sort size"."""
    query = context["request"].GET
    kept = [(key, value) for key in keep.split() for value in query.getlist(key)]
    return draw(
        "filter_bar", content=content, label=label, url=url, button=button, reset_url=reset_url, kept=kept, plain=plain
    )


@register.simple_block_tag
def chips(content: SafeString, *, note: str = "") -> SafeString:
    """Draw the line of filters in force."""
    return draw("chips", content=content, note=note)


@register.simple_block_tag
def chip(content: SafeString, *, url: str) -> SafeString:
    """Draw one filter in force; `url` is the page without it."""
    return draw("chip", content=trim(content), url=url)
