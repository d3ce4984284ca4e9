"""What a person types to sign in, and what narrows the register of units."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Organisation, Role
from gongjian.civic.registry.queries import Account, places
from gongjian.web.listing import Filter
from gongjian.web.requests import Request

OF_UNITS = (Role.UNIT_LIAISON, Role.UNIT_SECRETARY)


class SignInForm(forms.Form):
    """Validates a name and a password; `user` is set when both fit."""

    username = forms.CharField(
        label=_("登录名"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("请填登录名。")},
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("请填密码。")},
    )
    user: User | None = None

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if "username" in data and "password" in data:
            found = authenticate(username=data["username"], password=data["password"])
            if not isinstance(found, User):
                raise forms.ValidationError(_("登录名和密码对不上。请检查大小写，或请区里的安全管理员重设密码。"))
            self.user = found


class ActAsForm(forms.Form):
    """Chooses one of the accounts of the demonstration."""

    username = forms.ChoiceField(
        error_messages={"required": _("请选一个。"), "invalid_choice": _("没有这个账号，请重新选。")}
    )

    def __init__(self, accounts: list[Account], data: Any = None, *, label: str = "", name: str = "act") -> None:
        super().__init__(data, auto_id=f"{name}_%s")
        self.accounts = accounts
        self.fields["username"].label = label
        choose(self, "username", [(account.username, account.whose) for account in accounts])


def choose(form: forms.Form, name: str, pairs: list[tuple[Any, Any]]) -> None:
    """Say what may be chosen in one field of a form."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = pairs


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
