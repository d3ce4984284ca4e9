"""What is said of an agenda: items, what was heard on them, what was decided."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.platforms.models import AgendaItem, Meeting, Platform
from gongjian.civic.platforms.queries.agenda import concerns_a_matter
from gongjian.civic.platforms.queries.quorum import Quorum
from gongjian.civic.platforms.queries.resolutions import STATES
from gongjian.civic.registry.models import Organisation
from gongjian.web.listing import BIGGEST_KEY, Filter, choose

MOST_VOTES = 9999
KINDS = {
    "TASK": gettext_lazy("交办"),
    "NOTE": gettext_lazy("议定"),
    "HAND_OVER": gettext_lazy("移交难题"),
}


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg] # a class of Django takes none when it runs
    """A meeting, called by its day, its platform and its title."""

    def label_from_instance(self, meeting: Any) -> str:
        return f"{meeting.day.isoformat()} {meeting.platform.title} {meeting.title}"


class ItemForm(forms.Form):
    """A thing for the agenda of a meeting that one keeps."""

    meeting = MeetingField(
        Meeting.objects.none(),
        label=gettext_lazy("哪次会议"),
        empty_label=gettext_lazy("请选一次会议"),
        error_messages={
            "required": gettext_lazy("请选放进哪次会议。"),
            "invalid_choice": gettext_lazy("这次会议已经开过、取消，或者不归您安排。请另选一次。"),
        },
    )
    title = forms.CharField(
        label=gettext_lazy("议题"),
        max_length=200,
        help_text=gettext_lazy("成员看到的就是这几个字，不要写个人的姓名。"),
        error_messages={
            "required": gettext_lazy("请写明议题。"),
            "max_length": gettext_lazy("议题最多 200 字。细节写在讨论里。"),
        },
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("会后公开这个议题"),
        required=False,
        initial=True,
        help_text=gettext_lazy("涉及隐私、安全或纠纷的，请去掉勾。"),
    )

    def __init__(self, meetings: Any, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["meeting"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = meetings


class DiscussionForm(forms.Form):
    """What the meeting heard and said on one item."""

    text = forms.CharField(
        label=gettext_lazy("会议听取、讨论了什么"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("照写进纪要，一段一行。只写单位和事情，不要写个人的姓名。"),
        error_messages={
            "required": gettext_lazy("请写下会议听取、讨论了什么，几句话就够。"),
            "max_length": gettext_lazy("一个议题的讨论最多 3000 字。"),
        },
    )


class OverrideForm(forms.Form):
    """Why a meeting decides although too few came."""

    reason = forms.CharField(
        label=gettext_lazy("人数不够仍然议事的理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("纪要和会议页上会写上这个理由。"),
        error_messages={"required": gettext_lazy("请写明为什么人数不够仍然议事。")},
    )


class ResolutionForm(forms.Form):
    """What was put to the vote, how many were for it, who does it until when."""

    text = forms.CharField(
        label=gettext_lazy("议定事项"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("做什么，做到什么样。照写进纪要。"),
        error_messages={
            "required": gettext_lazy("请写明议定什么。"),
            "max_length": gettext_lazy("一项议定最多 500 字，再多请分成几项。"),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("怎样落实"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("交办：马上成为负责单位的任务。议定：写进纪要，到日子回头看。"),
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("负责单位"),
        required=False,
        empty_label=gettext_lazy("不指定"),
        help_text=gettext_lazy("交办和移交一定要选；议定可以不选。"),
        error_messages={"invalid_choice": gettext_lazy("请从列表里选一家。")},
    )
    due_date = DayField(label=gettext_lazy("办结期限"), required=False, help_text=gettext_lazy("交办一定要填。"))
    review_date = DayField(
        label=gettext_lazy("回头看"),
        required=False,
        help_text=gettext_lazy("到这一天，自动排上下一次会议的议程。办结期限和回头看至少填一个。"),
    )
    votes_for = forms.IntegerField(label=gettext_lazy("赞成"), min_value=0, max_value=MOST_VOTES)
    votes_against = forms.IntegerField(label=gettext_lazy("反对"), min_value=0, max_value=MOST_VOTES)
    votes_abstained = forms.IntegerField(label=gettext_lazy("弃权"), min_value=0, max_value=MOST_VOTES)

    def __init__(self, item: AgendaItem, quorum: Quorum, owners: Any, data: Any = None) -> None:
        initial = {"kind": "TASK", "votes_for": quorum.present, "votes_against": 0, "votes_abstained": 0}
        super().__init__(data, initial=initial)
        self.item = item
        kinds = KINDS if concerns_a_matter(item) else {key: word for key, word in KINDS.items() if key != "HAND_OVER"}
        choose(self, "kind", list(kinds.items()))
        if "HAND_OVER" in kinds:
            said = _("交办：马上成为负责单位的任务。议定：写进纪要，到日子回头看。移交难题：由另一家接着办。")
            self.fields["kind"].help_text = said
        field = self.fields["owner"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = owners
        for name in ("votes_for", "votes_against", "votes_abstained"):
            wrong = _("请只填数字，0 到 %(present)s。") % {"present": quorum.present}
            self.fields[name].error_messages = {"required": wrong, "invalid": wrong}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") in ("TASK", "HAND_OVER") and not said.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("请选由哪家负责。"))
        if said.get("kind") == "TASK" and not said.get("due_date") and "due_date" not in self.errors:
            self.add_error("due_date", _("交办要写办结期限，例如 2026-03-31。"))
        return said


class ResolutionFilter(Filter):
    """What narrows the register of resolutions."""

    q = forms.CharField(
        label=gettext_lazy("找议定事项"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("事项、议题或单位"), "type": "search"}),
    )
    state = forms.ChoiceField(label=gettext_lazy("进展"), choices=[("", gettext_lazy("全部进展")), *STATES.items()])
    side = forms.ChoiceField(
        label=gettext_lazy("谁的"),
        choices=[
            ("", gettext_lazy("全部")),
            ("owner", gettext_lazy("由我们负责")),
            ("platform", gettext_lazy("我们的平台议定")),
        ],
    )
    platform = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)


def owners_for(platform: Platform, day: date) -> Any:
    """Return who may be asked to do something: the secretary, the seats of the day, departments, bodies above."""
    seats = platform.seats.on(day).values("organisation")
    path, above = platform.scope_path, []
    for end, sign in enumerate(path):
        if sign == "/" and end:
            above.append(path[: end + 1])
    found = Organisation.objects.filter(closed_date=None)
    bodies = found.filter(governs__path__in=above) | found.filter(kind=Organisation.Kind.DISTRICT)
    return (bodies | found.filter(pk__in=seats) | found.filter(pk=platform.secretary_id)).order_by("sort_key", "pk")
