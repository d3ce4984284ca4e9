"""What is said of roads: who looks after a segment, who is chief."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongjian.civic.matters.forms.groups import REASON, headcount
from gongjian.civic.matters.forms.works import AmongForm, body_of
from gongjian.civic.matters.models import RoadChief
from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.projects.models import Part
from gongjian.civic.registry.models import OrganisationQuerySet

MOST_SEGMENTS, MOST_DAYS = 500, 366


def road_field() -> forms.CharField:
    """Return a field for the name of a road; a slash would break its address."""
    return forms.RegexField(
        r"^[^/\\]+$",
        label=gettext_lazy("道路"),
        max_length=60,
        help_text=gettext_lazy("例如“协作路”。"),
        error_messages={
            "required": gettext_lazy("请写哪条路。"),
            "invalid": gettext_lazy("路名里不能有斜线。请写成“协作路”这样。"),
        },
    )


class TakeForm(AmongForm):
    """Which segment, who looks after it, under which theme."""

    among = "taker"
    road = road_field()
    position = headcount(gettext_lazy("第几段"), MOST_SEGMENTS)
    taker = body_of(
        gettext_lazy("由谁照看"),
        empty_label=gettext_lazy("请选一家"),
        help_text=gettext_lazy("这里的驻区单位或者沿街商户。"),
    )
    part = forms.ModelChoiceField(
        Part.objects.none(), label=gettext_lazy("主题"), required=False, empty_label=gettext_lazy("没有主题")
    )
    since = DayField(label=gettext_lazy("自"))

    def __init__(self, takers: OrganisationQuerySet, parts: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(takers, data, initial)
        field = self.fields["part"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parts


class EndForm(forms.Form):
    """From which day on no more, and why."""

    on = DayField(label=gettext_lazy("从哪天起"))
    reason = forms.CharField(
        label=gettext_lazy("为什么"),
        max_length=200,
        help_text=gettext_lazy("例如“商户搬走”“道路改造”。不要写个人的姓名。"),
        error_messages={"required": REASON},
    )


class ChiefForm(AmongForm):
    """Which body is chief, by which post, how often it walks the road."""

    among = "chief"
    rank = forms.TypedChoiceField(
        label=gettext_lazy("级别"),
        choices=RoadChief.Rank.choices,
        coerce=int,
        initial=RoadChief.Rank.FIRST,
        widget=forms.RadioSelect,
    )
    chief = body_of(gettext_lazy("路长单位"), empty_label=gettext_lazy("请选一家"))
    post = forms.CharField(
        label=gettext_lazy("路长职务"),
        max_length=60,
        help_text=gettext_lazy("写职务，不写姓名，例如“党工委副书记”。"),
        error_messages={"required": gettext_lazy("请写由什么职务的人担任。")},
    )
    every_days = headcount(gettext_lazy("几天巡一次"), MOST_DAYS, initial=7)
    since = DayField(label=gettext_lazy("自"))
