"""What a part-time member says of its year, and what the meeting says of that."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.platforms.models import Meeting, SeatReport
from gongjian.civic.platforms.queries.reports import meetings_for
from gongjian.web.listing import choose
from gongjian.web.words import iso_day


class ReportForm(forms.Form):
    """A year and what was done in it."""

    year = forms.TypedChoiceField(
        label=_("年度"),
        coerce=int,
        error_messages={"required": _("请选年度。"), "invalid_choice": _("这一年没有这个席位，请从列表里选。")},
    )
    text = forms.CharField(
        label=_("述职"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("这一年参加了什么、办成了什么、还有什么没做到。会议评议以前都可以改。"),
        error_messages={"required": _("请写下这一年做了什么，还有什么没做到。")},
    )

    def __init__(self, years: Iterable[int], known: SeatReport | None, data: Any = None) -> None:
        initial = {"year": known.year, "text": known.text} if known else {}
        super().__init__(data, initial=initial)
        choose(self, "year", [(year, str(year)) for year in years])


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable at run time
    """A meeting, known by its day and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{iso_day(obj.day)} {obj.title}"


class AppraiseForm(forms.Form):
    """Which meeting spoke of the report, and what it said."""

    meeting = MeetingChoice(
        Meeting.objects.none(),
        label=_("在哪次会议上评议的"),
        empty_label=_("请选一次会议"),
        error_messages={
            "required": _("请选在哪次会议上评议的。"),
            "invalid_choice": _("这次会议不能评议这份述职。请从列表里选。"),
        },
    )
    opinion = forms.CharField(
        label=_("会议怎么说的"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一两句话，写肯定的和希望改进的。不打分、不排名。"),
        error_messages={"required": _("请写下会议是怎么说的，一两句话，不打分、不排名。")},
    )

    def __init__(self, report: SeatReport, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["meeting"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = meetings_for(report)
