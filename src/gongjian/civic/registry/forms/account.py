"""What a person types about the own account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.registry.forms.sign_in import LONGEST_PASSWORD, UNREADABLE, words_of


def password_field(label: Any, autocomplete: str, **attrs: str) -> forms.CharField:
    """Return a field for a password."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, **attrs}),
        error_messages=words_of(_("请填这一项。")),
    )


class NewPasswordForm(forms.Form):
    """Chooses a new password, typed twice."""

    password = password_field(_("新密码"), "new-password")
    again = password_field(_("再输一遍"), "new-password")

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.user = user
        self.fields["password"].help_text = _("至少 8 位；大写字母、小写字母、数字、符号，用上其中三种；不带登录名。")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        if self.user.check_password(password):
            raise ValidationError(_("新密码不能和原来的一样。"))
        return password

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if {"password", "again"} <= data.keys() and data["password"] != data["again"]:
            self.add_error("again", _("两遍输的不一样，请再输一遍。"))


class ChangePasswordForm(NewPasswordForm):
    """Chooses a new password and types the present one; whether that is right is weighed by the action."""

    present = password_field(_("现在的密码"), "current-password")
    field_order = ("present", "password", "again")


class PasswordForm(forms.Form):
    """Types the password once more."""

    present = password_field(_("密码"), "current-password")


class NewCodeForm(forms.Form):
    """Types the first code of an app."""

    code = forms.CharField(
        label=_("应用里显示的 6 位数字"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages=words_of(_("请填 6 位数字。")),
    )


class NewPasskeyForm(forms.Form):
    """Carries the browser's answer and a name for the passkey."""

    title = forms.CharField(
        label=_("给它起个名字"),
        max_length=60,
        required=False,
        help_text=_("例如“办公室电脑”“蓝色安全钥匙”，以后好认。"),
        error_messages={"null_characters_not_allowed": UNREADABLE},
    )
    answer = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)
