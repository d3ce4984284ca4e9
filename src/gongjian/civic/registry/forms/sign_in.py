"""What a person types to sign in."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Role
from gongjian.civic.registry.queries import Account
from gongjian.web.listing import choose

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
