"""What the district says in its rules for matters."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.matters.actions.rules import CALLING, MOST
from gongjian.civic.matters.models import Level, Rulebook, Rung
from gongjian.civic.registry.models import Role

STEPS = 3
NUMBER_ERRORS = {
    "required": gettext_lazy("请填一个数，至少 1。"),
    "invalid": gettext_lazy("请只填数字，例如 7。"),
    "min_value": gettext_lazy("至少是 1。"),
    "max_value": gettext_lazy("最多 200。"),
}


def number(name: str) -> forms.IntegerField:
    """Return a field for a number of the rules, called as the rules call it."""
    label = cast("Field[Any, Any]", Rulebook._meta.get_field(name)).verbose_name
    return forms.IntegerField(label=label, min_value=1, max_value=MOST, error_messages=NUMBER_ERRORS)


class RulebookForm(forms.Form):
    """Days, hours, who may whistle, and a ladder of up to three steps."""

    answer_days = number("answer_days")
    urgent_days = number("urgent_days")
    ordinary_days = number("ordinary_days")
    hard_days = number("hard_days")
    silence_days = number("silence_days")
    callers = forms.MultipleChoiceField(
        label=gettext_lazy("谁可以吹哨"),
        choices=[(role, Role(role).label) for role in CALLING],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("只能为自己的单位吹哨。"),
        error_messages={"required": gettext_lazy("请至少选一种岗位。")},
    )
    sign_hours = number("sign_hours")
    contact_hours = number("contact_hours")
    attend_days = number("attend_days")
    hard_attend_days = number("hard_attend_days")

    def __init__(self, rules: Rulebook, ladder: Iterable[Rung], data: Any = None) -> None:
        initial: dict[str, Any] = {name: getattr(rules, name) for name in self.base_fields}
        for rung in ladder:
            initial |= {f"after_{rung.step}": rung.after_days, f"level_{rung.step}": rung.to_level}
        super().__init__(data, initial=initial)
        levels = [("", _("没有这一级")), *((one.value, one.label) for one in list(Level)[1:])]
        for step in range(1, STEPS + 1):
            self.fields[f"after_{step}"] = forms.IntegerField(
                label=_("第 %(step)s 级：逾期几个工作日") % {"step": step},
                required=False,
                min_value=1,
                max_value=MOST,
                error_messages=NUMBER_ERRORS,
            )
            self.fields[f"level_{step}"] = forms.ChoiceField(
                label=_("第 %(step)s 级：报到哪里") % {"step": step}, required=False, choices=levels
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        rungs = []
        for step in range(1, STEPS + 1):
            days, level = said.pop(f"after_{step}", None), said.pop(f"level_{step}", "")
            if bool(days) != bool(level) and f"after_{step}" not in self.errors:
                self.add_error(f"after_{step}", _("天数和报到哪里要一起填，或者都空着。"))
            elif days:
                rungs.append((days, level))
        return said | {"rungs": rungs}
