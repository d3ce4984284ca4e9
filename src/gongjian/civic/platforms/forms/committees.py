"""What narrows the list of committees, and what is said of seats and of whom a committee takes in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.platforms.models import TERM_YEARS, Criterion, Platform, Seat
from gongjian.civic.platforms.queries.committees import candidates
from gongjian.civic.registry.models import Area, Organisation
from gongjian.web.listing import Filter

USUAL_YEARS = 3
DAY_ERRORS = {
    "required": gettext_lazy("请填日期，例如 2026-03-31。"),
    "invalid": gettext_lazy("日期认不出来，请写成 2026-03-31 这样。"),
}


class PlatformFilter(Filter):
    """What narrows the list of committees."""

    q = forms.CharField(
        label=gettext_lazy("找区域党委"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("街道或社区"), "type": "search"}),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("层级"),
        choices=[
            ("", gettext_lazy("全部层级")),
            (Area.Level.STREET.value, gettext_lazy("街道")),
            (Area.Level.COMMUNITY.value, gettext_lazy("社区")),
        ],
    )


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **said: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, error_messages=dict(DAY_ERRORS), **said)


class AdmitForm(forms.Form):
    """Who is admitted, by which decision, for which term."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("单位"),
        empty_label=gettext_lazy("请选一家"),
        error_messages={
            "required": gettext_lazy("请选要纳入的单位。"),
            "invalid_choice": gettext_lazy("这家不在辖区里，或者已经有席位了。请从列表里选。"),
        },
    )
    role = forms.ChoiceField(
        label=gettext_lazy("身份"),
        choices=Seat.Role.choices,
        initial=Seat.Role.PARTICIPANT,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("驻区单位是参与；居委会、业委会、物业公司是主体；党工委、社区党组织是核心。"),
    )
    is_part_time = forms.BooleanField(
        label=gettext_lazy("兼职委员"),
        required=False,
        help_text=gettext_lazy("在本单位另有工作、兼任委员的。每年向平台述职一次，不打分。"),
    )
    decision = forms.CharField(
        label=gettext_lazy("纳入决定"),
        max_length=200,
        help_text=gettext_lazy("哪次会议、第几项，例如“2026年第二次会议第三项”。"),
        error_messages={"required": gettext_lazy("请写明是哪次会议、哪项决定。")},
    )
    since = DayField(label=gettext_lazy("席位自"))
    until = DayField(label=gettext_lazy("任期到"), help_text=gettext_lazy("这一天起不再有席位；一届最多 5 年。"))

    def __init__(self, platform: Platform, on: date, data: Any = None, chosen: str = "") -> None:
        initial = {"organisation": chosen, "since": on, "until": on.replace(year=on.year + USUAL_YEARS, day=1)}
        super().__init__(data, initial=initial)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = candidates(platform, on=on)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until <= since:
            self.add_error("until", _("任期要晚于开始的日子。"))
        if since and until and until.year - since.year > TERM_YEARS:
            self.add_error("until", _("一届最多 %(years)s 年。") % {"years": TERM_YEARS})
        return said


class EndSeatForm(forms.Form):
    """From which day a seat is empty, and why."""

    on = DayField(label=gettext_lazy("退出的日子"), help_text=gettext_lazy("这一天起不再有席位，最晚到今天。"))
    reason = forms.CharField(
        label=gettext_lazy("为什么退出"),
        max_length=200,
        help_text=gettext_lazy("例如单位迁出、撤销，或哪次会议的决定。不要写个人的姓名。"),
        error_messages={"required": gettext_lazy("请写明为什么退出。")},
    )

    def __init__(self, on: date, data: Any = None) -> None:
        super().__init__(data, initial={"on": on})


class CriterionForm(forms.Form):
    """Whom a committee takes in in a year."""

    year = forms.TypedChoiceField(label=gettext_lazy("年度"), coerce=int)
    text = forms.CharField(
        label=gettext_lazy("纳入标准"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("什么样的单位可以纳入，用一两句话写清楚。纳入时会照原文引用。"),
        error_messages={"required": gettext_lazy("请写明什么样的单位可以纳入。")},
    )
    decision = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        help_text=gettext_lazy("在哪次会议上通过，例如“2026年第一次会议第一项”。"),
        error_messages={"required": gettext_lazy("请写明在哪次会议上通过。")},
    )
    adopted = DayField(label=gettext_lazy("通过的日子"))

    def __init__(self, years: Iterable[int], known: Criterion | None, on: date, data: Any = None) -> None:
        initial: dict[str, Any] = {"adopted": on}
        if known is not None:
            initial = {"year": known.year, "text": known.text, "decision": known.decision}
            initial["adopted"] = known.adopted_date
        super().__init__(data, initial=initial)
        field = self.fields["year"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(year, str(year)) for year in years]
