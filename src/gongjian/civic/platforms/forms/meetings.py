"""What narrows the register of meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.platforms.models import Meeting
from gongjian.web.listing import BIGGEST_KEY, Filter


class MeetingFilter(Filter):
    """What narrows the register of meetings."""

    q = forms.CharField(
        label=_("找会议"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("会议、街道或社区"), "type": "search"}),
    )
    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("全部种类")), *Meeting.Kind.choices])
    state = forms.ChoiceField(
        label=_("进展"), choices=[("", _("全部进展")), ("held", _("已开")), ("ahead", _("还没开"))]
    )
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
