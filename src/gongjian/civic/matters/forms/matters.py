"""What is said when a matter is raised, and what narrows the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongjian.civic.matters.models import Level, Matter
from gongjian.civic.registry.models import Area, Organisation, OrganisationQuerySet
from gongjian.civic.registry.models.areas import AreaQuerySet
from gongjian.web.listing import Filter

MOST_TEXT = 3000
MOST_HOUSEHOLDS = 1_000_000
TOO_LONG = gettext_lazy("最多 %(limit_value)d 个字，现在有 %(show_value)d 个。请删去一些。")
NOT_LISTED = gettext_lazy("没有这一项。请从列出的里面选。")


class MatterFilter(Filter):
    """What narrows the register of matters."""

    q = forms.CharField(
        label=gettext_lazy("找难题"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("什么事，或编号"), "type": "search"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=[("", gettext_lazy("全部种类")), *Matter.Kind.choices])
    category = forms.ChoiceField(
        label=gettext_lazy("类别"), choices=[("", gettext_lazy("全部类别")), *Matter.Category.choices]
    )
    level = forms.ChoiceField(label=gettext_lazy("现在在哪一级"), choices=[("", gettext_lazy("各级")), *Level.choices])
    mine = forms.ChoiceField(
        label=gettext_lazy("在谁手里"), choices=[("", gettext_lazy("各家")), ("yes", gettext_lazy("我们手里"))]
    )
    state = forms.ChoiceField(
        choices=[(name, name) for name in ("", "open", "late", "asked", "closed")], widget=forms.HiddenInput
    )


class RaiseForm(forms.Form):
    """One hard matter: what, where, how urgent, and for whom it is raised."""

    raiser = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("以哪一家的身份"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("请选以哪一家的身份报事。"),
            "invalid_choice": gettext_lazy("您不能以这一家的身份报事。请从列表里选。"),
        },
    )
    title = forms.CharField(
        label=gettext_lazy("什么事"),
        max_length=120,
        help_text=gettext_lazy("一句话，会公开，例如“和顺路雨水井反复淤堵，三栋楼一层进水”。不要写个人的姓名和门牌。"),
        error_messages={"required": gettext_lazy("请用一句话写明是什么事。"), "max_length": TOO_LONG},
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
        initial=Matter.Urgency.ORDINARY,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选缓急。"), "invalid_choice": NOT_LISTED},
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("在哪里"),
        empty_label=gettext_lazy("请选社区或街道"),
        error_messages={
            "required": gettext_lazy("请选在哪个社区或街道。"),
            "invalid_choice": gettext_lazy("这个地方不在您的辖区里。请从列表里选。"),
        },
    )
    text = forms.CharField(
        label=gettext_lazy("详细情况"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("从什么时候起、试过什么办法。只有参加的单位看得到，加密保存。"),
        error_messages={
            "required": gettext_lazy("请写明情况，好让承办的一方不用再问。"),
            "max_length": TOO_LONG,
        },
    )
    households = forms.IntegerField(
        label=gettext_lazy("受影响户数"),
        required=False,
        min_value=0,
        max_value=MOST_HOUSEHOLDS,
        error_messages={
            "invalid": gettext_lazy("请只填数字，例如 96。"),
            "min_value": gettext_lazy("户数不能小于 0。"),
            "max_value": gettext_lazy("户数最多填 %(limit_value)s，请核对。"),
        },
    )
    hidden_because = forms.ChoiceField(
        label=gettext_lazy("对公众"),
        choices=[("", gettext_lazy("公开经过和天数")), *Matter.Hidden.choices],
        required=False,
        help_text=gettext_lazy("只有涉及个人隐私、公共安全，或者正在调解的纠纷，才可以不公开。"),
        error_messages={"invalid_choice": NOT_LISTED},
    )

    def __init__(
        self,
        raisers: OrganisationQuerySet,
        areas: AreaQuerySet,
        data: Any = None,
        initial: Any = None,
        *,
        is_fixed: bool = False,
    ) -> None:
        """Offer bodies and places; `is_fixed`: the place follows from what the matter comes from."""
        super().__init__(data, initial=initial)
        bodies, places = self.fields["raiser"], self.fields["area"]
        if isinstance(bodies, forms.ModelChoiceField) and isinstance(places, forms.ModelChoiceField):
            bodies.queryset, places.queryset = raisers, areas
        known = list(raisers[:2])
        if len(known) == 1:
            bodies.widget, bodies.initial = forms.HiddenInput(), known[0].pk
            bodies.disabled = True  # what nobody sees cannot be wrong: what is sent for it is not read
        here = list(areas[:2])
        if len(here) == 1:  # who works for one community need not say which
            places.initial = here[0].pk
        places.disabled = is_fixed
