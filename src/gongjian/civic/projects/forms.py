"""What narrows the register of projects."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.projects.models import Project
from gongjian.web.listing import BIGGEST_KEY, Filter


class ProjectFilter(Filter):
    """What narrows the register of projects."""

    q = forms.CharField(
        label=_("找项目"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("项目或成果"), "type": "search"}),
    )
    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("全部种类")), *Project.Kind.choices])
    state = forms.ChoiceField(
        label=_("进展"), choices=[("", _("全部进展")), ("open", _("在建")), ("finished", _("已完成"))]
    )
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
