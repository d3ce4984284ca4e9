"""What people type about monthly records. Forms validate; the verbs decide."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongjian.civic.records.models import Line, RecordQuerySet
from gongjian.civic.registry.models import Area
from gongjian.web.listing import Filter
from gongjian.web.requests import Request
from gongjian.web.words import month

STATES = [
    ("", _("全部")),
    ("DRAFTED", _("等社区送核对")),
    ("FILED", _("等会签")),
    ("DISPUTED", _("有异议")),
    ("SETTLED", _("双方已确认")),
]


class RecordFilter(Filter):
    """Narrows the register by street, month, unit and state."""

    q = forms.CharField(
        label=_("单位"), max_length=80, widget=forms.TextInput(attrs={"placeholder": _("名称里的几个字")})
    )
    street = forms.ChoiceField(label=_("街道"))
    month = forms.ChoiceField(label=_("月份"))
    state = forms.ChoiceField(label=_("状态"), choices=STATES)

    def __init__(self, request: Request, *, streets: Sequence[Area], year: int) -> None:
        super().__init__(request)
        self.year = year
        months = [f"{year}-{number:02d}" for number in range(12, 0, -1)]
        self.choices("street", [("", _("全部街道")), *((str(area.pk), area.short_name) for area in streets)])
        self.choices("month", [("", _("全部月份")), *((number, month(number)) for number in months)])

    def choices(self, name: str, pairs: Sequence[tuple[object, object]]) -> None:
        """Say what may be chosen in one of the fields."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = pairs

    @property
    def is_by_unit(self) -> bool:
        """Whether units are asked for: by name or state, or all those of one street's month."""
        said = self.values
        return bool(said["q"] or said["state"] or (said["street"] and said["month"]))

    def apply(self, records: RecordQuerySet) -> RecordQuerySet:
        """Return the records that were asked for."""
        said = self.values
        found = records.filter(period__programme__year=self.year)
        if said["street"]:
            found = found.filter(period__area=said["street"])
        if said["month"]:
            found = found.filter(month=f"{said['month']}-01")
        if said["q"]:
            found = found.filter(unit__name__contains=said["q"].strip())
        return in_state(found, said["state"])


def in_state(records: RecordQuerySet, state: str) -> RecordQuerySet:
    """Return the records in one of the states of the filter."""
    if state == "DRAFTED":
        return records.filter(filed_at=None)
    if state == "FILED":
        return records.filter(filed_at__isnull=False, settled_at=None)
    if state == "DISPUTED":
        disputed = Line.objects.filter(state=Line.State.DISPUTED)
        return records.filter(pk__in=disputed.values("record"))
    return records.filter(settled_at__isnull=False) if state == "SETTLED" else records


class DisputeForm(forms.Form):
    """What is not so."""

    objection = forms.CharField(
        label=_("哪里与事实不符"),
        help_text=_("写清楚事实是怎样的，凭什么。例如“10月开放了 4 次，登记簿第 12 页有签字”。"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SettleForm(forms.Form):
    """What the street decides about an objection."""

    is_upheld = forms.TypedChoiceField(
        label=_("怎样定"),
        help_text=_("异议不成立，这一条照原样计入；异议成立，撤下，不计入。"),
        choices=[("stays", _("照原样计入")), ("goes", _("撤下这一条"))],
        coerce=lambda said: said == "stays",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("理由"), help_text=_("双方都会看到。"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class AmendForm(forms.Form):
    """What a locked line becomes, and why."""

    new_state = forms.ChoiceField(label=_("改为"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        help_text=_("会一直公开。写明错在哪里，依据是什么。"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, line: Line) -> None:
        super().__init__(data)
        words = {
            Line.State.AMENDED: _("更正，仍计入"),
            Line.State.UPHELD: _("维持，仍计入"),
            Line.State.REJECTED: _("撤下，不计入"),
        }
        field = self.fields["new_state"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(state.value, word) for state, word in words.items() if state != line.state]


class OwnLineForm(forms.Form):
    """What a unit adds to its own month."""

    kind = forms.ChoiceField(
        label=_("哪一类"),
        choices=[(Line.Kind.HELP, _("急难相助")), (Line.Kind.SUGGESTION, _("建议被采纳"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("什么事"), help_text=_("写一件具体的事，例如“10月14日夜里借体育馆安置居民 9 人”。"), max_length=300
    )
    reason = forms.CharField(
        label=_("凭什么"), help_text=_("谁能证明，或者哪份登记上有。例如“社区接收记录”。"), max_length=200
    )
