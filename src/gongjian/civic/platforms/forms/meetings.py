"""What narrows the register of meetings; what is said to plan one, and to call it off."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.platforms.models import Meeting, MeetingTemplate
from gongjian.web.listing import BIGGEST_KEY, Filter

USUAL_HOUR = "09:00"
SHORTEST, LONGEST = 10, 600


class MeetingFilter(Filter):
    """What narrows the register of meetings."""

    q = forms.CharField(
        label=_("找会议"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("会议、街道或社区"), "type": "search"}),
    )
    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("全部种类")), *Meeting.Kind.choices])
    state = forms.ChoiceField(
        label=_("进展"),
        choices=[
            ("", _("全部进展")),
            ("held", _("已开")),
            ("ahead", _("还没开")),
            ("cancelled", _("取消")),
        ],
    )
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)


class PlanForm(forms.Form):
    """When and where a platform meets, and for how long."""

    kind = forms.ChoiceField(label=_("种类"), choices=Meeting.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("会议名称"), max_length=120, error_messages={"required": _("请写会议名称，例如“第二季度联席会议”。")}
    )
    day = DayField(label=_("哪天"))
    hour = forms.TimeField(
        label=_("几点开始"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("请写几点开始，例如 09:00。"), "invalid": _("时间认不出来，请写成 09:00 这样。")},
    )
    length_minutes = forms.IntegerField(
        label=_("预计多少分钟"),
        min_value=SHORTEST,
        max_value=LONGEST,
        error_messages={"required": _("请写预计多少分钟，例如 120。")},
    )
    place = forms.CharField(
        label=_("地点"), max_length=120, error_messages={"required": _("请写在哪里开，例如“社区二楼会议室”。")}
    )
    template = forms.ModelChoiceField(
        MeetingTemplate.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("这个模板已经停用，或者不是这里的。请从上面另选一个。")},
    )

    def __init__(self, templates: QuerySet[MeetingTemplate], chosen: MeetingTemplate | None, data: Any = None) -> None:
        usual: dict[str, Any] = {"kind": Meeting.Kind.JOINT, "hour": USUAL_HOUR, "length_minutes": 120}
        if chosen is not None:
            usual |= {"kind": chosen.kind, "title": chosen.title, "template": chosen}
            usual["length_minutes"] = chosen.length_minutes
        super().__init__(data, initial=usual)
        field = self.fields["template"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = templates

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day, hour = said.pop("day", None), said.pop("hour", None)
        if isinstance(day, date) and hour is not None:
            said["starts_at"] = datetime.combine(day, hour, tzinfo=settings.OFFICE_ZONE)
        return said


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    reason = forms.CharField(
        label=_("为什么取消"),
        max_length=200,
        help_text=_("收到通知的单位会看到。改日子的，取消以后另定一次。"),
        error_messages={"required": _("请写明为什么取消。")},
    )
