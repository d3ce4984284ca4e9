"""What is said of groups: who is in them, what they tell and hear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongjian.civic.matters.forms.legs import words
from gongjian.civic.matters.forms.works import AmongForm, body_of
from gongjian.civic.matters.models import Group
from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.registry.models import Area
from gongjian.civic.registry.models.areas import AreaQuerySet

MOST_PEOPLE, MOST_HOUSEHOLDS = 1000, 30_000
REASON = gettext_lazy("请写明理由。")


def headcount(label: Any, most: int, **more: Any) -> forms.IntegerField:
    """Return a field for how many: at least one."""
    errors = {
        "required": gettext_lazy("请填数量，至少 1。"),
        "invalid": gettext_lazy("请只填数字，例如 4。"),
        "min_value": gettext_lazy("至少是 1。"),
        "max_value": gettext_lazy("这个数太大了，请再看一看。"),
    }
    return forms.IntegerField(label=label, min_value=1, max_value=most, error_messages=errors, **more)


class FormGroupForm(forms.Form):
    """A new group: for what, where, since when."""

    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("区域"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("请选在哪里。"),
            "invalid_choice": gettext_lazy("只能在自己主管的地方组成工作组。请从列表里选。"),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("种类"), choices=Group.Kind.choices, initial=Group.Kind.TASK, widget=forms.RadioSelect
    )
    parent = forms.ModelChoiceField(
        Group.objects.none(), label=gettext_lazy("属于哪个组"), required=False, empty_label=gettext_lazy("不属于别的组")
    )
    title = forms.CharField(
        label=gettext_lazy("名称"), max_length=120, error_messages={"required": gettext_lazy("请写工作组的名称。")}
    )
    purpose = forms.CharField(
        label=gettext_lazy("任务"),
        max_length=200,
        help_text=gettext_lazy("一句话，例如“会商安置房建设中的疑难问题”。"),
        error_messages={"required": gettext_lazy("请写明为了什么事。")},
    )
    since = DayField(label=gettext_lazy("成立"))

    def __init__(self, areas: AreaQuerySet, parents: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for name, rows in (("area", areas), ("parent", parents)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


class LendForm(AmongForm):
    """Who lends how many people, and for what."""

    among = "organisation"
    organisation = body_of(
        gettext_lazy("派出单位"),
        required=False,
        empty_label=gettext_lazy("没有登记的一方"),
        help_text=gettext_lazy("辖区里的单位，或者区外的投资方、建设方。"),
    )
    source = forms.CharField(
        label=gettext_lazy("来源"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("例如“原拆迁村党员”。选了派出单位可以空着。"),
    )
    headcount = headcount(gettext_lazy("人数"), MOST_PEOPLE, help_text=gettext_lazy("只记人数，不记姓名。"))
    expertise = forms.CharField(
        label=gettext_lazy("专长"), max_length=60, required=False, help_text=gettext_lazy("例如“结构工程”。")
    )
    since = DayField(label=gettext_lazy("自"))


class ReleaseForm(forms.Form):
    """From which day they are back, and why."""

    on = DayField(label=gettext_lazy("从哪天起不在组里"))
    reason = forms.CharField(
        label=gettext_lazy("为什么回去"),
        max_length=200,
        help_text=gettext_lazy("例如“图纸会审已经完成”。不要写个人的姓名。"),
        error_messages={"required": REASON},
    )


class BulletinForm(forms.Form):
    """How far the work is, and who shall know."""

    audience = forms.CharField(
        label=gettext_lazy("告诉谁"),
        max_length=120,
        help_text=gettext_lazy("例如“三官庙村过渡群众”。有地址的人不用登录就能看。"),
        error_messages={"required": gettext_lazy("请写明告诉谁。")},
    )
    title = forms.CharField(
        label=gettext_lazy("标题"), max_length=120, error_messages={"required": gettext_lazy("请写标题。")}
    )
    text = words(
        gettext_lazy("进展"),
        3000,
        gettext_lazy("请写进展，让大家看得明白。"),
        hint=gettext_lazy("现在到哪一步，下一步什么时候，有事找谁的电话。不要写住户的姓名和门牌。"),
        rows=8,
    )


class WithdrawForm(forms.Form):
    """Why a bulletin is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("为什么撤下"),
        max_length=200,
        help_text=gettext_lazy("打开这个地址的人会看到。"),
        error_messages={"required": REASON},
    )


class ConcernForm(forms.Form):
    """What people told, when, and how many households it concerns."""

    day = DayField(label=gettext_lazy("哪天"))
    text = words(
        gettext_lazy("反映什么"),
        1000,
        gettext_lazy("请写明反映了什么。"),
        hint=gettext_lazy("只写事情，不写姓名、电话和门牌。只有本辖区的工作人员看得到。"),
        rows=4,
    )
    households = headcount(gettext_lazy("涉及户数"), MOST_HOUSEHOLDS, initial=1)


class AnswerForm(forms.Form):
    """What people were answered."""

    answer = words(gettext_lazy("答复"), 300, gettext_lazy("请写明答复了什么。"))
