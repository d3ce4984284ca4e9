"""How often a platform has to meet and how it decides; what a kind of meeting usually looks like."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.platforms.forms.meetings import LONGEST, SHORTEST
from gongjian.civic.platforms.models import Meeting, MeetingRule, MeetingTemplate
from gongjian.civic.platforms.queries.duties import EVERY_MONTHS, HALF, MOST_NOTICE_DAYS, SHARES, share_words
from gongjian.web.listing import Filter

USUAL = {"every_months": 3, "notice_days": 3, "quorum_bp": HALF, "majority_bp": HALF}


class RuleForm(forms.Form):
    """From which day on how often, with how many, and how many for it."""

    every_months = forms.TypedChoiceField(
        label=_("多久至少开一次"), coerce=int, choices=list(EVERY_MONTHS.items()), widget=forms.RadioSelect
    )
    notice_days = forms.IntegerField(
        label=_("提前几天通知"),
        min_value=0,
        max_value=MOST_NOTICE_DAYS,
        error_messages={"required": _("请写提前几天，例如 3。")},
    )
    quorum_bp = forms.TypedChoiceField(
        label=_("多少家到会才能议决"),
        coerce=int,
        help_text=_("按应到的席位算；列席的不算。"),
        widget=forms.RadioSelect,
    )
    majority_bp = forms.TypedChoiceField(
        label=_("多少家赞成才算通过"), coerce=int, help_text=_("按到会的席位算。"), widget=forms.RadioSelect
    )
    since = DayField(label=_("从哪天起"), help_text=_("以前的规则到这一天为止，留着查。"))

    def __init__(self, rule: MeetingRule | None, on: date, data: Any = None) -> None:
        known: dict[str, Any] = {"since": on} | USUAL
        if rule is not None:
            known |= {name: getattr(rule, name) for name in USUAL}
        super().__init__(data, initial=known)
        for name in ("quorum_bp", "majority_bp"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                shares = sorted({*SHARES, known[name]})
                field.choices = [(share, share_words(share)) for share in shares]


class TemplateForm(forms.Form):
    """What a kind of meeting usually looks like."""

    kind = forms.ChoiceField(label=_("种类"), choices=Meeting.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("会议名称"), max_length=120, error_messages={"required": _("请写会议名称，例如“季度联席会议”。")}
    )
    length_minutes = forms.IntegerField(
        label=_("预计多少分钟"),
        min_value=SHORTEST,
        max_value=LONGEST,
        error_messages={"required": _("请写预计多少分钟，例如 120。")},
    )
    items = forms.CharField(
        label=_("固定议题"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("每次都有的议题，一行一项，按先后。照模板定会议时，会写进议程，之后还可以改。"),
    )

    def __init__(self, template: MeetingTemplate | None, data: Any = None) -> None:
        known: dict[str, Any] = {"kind": Meeting.Kind.JOINT, "length_minutes": 120}
        if template is not None:
            known = {"kind": template.kind, "title": template.title, "length_minutes": template.length_minutes}
            known["items"] = "\n".join(template.items)
        super().__init__(data, initial=known)

    def clean_items(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]


class DutyFilter(Filter):
    """What narrows the overview of the duty to meet."""

    q = forms.CharField(
        label=_("找平台"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("街道或社区"), "type": "search"}),
    )
    level = forms.ChoiceField(
        label=_("层级"),
        choices=[("", _("全部层级")), ("DISTRICT", _("区")), ("STREET", _("街道")), ("COMMUNITY", _("社区"))],
    )
