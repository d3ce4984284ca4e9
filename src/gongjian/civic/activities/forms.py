"""What narrows the register of activities; what is said to plan visits on site and to enter one."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gongjian.civic.activities.models import Activity
from gongjian.civic.matters.forms.groups import headcount
from gongjian.civic.matters.forms.works import AmongForm, body_of
from gongjian.civic.platforms.forms.committees import DayField
from gongjian.web.listing import BIGGEST_KEY, Filter


class ActivityFilter(Filter):
    """What narrows the register of activities; what is said to plan visits on site and to enter one."""

    q = forms.CharField(
        label=_("找活动"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("活动或主题"), "type": "search"}),
    )
    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("全部种类")), *Activity.Kind.choices])
    state = forms.ChoiceField(
        label=_("进展"), choices=[("", _("全部进展")), ("held", _("已办")), ("ahead", _("还没办"))]
    )
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
    group = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)


class VisitsForm(forms.Form):
    """What is looked at, when first, how many days apart, how often."""

    title = forms.CharField(
        label=_("看什么"),
        max_length=120,
        help_text=_("例如“看安置房 3 号楼进度”。"),
        error_messages={"required": _("请写看什么。")},
    )
    day = DayField(label=_("第一回哪天"))
    hour = forms.TimeField(
        label=_("几点"),
        initial=time(9),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("请写几点，例如 09:00。"), "invalid": _("时间认不出来，请写成 09:00 这样。")},
    )
    every_days = headcount(_("几天看一回"), 92, initial=14)
    times = headcount(_("一共几回"), 24, initial=6)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day, hour = said.pop("day", None), said.pop("hour", None)
        if day and hour:
            said["first"] = datetime.combine(day, hour, settings.OFFICE_ZONE)
        return said


class VisitForm(AmongForm):
    """Who went to look, and how many they were."""

    among = "organisation"
    organisation = body_of(_("哪家组织的"), empty_label=_("请选一家"))
    audience = forms.CharField(
        label=_("谁去看的"),
        max_length=160,
        help_text=_("例如“党员和过渡群众”。不要写姓名。"),
        error_messages={"required": _("请写谁去看的。")},
    )
    headcount = headcount(_("人数"), 10_000)

    def clean(self) -> dict[str, Any]:
        return {"sides": [super().clean() or {}]}
