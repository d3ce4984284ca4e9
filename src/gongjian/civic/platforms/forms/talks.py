"""What is said of an open talk: the output of a stage, what residents pointed out, why nothing is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.platforms.models import Stage

MOST_HEADS = 10_000


class StageForm(forms.Form):
    """What one stage brought out."""

    text = forms.CharField(
        label=_("这一环节得出什么"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("看到的、谈到的、评出的、议定的，写要点。不要写个人的姓名和电话。"),
        error_messages={"required": _("请写明这一环节得出了什么。")},
    )
    headcount = forms.IntegerField(
        label=_("参加人数"),
        min_value=1,
        max_value=MOST_HEADS,
        error_messages={
            "required": _("请填参加的人数。"),
            "invalid": _("请只填数字，例如 23。"),
            "min_value": _("参加的人至少有 1 位。没有开的环节请不要写。"),
            "max_value": _("一次恳谈会不会有这么多人，请核对。"),
        },
    )


class FindingForm(forms.Form):
    """What somebody pointed out."""

    stage = forms.ChoiceField(
        label=_("在哪个环节"),
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选是在哪个环节反映的。")},
    )
    text = forms.CharField(
        label=_("反映什么"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一条写一件事。只有本辖区的工作岗位看得到，也不要写姓名和电话。"),
        error_messages={"required": _("请写明大家反映了什么。")},
    )


class NoActionForm(forms.Form):
    """Why nothing is done about a finding."""

    reason = forms.CharField(
        label=_("不办，因为"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("把道理说清楚，例如归谁管、已经办过、为什么办不了。不要写个人的姓名。"),
        error_messages={"required": _("不办要写明理由。")},
    )
