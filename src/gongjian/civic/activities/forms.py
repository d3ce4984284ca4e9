"""What narrows the register of activities."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.activities.models import Activity
from gongjian.web.listing import BIGGEST_KEY, Filter


class ActivityFilter(Filter):
    """What narrows the register of activities."""

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
