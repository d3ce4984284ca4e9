"""What the public may look for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.evaluations.models import Outcome
from gongjian.civic.results.models import ResultQuerySet
from gongjian.web.listing import Filter
from gongjian.web.requests import Request
from gongjian.web.words import CLASSES

GRADES = [
    ("", _("好与较好")),
    (Outcome.Grade.GOOD.value, Outcome.Grade.GOOD.label),
    (Outcome.Grade.FAIRLY_GOOD.value, Outcome.Grade.FAIRLY_GOOD.label),
]


class ResultFilter(Filter):
    """Narrows the public list by name, class, street and grade."""

    q = forms.CharField(
        label=_("单位名称"), max_length=120, widget=forms.TextInput(attrs={"placeholder": _("例如：设计院")})
    )
    street = forms.ChoiceField(label=_("街道"))
    grade = forms.ChoiceField(label=_("等次"), choices=GRADES)

    def __init__(self, request: Request, *, classes: Sequence[str], streets: Sequence[str]) -> None:
        super().__init__(request)
        words: list[tuple[str, Any]] = [(name, CLASSES.get(name, name)) for name in classes]
        self.fields["class"] = forms.ChoiceField(label=_("类别"), choices=[("", _("全部类别")), *words], required=False)
        street = self.fields["street"]
        if isinstance(street, forms.ChoiceField):
            street.choices = [("", _("全部街道")), *((name, name) for name in streets)]

    def apply(self, results: ResultQuerySet) -> ResultQuerySet:
        """Return the results that were asked for."""
        said = self.values
        found = results
        if said["q"]:
            found = found.filter(name__contains=said["q"].strip())
        if said["street"]:
            found = found.filter(street=said["street"])
        if said["class"]:
            found = found.filter(outcome__grouping=said["class"])
        return found.filter(outcome__grade=said["grade"]) if said["grade"] else found
