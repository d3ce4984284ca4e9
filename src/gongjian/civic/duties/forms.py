"""What is said when a post is handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.duties.models import Handover
from gongjian.civic.registry.models import Person


def _day(label: Any, hint: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("请填日期，例如 2026-12-01。"),
            "invalid": _("日期认不出来，请写成 2026-12-01 这样。"),
        },
    )


class HandOverForm(forms.Form):
    """Who succeeds, and from which day. The account is named as one signs in with it; nobody is listed."""

    person = forms.CharField(
        label=_("接任人的登录名"),
        max_length=64,
        help_text=_("账号由区里的安全管理员先开通。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("请填接任人的登录名。")},
    )
    title = forms.CharField(label=_("职务"), max_length=60, required=False)
    since = _day(_("哪天起接任"), _("从这天起，原来在任的人不能再办这个岗位的事。"))
    term_to = _day(_("任期到"), "", required=False)

    def __init__(self, handover: Handover, data: Any = None) -> None:
        super().__init__(data, auto_id="hand_over_%s", initial={"title": handover.office.title})

    def clean_person(self) -> Person:
        name = self.cleaned_data["person"]
        found = Person.objects.select_related("user").filter(user__username=name).first()
        if found is None:
            raise forms.ValidationError(_("没有“%(name)s”这个登录名，请核对。"), params={"name": name})
        return found

    def clean(self) -> None:
        super().clean()
        since, term_to = self.cleaned_data.get("since"), self.cleaned_data.get("term_to")
        if since and term_to and term_to <= since:
            self.add_error("term_to", _("任期结束的日子要晚于接任的日子。"))


class PaperForm(forms.Form):
    """The day on which both sides signed the printed list."""

    signed_date = _day(_("纸上签字的日子"), _("移交人、接交人、监交人都在清单上签了字。"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="note_paper_%s")


class DealForm(forms.Form):
    """When a merger or split holds, and why what ends does not go on. The choices row by row stand beside it."""

    on = _day(_("从哪天起"), _("这一天起，原来的单位或社区不再在册。"))
    reason = forms.CharField(
        label=_("到此为止的原因"),
        max_length=200,
        required=False,
        help_text=_("有选“到此为止”的才要写，对方会看到。"),
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)


class MergerForm(DealForm):
    """The same for a merger, with the party members of both."""

    member_count = forms.IntegerField(
        label=_("合并后的党员人数"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("先按两家相加，请核对。"),
    )
