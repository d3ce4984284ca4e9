"""The yearly notice of days off, as it is pasted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.actions.words import in_words
from gongjian.civic.registry.queries.holidays import Preview, holiday_years, preview_of
from gongjian.methods.notices import NoticeRefused, read_notice

LONGEST = 10_000  # characters; a notice has about one thousand


class NoticeForm(forms.Form):
    """A notice and its year. Once it is valid, `preview` says what was read."""

    text = forms.CharField(
        label=_("通知原文"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("从国务院办公厅的通知里整段复制。也可以一行写一天：2026-02-16 休 春节，2026-02-14 班 春节。"),
        error_messages={"required": _("请粘贴放假通知。"), "max_length": _("太长了。请只粘贴放假的那几条。")},
    )
    year = forms.IntegerField(
        label=_("年份"),
        min_value=2000,
        max_value=2100,
        required=False,
        help_text=_("通知里写了年份就不用填。"),
        error_messages={
            "invalid": _("请填四位数的年份，例如 2027。"),
            "min_value": _("请填 2000 到 2100 之间的年份。"),
            "max_value": _("请填 2000 到 2100 之间的年份。"),
        },
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())
    only_these = forms.BooleanField(required=False)

    preview: Preview | None = None

    def clean(self) -> dict[str, Any]:
        """Read the notice, and refuse what does not fit together in words that name the day."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        try:
            notice = read_notice(said["text"], said["year"])
        except NoticeRefused as refusal:
            self.add_error("year" if refusal.field == "year" else "text", str(in_words(refusal)))
            return said
        before = {day.year for day, _worked, _title in notice.rows} - {notice.year}
        if not before <= set(holiday_years()):
            sentence = say("元旦假期从 %(year)s 年 12 月开始，那一年还没有表。请先录入 %(year)s 年的通知。")
            self.add_error("text", sentence % {"year": notice.year - 1})
            return said
        self.preview = preview_of(notice)
        return said

    @property
    def is_seen(self) -> bool:
        """Whether what was read now is what was shown before."""
        return self.preview is not None and "again" not in self.data and self.preview.seen == self.cleaned_data["seen"]

    @property
    def is_confirmed(self) -> bool:
        """Whether it may be entered: it was shown, and if holidays are missing, that was ticked as right."""
        is_whole = self.preview is not None and not self.preview.notice.missing
        return self.is_seen and (is_whole or self.cleaned_data["only_these"])

    @property
    def was_changed(self) -> bool:
        """Whether the text says something else than what was shown before."""
        return self.preview is not None and bool(self.cleaned_data["seen"]) and not self.is_seen
