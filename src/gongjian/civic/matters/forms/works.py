"""What is said when a works problem is consulted on and checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongjian.civic.matters.forms.legs import words
from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet

MOST_OPINION, MOST_SEEN = 500, 300


def body_of(
    label: Any, bodies: OrganisationQuerySet | None = None, **more: Any
) -> "forms.ModelChoiceField[Organisation]":
    """Return a field in which one of few bodies is chosen."""
    errors = {
        "required": gettext_lazy("请选一家单位。"),
        "invalid_choice": gettext_lazy("这家单位不在可选的范围里。请从列表里选。"),
    }
    queryset = Organisation.objects.none() if bodies is None else bodies
    return forms.ModelChoiceField(queryset, label=label, error_messages=errors, **more)


class AmongForm(forms.Form):
    """A form in which one body is chosen among those given."""

    among = ""

    def __init__(self, bodies: OrganisationQuerySet, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields[self.among]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = bodies


class OpinionForm(AmongForm):
    """Who thinks what, since when."""

    among = "organisation"
    organisation = body_of(gettext_lazy("谁的意见"), empty_label=gettext_lazy("请选一家"))
    text = words(
        gettext_lazy("意见"),
        MOST_OPINION,
        gettext_lazy("请写明意见：同意怎么办，或者还有什么不同意。"),
        hint=gettext_lazy("怎么办、谁来办、有什么条件。不要写个人的姓名。"),
    )
    day = DayField(label=gettext_lazy("哪天"))


class CheckForm(AmongForm):
    """Who looked on site, and what was seen."""

    among = "by"
    by = body_of(
        gettext_lazy("谁去看的"),
        empty_label=gettext_lazy("请选一家"),
        help_text=gettext_lazy("牵头单位不能自己核查自己。"),
    )
    day = DayField(label=gettext_lazy("哪天"))
    is_passed = forms.TypedChoiceField(
        label=gettext_lazy("做到了吗"),
        choices=[("yes", gettext_lazy("做到了")), ("no", gettext_lazy("还没做到"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选做到了，还是没做到。")},
    )
    text = words(gettext_lazy("看到什么"), MOST_SEEN, gettext_lazy("请写明在现场看到什么。"))
