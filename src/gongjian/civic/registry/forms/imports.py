"""What is asked when a workbook is uploaded."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.forms.changes import Since
from gongjian.civic.registry.models import Area, Batch, Office, Role
from gongjian.web.documents import Limits, Unreadable, inspect
from gongjian.web.listing import choose

CHOOSE = {"required": _("请选一个。"), "invalid_choice": _("没有这一项，请重新选。")}
LONGEST_AHEAD = timedelta(days=366)


class UploadForm(forms.Form):
    """A workbook for one of the places that the user's offices look after. `area` is set when all fits."""

    place = forms.ChoiceField(label=_("登记到哪里"), error_messages=CHOOSE)
    kind = forms.ChoiceField(
        label=_("表里是什么"), widget=forms.RadioSelect, choices=Batch.Kind.choices, error_messages=CHOOSE
    )
    file = forms.FileField(
        label=_("工作簿"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Excel、WPS 或 LibreOffice 存的 .xlsx，不超过 20 MB、10 万行。列名和导出的表一样，顺序可以不同。"),
        max_length=200,
        error_messages={
            "required": _("请选一个 .xlsx 文件。"),
            "empty": _("这是一个空文件，请重新选。"),
            "missing": _("请选一个 .xlsx 文件。"),
            "max_length": _("文件名太长，请改短一些。"),
        },
    )
    since = Since()

    def __init__(self, offices: list[Office], today: date, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"since": today, "kind": Batch.Kind.UNITS})
        self.today, self.area = today, None
        self.areas: dict[str, Area] = {str(office.area.pk): office.area for office in offices if office.area}
        choose(self, "place", [(key, area.short_name) for key, area in self.areas.items()])
        self.fields["since"].help_text = _("表里的变更从这一天起算，一般就是今天。")
        leads = any(office.role == Role.DISTRICT_OFFICE for office in offices)
        if len(self.areas) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial["place"] = next(iter(self.areas))
        if not leads:
            choose(self, "kind", [(Batch.Kind.UNITS, Batch.Kind.UNITS.label)])
            self.fields["kind"].widget = forms.HiddenInput()

    def clean_place(self) -> Area:
        """Return the area that was chosen."""
        return self.areas[self.cleaned_data["place"]]

    def clean_since(self) -> date:
        """Refuse a day too far ahead: it would be a slip of the hand."""
        day: date = self.cleaned_data["since"]
        if day > self.today + LONGEST_AHEAD:
            raise forms.ValidationError(_("这一天太远了，请核对年份。"))
        return day

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is no plain workbook of modest size; nothing of it is interpreted here."""
        file: Any = self.cleaned_data["file"]
        try:
            inspect(file.file, Limits())
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
        return file  # type: ignore[no-any-return] # Django's forms say Any
