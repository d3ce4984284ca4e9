"""What narrows the register of units."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.queries import places
from gongjian.web.listing import Filter, choose
from gongjian.web.requests import Request


class OrganisationFilter(Filter):
    """What narrows the register of units."""

    q = forms.CharField(
        label=_("找单位"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": _("名称、拼音首字母或信用代码"), "type": "search"}),
    )
    place = forms.ChoiceField(label=_("区域"))
    grouping = forms.ChoiceField(label=_("类别"), choices=[("", _("全部类别")), *Organisation.Grouping.choices])
    party = forms.ChoiceField(
        label=_("党组织"), choices=[("", _("全部")), ("yes", _("有党组织")), ("none", _("没有党组织"))]
    )
    agreement = forms.ChoiceField(
        label=_("协议"), choices=[("", _("全部")), ("yes", _("有生效的协议")), ("no", _("没有协议"))]
    )

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        found = places(request.user, request.on)
        choose(self, "place", [("", _("全部区域")), *((area.scope_path, area.short_name) for area in found)])
        self.is_wide = bool(found)
        self.has_streets = any(area.level == Area.Level.STREET for area in found)
