"""What the district office types: four weights, the committee's choice, what it looks for."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongjian.civic.evaluations.models import Outcome, OutcomeQuerySet
from gongjian.civic.evaluations.queries import percent
from gongjian.civic.evaluations.queries.names import COMPONENT_WORDS, word
from gongjian.civic.evaluations.queries.year import Band
from gongjian.methods.policy import COMPONENTS, FULL
from gongjian.web.listing import Filter
from gongjian.web.requests import Request
from gongjian.web.words import CLASSES, points

HUNDRED = Decimal(100)


class WeightsForm(forms.Form):
    """The weights of the four parts as percentages with two decimals; together exactly 100."""

    def __init__(self, data: Any = None, *, policy: dict[str, Any]) -> None:
        super().__init__(data)
        self.policy = policy
        for name in COMPONENTS:
            self.fields[name] = forms.DecimalField(
                label=_now("{part}（%）").format(part=word(COMPONENT_WORDS, name)),
                min_value=1 if name == "B" else 0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
                initial=Decimal(policy["weights_bp"][name]) / HUNDRED,
                widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
            )
        self.order_fields(COMPONENTS)

    def clean(self) -> None:
        super().clean()
        weights = self.weights_bp
        if len(weights) == len(COMPONENTS) and sum(weights.values()) != FULL:
            found = percent(sum(weights.values()))
            self.add_error(COMPONENTS[0], _now("四项权重加起来要正好是 100%，现在是 {found}。").format(found=found))

    @property
    def weights_bp(self) -> dict[str, int]:
        """The weights that were typed, in basis points."""
        return {name: int(self.cleaned_data[name] * HUNDRED) for name in COMPONENTS if name in self.cleaned_data}

    @property
    def revised(self) -> dict[str, Any]:
        """The policy with these weights."""
        return {**self.policy, "weights_bp": self.weights_bp}


class CalibrateForm(forms.Form):
    """Which units of the tie bands keep the quota's grade, by which decision."""

    document = forms.CharField(
        label=_("依据"), help_text=_("哪次会议第几项，例如“领导小组第四次会议第二项”。"), max_length=120
    )

    def __init__(self, data: Any = None, *, bands: Sequence[Band]) -> None:
        super().__init__(data)
        for place, band in enumerate(bands):
            self.fields[f"band_{place}"] = forms.MultipleChoiceField(
                label=band.word,
                help_text=_now("名额还剩 {seats} 个，线是 {line}。").format(
                    seats=band.seats_left, line=points(band.line_cp)
                ),
                choices=[(str(each.unit_id), f"{each.unit.name} {points(each.composite_cp)}") for each in band.units],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.bands = bands
        self.order_fields([*(f"band_{place}" for place in range(len(bands))), "document"])

    def clean(self) -> None:
        super().clean()
        for place, band in enumerate(self.bands):
            chosen = self.cleaned_data.get(f"band_{place}", [])
            if len(chosen) > band.seats_left:
                fault = _now("只剩 {seats} 个名额，选了 {chosen} 家，请少选。")
                self.add_error(f"band_{place}", fault.format(seats=band.seats_left, chosen=len(chosen)))

    @property
    def chosen(self) -> list[int]:
        """The units that keep the grade."""
        names = [f"band_{place}" for place in range(len(self.bands))]
        return [int(unit) for name in names for unit in self.cleaned_data[name]]


class OutcomeFilter(Filter):
    """Narrows the outcomes of a grading by name, class, and grade or reason."""

    q = forms.CharField(label=_("单位"), max_length=120)
    what = forms.ChoiceField(
        label=_("等次"),
        choices=[("", _("全部")), *Outcome.Grade.choices, *Outcome.Reason.choices],
    )

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        classes = [(name, words) for name, words in CLASSES.items() if name]
        self.fields["class"] = forms.ChoiceField(
            label=_("类别"), choices=[("", _("全部类别")), *classes], required=False
        )

    def apply(self, outcomes: OutcomeQuerySet) -> OutcomeQuerySet:
        """Return the outcomes that were asked for."""
        said = self.values
        found = outcomes.filter(unit__name__contains=said["q"].strip()) if said["q"] else outcomes
        if said["class"]:
            found = found.filter(grouping=said["class"])
        if said["what"] in Outcome.Grade.values:
            return found.filter(grade=said["what"])
        return found.filter(reason=said["what"]) if said["what"] else found
