"""What is said when a place is added, renamed, or lets its community take part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.forms.changes import CHOOSE, Since
from gongjian.civic.registry.models import CODE_LENGTH, UNDER, Area
from gongjian.web.listing import choose


class Named(forms.Form):
    """What a place is called; the code may be left out where the bureau has given none."""

    name = forms.CharField(
        label=_("名称"),
        max_length=80,
        help_text=_("照民政部门公布的全称。"),
        error_messages={"required": _("请填这个地方的全称。"), "max_length": _("最多 80 个字。")},
    )
    code = forms.CharField(
        label=_("区划代码"),
        max_length=12,
        required=False,
        help_text=_("街道 9 位，社区和村 12 位，以上级的代码开头。"),
        error_messages={"max_length": _("最多 12 位数字。")},
    )

    @property
    def arguments(self) -> dict[str, Any]:
        """What the verb takes, besides the actor, the area and the moment."""
        return self.cleaned_data


class AreaForm(Named):
    """A new place right below another."""

    level = forms.ChoiceField(label=_("层级"), error_messages=CHOOSE)
    since = Since()
    field_order = ("level", "name", "code", "since")

    def __init__(self, parent: Area, data: Any = None, *, today: Any = None) -> None:
        super().__init__(data, initial={"since": today})
        fitting = [level for level in CODE_LENGTH if UNDER.get(level) == parent.level]
        choose(self, "level", [(level.value, level.label) for level in fitting])


class RenameForm(Named):
    """Another name or code from a day on."""

    since = Since()

    def __init__(self, area: Area, data: Any = None, *, today: Any = None) -> None:
        super().__init__(data, initial={"name": area.name, "code": area.code, "since": today})


class TakePartForm(forms.Form):
    """The day from which a community takes part."""

    since = Since()

    def __init__(self, area: Area, data: Any = None, *, today: Any = None) -> None:
        super().__init__(data, initial={"since": today})

    @property
    def arguments(self) -> dict[str, Any]:
        """What the verb takes, besides the actor, the area and the moment."""
        return self.cleaned_data
