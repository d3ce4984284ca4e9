"""What the security administrator fills in about accounts and posts."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.posts import PLACES, fitting, is_for_organisation
from gongjian.civic.registry.models import Area, Organisation, Role
from gongjian.civic.registry.queries.people import (
    EXPIRED,
    IDLE,
    INVITED,
    LOCKED,
    MOST_FOUND,
    NONE,
    OPEN,
    TERM,
    candidates,
    places_for,
)
from gongjian.web.listing import BIGGEST_KEY, Filter, choose
from gongjian.web.requests import Request

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")
STATES = {
    OPEN: gettext_lazy("启用"),
    INVITED: gettext_lazy("等设密码"),
    EXPIRED: gettext_lazy("邀请过期"),
    LOCKED: gettext_lazy("停用"),
    NONE: gettext_lazy("没有账号"),
    IDLE: gettext_lazy("没有在任岗位"),
    TERM: gettext_lazy("60 天内任期到"),
}
A_DAY = {
    "required": gettext_lazy("请填日期，例如 2026-03-31。"),
    "invalid": gettext_lazy("日期认不出来，请写成 2026-03-31 这样。"),
}


class PeopleFilter(Filter):
    """What narrows the register of people and posts."""

    q = forms.CharField(
        label=gettext_lazy("找账号"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("登录名、单位、社区或职务"), "type": "search"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("岗位"), choices=[("", gettext_lazy("全部岗位")), *Role.choices])
    place = forms.ChoiceField(label=gettext_lazy("区域"))
    state = forms.ChoiceField(label=gettext_lazy("状态"), choices=[("", gettext_lazy("全部状态")), *STATES.items()])

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        streets = places_for((Area.Level.STREET,), request.on)
        choose(self, "place", [("", _("全部区域")), *((area.scope_path, area.short_name) for area in streets)])


class RoleForm(forms.Form):
    """Which post: the first step."""

    role = forms.ChoiceField(
        label=gettext_lazy("什么岗位"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一个岗位。")},
    )


class PlaceForm(forms.Form):
    """Over which area: the second step of a territorial post."""

    role = forms.CharField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label=gettext_lazy("管哪里"), error_messages={"required": gettext_lazy("请选一个区域。")})

    def __init__(self, role: str, on: date, data: Any = None) -> None:
        super().__init__(data, initial={"role": role})
        self.areas = {str(area.pk): area for area in places_for(PLACES[role], on)}
        choose(self, "place", [(key, _in_words(area)) for key, area in self.areas.items()])


class SearchForm(forms.Form):
    """For which organisation: it is searched first, since there are two thousand."""

    role = forms.CharField(widget=forms.HiddenInput)
    q = forms.CharField(
        label=gettext_lazy("找单位"),
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=gettext_lazy("名称里的几个字、拼音首字母，或者信用代码的前几位。"),
    )


class OrganisationForm(forms.Form):
    """Which of those found."""

    role = forms.CharField(widget=forms.HiddenInput)
    organisation = forms.ChoiceField(
        label=gettext_lazy("找到的单位"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一家单位。")},
    )

    def __init__(self, role: str, found: list[Organisation]) -> None:
        super().__init__(initial={"role": role})
        choose(self, "organisation", [(one.pk, _placed(one)) for one in found[:MOST_FOUND]])
        self.found = found[:MOST_FOUND]
        self.has_more = len(found) > MOST_FOUND


class PostForm(forms.Form):
    """The last step: what the post is called, from when, and until when."""

    title = forms.CharField(
        label=gettext_lazy("职务"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("例如“党建办主任”。不写姓名。"),
    )
    since = forms.DateField(
        label=gettext_lazy("哪天到任"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=A_DAY,
    )
    term_to = forms.DateField(
        label=gettext_lazy("任期到哪天"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
        help_text=gettext_lazy("到期前 60 天会提醒；到期不会自动离任。"),
        error_messages=A_DAY,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, term_to = said.get("since"), said.get("term_to")
        if since and term_to and term_to <= since:
            self.add_error("term_to", _("任期结束的日子要晚于到任的日子。"))
        return said


class AccountForm(PostForm):
    """The last step for somebody new: the account as well."""

    username = forms.CharField(
        label=gettext_lazy("登录名"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "3 到 32 个小写字母、数字、点或短横。跟着岗位起，例如 linshanzhai-01，不用姓名和手机号。"
        ),
        error_messages={"required": gettext_lazy("请起一个登录名。")},
    )
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("加密保存，只有安全管理员写明事由才能看全。"),
    )
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=30, required=False)
    field_order = ("username", "title", "since", "term_to", "name", "phone")

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if not USERNAME.fullmatch(username):
            raise forms.ValidationError(_("登录名只能用小写字母、数字、点和短横，3 到 32 个，以字母或数字开头。"))
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("登录名“%(name)s”已经有人用了，请换一个。") % {"name": username})
        return username


class RenewForm(forms.Form):
    """Until when the next term lasts."""

    term_to = forms.DateField(
        label=gettext_lazy("任期延到哪天"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=A_DAY,
    )


class DismissForm(forms.Form):
    """The first day on which the post is not held any more."""

    until = forms.DateField(
        label=gettext_lazy("从哪天起不再任"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("做过的事仍记在这个岗位名下。"),
        error_messages=A_DAY,
    )


class ReasonForm(forms.Form):
    """Why; it stands in the history."""

    reason = forms.CharField(
        label=gettext_lazy("事由"),
        max_length=100,
        help_text=gettext_lazy("会写进记录，审计管理员看得到。不写姓名和电话。"),
        error_messages={"required": gettext_lazy("请写明事由。")},
    )


class Steps:
    """Where one stands on the way to a post: role, then place or organisation, then the rest. All is in the address."""

    def __init__(self, request: Request) -> None:
        said = request.GET
        role = said.get("role", "")
        self.role = Role(role) if role in Role.values else None
        self.area: Area | None = None
        self.organisation: Organisation | None = None
        self.form: forms.Form = RoleForm(said if "role" in said else None)
        self.choices: OrganisationForm | None = None
        self.q = said.get("q", "").strip()[:60]
        self.name = "role"
        if self.role is None:
            return
        if is_for_organisation(self.role):
            self._choose_organisation(said.get("organisation", ""))
        else:
            self._choose_place(said, request.on)

    def _choose_organisation(self, key: str) -> None:
        self.name, role = "organisation", str(self.role)
        if key.isdecimal() and int(key) < BIGGEST_KEY:
            kept = Organisation.objects.filter(fitting(role)).select_related("area__parent")
            self.organisation = kept.filter(pk=int(key)).first()
        self.area = self.organisation.area if self.organisation else None
        if self.organisation is not None:
            self.name = "post"
        self.form = SearchForm(initial={"role": role, "q": self.q})
        self.choices = OrganisationForm(role, candidates(self.q, fitting(role)))

    def _choose_place(self, said: Any, on: date) -> None:
        form = PlaceForm(str(self.role), on, said if "place" in said else None)
        self.form, self.name = form, "place"
        if form.is_valid():
            self.area, self.name = form.areas[form.cleaned_data["place"]], "post"

    @property
    def whose(self) -> str:
        """What the post is over or for, in words."""
        if self.organisation is not None:
            return self.organisation.name
        return _in_words(self.area) if self.area else ""

    @property
    def back_url(self) -> str:
        """The step before the last, to choose again."""
        return f"?role={self.role}"

    @property
    def post(self) -> dict[str, Any]:
        """What `appoint` takes of what was chosen."""
        return {"role": str(self.role), "organisation": self.organisation}


def _in_words(area: Area) -> str:
    street = area.parent if area.parent and area.parent.level == Area.Level.STREET else None
    return f"{street.short_name} {area.short_name}" if street else area.short_name


def _placed(one: Organisation) -> str:
    place = _in_words(one.area) if one.area else ""
    return _("%(name)s（%(kind)s，%(place)s）") % {"name": one.name, "kind": one.get_kind_display(), "place": place}
