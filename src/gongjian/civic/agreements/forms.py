"""What narrows the register of agreements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.agreements.models import Agreement
from gongjian.civic.registry.models import Area
from gongjian.web.listing import BIGGEST_KEY, Filter


class AgreementFilter(Filter):
    """What narrows the register of agreements."""

    q = forms.CharField(
        label=_("找协议"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("编号、名称或单位"), "type": "search"}),
    )
    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("全部种类")), *Agreement.Kind.choices])
    state = forms.ChoiceField(
        label=_("进展"),
        choices=[
            ("", _("全部进展")),
            ("in_force", _("履行中")),
            ("ending", _("60 天内到期")),
            ("waiting", _("等签字")),
            ("ended", _("已结束")),
        ],
    )
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
    area = forms.ModelChoiceField(Area.objects.all(), widget=forms.HiddenInput)
