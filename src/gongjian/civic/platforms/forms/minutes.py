"""What is said of minutes: until when one may object, what is wrong in them, what was answered."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongjian.civic.platforms.forms.committees import DayField


class CirculateForm(forms.Form):
    """Until when members may object."""

    object_by = DayField(
        label=gettext_lazy("成员提意见到哪天"), help_text=gettext_lazy("这一天也算。过了这一天才能确认。")
    )

    def __init__(self, until: date, data: Any = None) -> None:
        super().__init__(data, initial={"object_by": until})


class WithdrawForm(forms.Form):
    """Why minutes are taken back."""

    reason = forms.CharField(
        label=gettext_lazy("为什么收回"),
        max_length=200,
        help_text=gettext_lazy("收回后可以改讨论和议定，再送一次。成员会看到理由。"),
        error_messages={"required": gettext_lazy("请写明为什么收回，成员会看到。")},
    )


class ObjectionForm(forms.Form):
    """What is wrong in the minutes."""

    text = forms.CharField(
        label=gettext_lazy("纪要哪里与会上说的不一样"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("意见和答复都会写在纪要里，不要写个人的姓名。"),
        error_messages={
            "required": gettext_lazy("请写明纪要哪里与会上说的不一样。"),
            "max_length": gettext_lazy("意见最多 500 字。"),
        },
    )


class AnswerForm(forms.Form):
    """What is answered to an objection."""

    answer = forms.CharField(
        label=gettext_lazy("答复"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("改了什么，或者为什么不改。"),
        error_messages={
            "required": gettext_lazy("请写答复：改了什么，或者为什么不改。"),
            "max_length": gettext_lazy("答复最多 500 字。"),
        },
    )


class ConfirmForm(forms.Form):
    """Nothing to say: one click."""
