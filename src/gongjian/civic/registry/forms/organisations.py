"""What narrows the register of organisations, and the past day that is asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.registry.models.organisations import GROUPINGS
from gongjian.civic.registry.queries import departments, places
from gongjian.civic.registry.queries.register import GOVERNING
from gongjian.civic.registry.queries.register import SCOPES as WHO
from gongjian.web.components.lists import with_query
from gongjian.web.listing import BIGGEST_KEY, Condition, Filter, choose
from gongjian.web.requests import Request

SCOPES = {
    "": gettext_lazy("驻区单位"),
    "others": gettext_lazy("其他参与者"),
    "all": gettext_lazy("全部"),
}


@dataclass(frozen=True)
class AskedDay:
    """The past day that the address asks for (None: today), or why there is none to show."""

    then: date | None = None
    why: str = ""

    @property
    def query(self) -> str:
        """What the address of another page of that day ends with."""
        return f"?on={self.then.isoformat()}" if self.then else ""


def asked_day(request: Request) -> AskedDay:
    """Return the past day in `?on=2026-05-15`; nonsense, and a day to come, are today with a sentence."""
    said = request.GET.get("on", "").strip()
    if not said:
        return AskedDay()
    try:
        day = forms.DateField(input_formats=["%Y-%m-%d"]).clean(said)
    except forms.ValidationError:
        return AskedDay(None, _("认不出是哪一天，请写成 2026-05-15 这样。下面是今天的情况。"))
    if day is None or day == request.on:
        return AskedDay()
    if day > request.on:
        return AskedDay(None, _("%(day)s还没有到，下面是今天的情况。") % {"day": day.isoformat()})
    return AskedDay(day)


class OrganisationFilter(Filter):
    """What narrows the register of organisations."""

    q = forms.CharField(
        label=gettext_lazy("找单位"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("名称、拼音首字母或信用代码"), "type": "search"}),
    )
    scope = forms.ChoiceField(choices=list(SCOPES.items()), widget=forms.HiddenInput)
    place = forms.ChoiceField(label=gettext_lazy("区域"))
    grouping = forms.ChoiceField(
        label=gettext_lazy("类别"), choices=[("", gettext_lazy("全部类别")), *Organisation.Grouping.choices]
    )
    member = forms.ChoiceField(
        label=gettext_lazy("区域党委"),
        choices=[("", gettext_lazy("全部")), ("yes", gettext_lazy("已纳入")), ("no", gettext_lazy("未纳入"))],
    )
    agreement = forms.ChoiceField(
        label=gettext_lazy("协议"),
        choices=[("", gettext_lazy("全部")), ("yes", gettext_lazy("有生效的协议")), ("no", gettext_lazy("没有协议"))],
    )
    kind = forms.ChoiceField(label=gettext_lazy("种类"))
    party = forms.ChoiceField(
        label=gettext_lazy("党组织"),
        choices=[
            ("", gettext_lazy("全部")),
            ("yes", gettext_lazy("有党组织")),
            ("none", gettext_lazy("没有党组织")),
        ],
    )
    outside = forms.ChoiceField(
        label=gettext_lazy("上级党组织"),
        choices=[("", gettext_lazy("全部")), ("yes", gettext_lazy("上级在区外"))],
    )
    sector = forms.ChoiceField(label=gettext_lazy("行业主管"))
    on = forms.DateField(
        label=gettext_lazy("看哪一天"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    superior = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
    host = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
    MORE = ("kind", "party", "outside", "sector", "on")
    narrowed: tuple[Condition, ...] = ()  # what a link said and no field shows: whose subordinates, whose tenants

    def __init__(self, request: Request, then: date | None = None) -> None:
        super().__init__(request)
        found = places(request.user, request.on, then)
        said = Area.objects.in_territory_of(request.user, on=request.on).filter(path=self.query.get("place", ""))
        deeper = [area for area in said if area not in found]  # what a page of a place leads to
        choose(self, "place", [("", _("全部区域")), *((area.scope_path, area.short_name) for area in found + deeper)])
        self.is_wide = bool(found)
        self.has_streets = any(area.level == Area.Level.STREET for area in found)
        sectors = [(str(one.pk), one.name) for one in departments()]
        choose(self, "sector", [("", _("全部行业")), *sectors])
        choose(self, "kind", [("", _("全部种类")), *kinds(self.who)])

    @property
    def who(self) -> str:
        """Which organisations: units (""), other participants or all."""
        said = self.query.get("scope", "")
        return said if said in WHO else ""

    @property
    def conditions(self) -> list[Condition]:
        """The filters in force, those that came by a link as well; the day has its own band."""
        day = with_query(self.query, on=None, page=None)
        return [*(one for one in super().conditions if one.url != day), *self.narrowed]

    @property
    def asked(self) -> dict[str, Any]:
        """What `queries.register` takes: what was said, without the day."""
        return {name: value for name, value in self.values.items() if name != "on"} | {"scope": self.who}

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that most people leave alone."""
        return [self[name] for name in self.MORE]

    @property
    def has_more(self) -> bool:
        """Whether one of those says something."""
        return any(self.values[name] for name in self.MORE)


def kinds(scope: str) -> list[tuple[str, Any]]:
    """Return the kinds to choose from: of units, of the other participants, or all."""
    every = Organisation.Kind
    wanted = {"": set(GROUPINGS), "others": set(every) - set(GOVERNING), "all": set(every)}[scope]
    return [(kind.value, kind.label) for kind in every if kind in wanted]


class ContactForm(forms.Form):
    """Why somebody wants to see a name and a number."""

    reason = forms.CharField(
        label=gettext_lazy("为什么要看"),
        max_length=200,
        help_text=gettext_lazy("例如：联系 11 月的联席会议。事由和您的账号、时间会一起记下来。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请写明为什么要看，一句话就够。")},
    )
