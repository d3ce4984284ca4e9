"""What a person types to sign in."""

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User


class SignInForm(forms.Form):
    """Validates a name and a password; `user` is set when both fit."""

    username = forms.CharField(
        label=_("登录名"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("密码"), max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
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
