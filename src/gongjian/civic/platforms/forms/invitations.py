"""What is said when members are asked to a meeting, when they reply, and when the signed sheet is entered."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.platforms.models import Attendance, Invitation, Meeting
from gongjian.civic.platforms.queries.invitations import Line, bearers, similar_names
from gongjian.civic.registry.models import Organisation

MOST_OBSERVERS = 30
State = Attendance.State
OF_SEATS = [(str(state), state.label) for state in (State.PRESENT, State.LEAVE, State.ABSENT)]
OF_OBSERVERS = [(str(State.OBSERVER), State.OBSERVER.label), (str(State.ABSENT), gettext_lazy("没来"))]


def the_one_called(name: str) -> Organisation:
    """Return the organisation of this name; raise ValidationError, with what it may have meant, unless it is one."""
    found = bearers(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise forms.ValidationError(_("叫“%(name)s”的不止一家，请街道先把名称分清。") % {"name": name})
    near = similar_names(name)
    if near:
        known = "、".join(near)
        raise forms.ValidationError(_("没有叫“%(name)s”的单位。是不是：%(known)s？") % {"name": name, "known": known})
    raise forms.ValidationError(_("没有叫“%(name)s”的单位。请写登记的全称。") % {"name": name})


class ConveneForm(forms.Form):
    """Who sits in besides the seats of the day."""

    observers = forms.CharField(
        label=gettext_lazy("请谁列席"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("没有席位、这次要来听的单位。一行一家，写登记的全称。"),
    )

    def clean_observers(self) -> list[Organisation]:
        names = [name.strip() for name in self.cleaned_data["observers"].splitlines() if name.strip()]
        if len(names) > MOST_OBSERVERS:
            raise forms.ValidationError(_("列席的最多 %(most)s 家。") % {"most": MOST_OBSERVERS})
        return [the_one_called(name) for name in dict.fromkeys(names)]


class ObserverForm(forms.Form):
    """One more who sits in."""

    organisation = forms.CharField(
        label=gettext_lazy("单位"),
        max_length=120,
        help_text=gettext_lazy("写登记的全称。没有预先请、当天来了的，也在这里添上，再登记到会。"),
        error_messages={"required": gettext_lazy("请写单位的全称。")},
    )

    def clean_organisation(self) -> Organisation:
        return the_one_called(self.cleaned_data["organisation"].strip())


class ReplyForm(forms.Form):
    """Whether one comes."""

    reply = forms.ChoiceField(
        label=gettext_lazy("来不来"),
        choices=Invitation.Reply.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选参加还是请假。")},
    )
    delegate = forms.CharField(
        label=gettext_lazy("参加的，派谁来"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("姓名，只给主持会议的人准备签到表用。"),
    )
    reason = forms.CharField(label=gettext_lazy("请假的，为什么"), max_length=120, required=False)

    def __init__(self, invitation: Invitation, data: Any = None) -> None:
        known = {"reply": invitation.reply, "delegate": invitation.delegate or "", "reason": invitation.reason}
        super().__init__(data, initial=known)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("reply") == Invitation.Reply.COMING and not said.get("delegate"):
            self.add_error("delegate", _("请写明派谁来。"))
        if said.get("reply") == Invitation.Reply.LEAVE and not said.get("reason"):
            self.add_error("reason", _("请写明为什么请假。"))
        return said


class AttendanceForm(forms.Form):
    """The signed sheet, line by line: prefilled from the replies; without a mark is present if one says so."""

    chair_post = forms.CharField(
        label=gettext_lazy("谁主持"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("只写职务，例如“社区党委书记”。纪要里用。"),
    )

    rest = forms.CharField(required=False, widget=forms.HiddenInput)  # the second button

    def __init__(self, lines: list[Line], data: Any = None) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            self.fields[f"state_{line.organisation.pk}"] = forms.ChoiceField(
                label=line.organisation.name,
                choices=OF_OBSERVERS if line.is_observer else OF_SEATS,
                initial=_replied(line),
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"delegate_{line.organisation.pk}"] = forms.CharField(
                label=_("%(name)s的代表") % {"name": line.organisation.name},
                max_length=40,
                required=False,
                initial=line.delegate,
                widget=forms.TextInput(attrs={"aria-label": _("%(name)s的代表") % {"name": line.organisation.name}}),
            )

    @property
    def rows(self) -> list[tuple[Line, forms.BoundField, forms.BoundField]]:
        """The lines with their two fields: those with a seat first, then the observers."""
        return [
            (line, self[f"state_{line.organisation.pk}"], self[f"delegate_{line.organisation.pk}"])
            for line in sorted(self.lines, key=lambda line: line.is_observer)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        keys = [line.organisation.pk for line in self.lines]
        rest_came = said.get("rest") == State.PRESENT
        for line in self.lines:
            name = f"state_{line.organisation.pk}"
            if not said.get(name) and name not in self.errors:
                if rest_came:
                    said[name] = str(State.OBSERVER if line.is_observer else State.PRESENT)
                else:
                    self.add_error(name, _("请选来没来。"))
        return {
            "attendance": {key: said.get(f"state_{key}", "") for key in keys},
            "delegates": {key: said.get(f"delegate_{key}", "") for key in keys},
            "chair_post": said.get("chair_post", ""),
        }


def _replied(line: Line) -> str:
    """Return what a reply lets expect; "" for who did not reply: the sheet alone says whether it came."""
    if line.is_on_leave:
        return str(State.ABSENT if line.is_observer else State.LEAVE)
    if line.reply == Invitation.Reply.COMING:
        return str(State.OBSERVER if line.is_observer else State.PRESENT)
    return ""


class CorrectionForm(forms.Form):
    """Whose line on the sheet was entered wrongly, what is right, and why."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("单位"),
        empty_label=gettext_lazy("请选一家"),
        error_messages={
            "required": gettext_lazy("请选是哪家登记错了。"),
            "invalid_choice": gettext_lazy("这家不在到会登记里。请从列表里选。"),
        },
    )
    state = forms.ChoiceField(
        label=gettext_lazy("应当是"),
        choices=OF_SEATS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选出席、请假还是缺席。")},
    )
    reason = forms.CharField(
        label=gettext_lazy("为什么改"),
        max_length=200,
        help_text=gettext_lazy("例如“签到表第 7 行已签名，登记时漏了”。写进会议的经过，不要写个人的姓名。"),
        error_messages={"required": gettext_lazy("请写明为什么改。")},
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            due = meeting.attendances.exclude(state=State.OBSERVER).values("organisation")
            field.queryset = Organisation.objects.filter(pk__in=due).order_by("sort_key", "pk")
