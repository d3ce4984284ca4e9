"""What is said when a street whistles, and when it notes that the called ones came."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.matters.forms.legs import MOST_WISH
from gongjian.civic.matters.forms.matters import MOST_TEXT, NOT_LISTED, TOO_LONG
from gongjian.civic.matters.models import Matter
from gongjian.civic.matters.queries.matters import Load
from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.models.areas import AreaQuerySet


class WhistleForm(forms.Form):
    """What, where, how urgent; whoever shall come gets a wish. A body without a wish is not called."""

    use_required_attribute = False

    title = forms.CharField(
        label=gettext_lazy("什么事"),
        max_length=120,
        help_text=gettext_lazy("一句话，会公开，例如“和顺路口路面塌陷”。不要写个人的姓名和门牌。"),
        error_messages={"required": gettext_lazy("请用一句话写明是什么事。"), "max_length": TOO_LONG},
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("在哪里"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("请选在哪里。"),
            "invalid_choice": gettext_lazy("只能为自己主管的地方吹哨。请从列表里选。"),
        },
    )
    category = forms.ChoiceField(
        label=gettext_lazy("类别"),
        choices=Matter.Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一个类别。"), "invalid_choice": NOT_LISTED},
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("缓急"),
        choices=Matter.Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选缓急。"), "invalid_choice": NOT_LISTED},
    )
    text = forms.CharField(
        label=gettext_lazy("详细情况"),
        max_length=MOST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("只有参加的单位看得到。"),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(
        self, areas: AreaQuerySet, bodies: Iterable[Organisation], loads: dict[int, Load], data: Any, initial: Any
    ) -> None:
        super().__init__(data, initial={"urgency": Matter.Urgency.URGENT} | dict(initial))
        place = self.fields["area"]
        if isinstance(place, forms.ModelChoiceField):
            place.queryset = areas
        self.bodies, self.loads = list(bodies), loads
        for body in self.bodies:
            label = _("要%(name)s做什么") % {"name": body.name}
            widget = forms.TextInput(attrs={"aria-label": label})
            self.fields[f"wish_{body.pk}"] = forms.CharField(
                label=label,
                max_length=MOST_WISH,
                required=False,
                widget=widget,
                error_messages={"max_length": TOO_LONG},
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Whom one may call: the body, what it has on its hands, where the wish is written."""
        return [{"body": body, "load": self.loads[body.pk], "wish": self[f"wish_{body.pk}"]} for body in self.bodies]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        wishes = {body: said.pop(f"wish_{body.pk}", "").strip() for body in self.bodies}
        said["called"] = [(body, wish) for body, wish in wishes.items() if wish]
        if not said["called"]:
            self.add_error(None, _("请至少叫一家：在它那一行写要它做什么。"))
        return said


class NoteForm(forms.Form):
    """On which day."""

    day = DayField(label=gettext_lazy("哪天"), help_text=gettext_lazy("只记哪一天，不记时刻和位置。"))
