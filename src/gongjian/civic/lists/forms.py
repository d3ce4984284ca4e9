"""What narrows the lists, and what is said of a need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.lists.models import Resource
from gongjian.civic.registry.models import Area, Organisation, OrganisationQuerySet
from gongjian.civic.registry.models.areas import AreaQuerySet
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


class NeedFilter(Filter):
    """What narrows the need list."""

    q = forms.CharField(
        label=_("找需求"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("需求或提出方"), "type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("进展"), choices=[("", _("全部进展")), ("open", _("还需要")), ("closed", _("已撤下"))]
    )
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable at run time
    """A street or a community, under the name of its street."""

    def label_from_instance(self, obj: Any) -> str:
        parent = obj.parent.short_name if obj.parent and obj.parent.level == Area.Level.STREET else ""
        return f"{parent} {obj.short_name}".strip()


class NeedForm(forms.Form):
    """Who asks for what, where."""

    title = forms.CharField(
        label=_("需要什么"),
        max_length=120,
        help_text=_("一句话，例如“周末用一间能坐三十人的教室”。不要写个人的姓名和电话。"),
        error_messages={"required": _("请用一句话写明需要什么。")},
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("由谁提出"),
        empty_label=None,
        error_messages={
            "required": _("请选由哪一家提出。"),
            "invalid_choice": _("您不能替这一家提出。请从列表里选。"),
        },
    )
    area = PlaceChoice(
        Area.objects.none(),
        label=_("在哪里"),
        empty_label=_("请选街道或社区"),
        error_messages={
            "required": _("请选在哪个街道或社区。"),
            "invalid_choice": _("这个区域不在您的范围里。请从列表里选。"),
        },
    )

    def __init__(
        self,
        owners: OrganisationQuerySet,
        areas: AreaQuerySet,
        data: Any = None,
        *,
        owner: int | None = None,
        area: int | None = None,
    ) -> None:
        super().__init__(data, initial={"owner": owner, "area": area})
        for name, rows in (("owner", owners), ("area", areas)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


class CloseNeedForm(forms.Form):
    """Why it is no longer asked for."""

    reason = forms.CharField(
        label=_("为什么撤下"),
        max_length=200,
        help_text=_("例如已经解决，或者不再需要。不要写个人的姓名。"),
        error_messages={"required": _("请写明为什么撤下。")},
    )
