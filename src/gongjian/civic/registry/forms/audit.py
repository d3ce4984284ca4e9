"""What narrows the events and the accesses."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.registry.queries.verbs import ROOMS, VERBS
from gongjian.ledger.models import Access
from gongjian.web.listing import Condition, Filter, choose
from gongjian.web.requests import Request


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class DayRange(Filter):
    """From a day to a day, by somebody."""

    since = _day(gettext_lazy("从哪天"))
    until = _day(gettext_lazy("到哪天"))
    actor = forms.CharField(
        label=gettext_lazy("谁"),
        max_length=64,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("登录名"), "type": "search"}),
    )


class EventFilter(DayRange):
    """What narrows the events."""

    what = forms.ChoiceField(label=gettext_lazy("做了什么"))
    place = forms.CharField(
        label=gettext_lazy("哪里"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("街道或社区"), "type": "search"}),
    )

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        rooms: list[tuple[Any, Any]] = [("", _("全部"))]
        for room, word in ROOMS.items():
            whole = (f"{room}.", _("%(room)s：全部") % {"room": word})
            verbs = [(verb, says) for verb, says in VERBS.items() if verb.startswith(f"{room}.")]
            rooms.append((str(word), [whole, *verbs]))
        choose(self, "what", rooms)
        self.words: dict[str, Any] = {**{f"{room}.": word for room, word in ROOMS.items()}, **VERBS}

    @property
    def conditions(self) -> list[Condition]:
        """The filters in force; the verbs stand in groups, where the words are not found by themselves."""
        return [replace(one, word=str(self.words.get(one.word, one.word))) for one in super().conditions]


class AccessFilter(DayRange):
    """What narrows the accesses."""

    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=[("", gettext_lazy("全部")), *Access.Kind.choices])
    q = forms.CharField(
        label=gettext_lazy("关于、事由"),
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
