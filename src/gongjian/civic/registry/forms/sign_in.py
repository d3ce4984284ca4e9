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
LONGEST_PASSWORD = 256
UNREADABLE = _("里面有认不出的字符，请重新输入。")
TOO_LONG = _("太长了，请检查是不是贴错了内容。")
# One sentence for a wrong password, a locked name and a name that nobody has: it gives nothing away.
NO_ENTRY = _(
    "登录名或密码不对，或者输错太多次暂时锁住了。请检查大小写；锁住的等 15 分钟再试，忘了密码请找区里的安全管理员。"
)
NO_PROOF = _("没有通过：验证码不对、已经用过，或者输错太多次暂时锁住了。请等下一个验证码；锁住的等 15 分钟再试。")


def words_of(required: Any) -> dict[str, Any]:
    """Return what a field of text says when nothing, too much or something unreadable is typed."""
    return {"required": required, "max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}


class SignInForm(forms.Form):
    """Takes a name and a password; whether they open is weighed by the action."""

    username = forms.CharField(
        label=_("登录名"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages=words_of(_("请填登录名。")),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages=words_of(_("请填密码。")),
    )

    def named(self) -> User | None:
        """Return whose name was typed, None if nobody's."""
        return User.objects.filter(username=self.cleaned_data["username"]).first()

    def fits(self) -> bool:
        """Return whether name and password belong together; the same work for a name that nobody has."""
        return authenticate(**self.cleaned_data) is not None


class ProofForm(forms.Form):
    """Takes a second proof: a code, or the answer of a passkey."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages=words_of(""),
    )
    answer = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        super().clean()
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("code", _("请填验证码。"))


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
