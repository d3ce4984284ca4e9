"""What narrows the resource list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.lists.models import Resource
from gongjian.civic.registry.models import Area
from gongjian.web.listing import BIGGEST_KEY, Filter


class ResourceFilter(Filter):
    """What narrows the resource list."""

    q = forms.CharField(
        label=_("找资源"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("资源或单位"), "type": "search"}),
    )
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("全部类别")), *Resource.Kind.choices])
    nature = forms.ChoiceField(label=_("人财物"), choices=[("", _("全部")), *Resource.Nature.choices])
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)


class PremisesFilter(Filter):
    """What narrows the list of premises given free of charge."""

    area = forms.ModelChoiceField(Area.objects.all(), widget=forms.HiddenInput)
