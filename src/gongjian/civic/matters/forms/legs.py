"""What is said at each step of a leg, and at the end of a matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.matters.models import Leg, Matter, Pause
from gongjian.civic.registry.models import Organisation

MOST_REASON, MOST_WISH, MOST_NOTE, MOST_RESULT = 300, 300, 200, 500
MOST_DAYS = 250  # working days of a limit: about a year


class StepForm(forms.Form):
    """A form about one step. `picks` names the field that chooses a body, if there is one."""

    picks = ""

    def __init__(self, subject: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.subject = subject

    @property
    def chosen(self) -> Organisation | None:
        """The body that is chosen so far."""
        said = str((self[self.picks].value() if self.picks else None) or "")
        return Organisation.objects.filter(pk=int(said[:9])).first() if said[:9].isdecimal() else None


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable at run time
    """A body, chosen from a list in which one can search."""

    def __init__(self, missing: Any, **said: Any) -> None:
        errors = {
            "required": missing,
            "invalid_choice": gettext_lazy("这家单位找不到，或者已经注销。请重新选一家。"),
        }
        super().__init__(Organisation.objects.filter(closed_date=None), error_messages=errors, **said)


def words(label: Any, most: int, missing: Any, *, hint: Any = "", rows: int = 3) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,
        error_messages={"required": missing},
    )


def limit_field() -> forms.IntegerField:
    """Return a field for the limit of days; empty for what the district's rules say."""
    return forms.IntegerField(
        label=gettext_lazy("几个工作日办结"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("不填，就按缓急的规定期限。"),
        error_messages={
            "invalid": gettext_lazy("请只填数字，例如 7。"),
            "min_value": gettext_lazy("至少 1 个工作日。"),
            "max_value": gettext_lazy("最多 %(limit_value)s 个工作日。"),
        },
    )


class NothingForm(StepForm):
    """Nothing to say: one click."""


class DeclineForm(StepForm):
    """Why the body cannot take it, and whose it is."""

    picks = "next_owner"
    reason = words(
        gettext_lazy("为什么不归这里办"),
        MOST_REASON,
        gettext_lazy("请写明为什么谢绝，好让报事方和下一家看懂。"),
        hint=gettext_lazy("例如“市政管网不归本局管”。会公开计一次谢绝，不公开理由。不要写个人的姓名。"),
    )
    next_owner = BodyField(gettext_lazy("请选应当由谁来办，好让事情不断线。"), label=gettext_lazy("应当由谁来办"))

    def __init__(self, subject: Leg, data: Any = None, initial: Any = None) -> None:
        super().__init__(subject, data, initial)
        if not subject.is_lead:  # who only helps may decline without naming another
            del self.fields["next_owner"]
            self.picks = ""


class HandOnForm(StepForm):
    """To whom the lead goes, and why."""

    picks = "to"
    reason = words(
        gettext_lazy("为什么移交"),
        MOST_REASON,
        gettext_lazy("请写明为什么移交，好让下一家知道为什么到它手里。"),
        hint=gettext_lazy("例如“社区没有清掏设备”。不要写个人的姓名。"),
    )
    to = BodyField(gettext_lazy("请选移交给谁。"), label=gettext_lazy("移交给谁"))
    limit = limit_field()


class CallHelpForm(StepForm):
    """Whom the lead calls, and for what."""

    picks = "owner"
    wish = words(
        gettext_lazy("请它做什么"),
        MOST_WISH,
        gettext_lazy("请写明要它做什么，例如“出一台抽水泵”。"),
        hint=gettext_lazy("写具体的一件事，例如“出一台抽水泵”。"),
    )
    owner = BodyField(gettext_lazy("请选请谁来协同。"), label=gettext_lazy("请谁来协同"))
    limit = limit_field()


class FinishForm(StepForm):
    """What a helper did."""

    result = words(gettext_lazy("办了什么"), MOST_RESULT, gettext_lazy("请写明办了什么，一两句话就够。"))


class PauseForm(StepForm):
    """Why the clock stands still, and what is waited for."""

    reason = forms.ChoiceField(
        label=gettext_lazy("因为什么"),
        choices=Pause.Reason.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("只有这四种理由可以暂停；理由会公开。"),
        error_messages={"required": gettext_lazy("请选一个理由。")},
    )
    note = forms.CharField(
        label=gettext_lazy("等什么"),
        max_length=MOST_NOTE,
        help_text=gettext_lazy("例如“等管线单位送来竣工图”。只有参加的单位看得到。"),
        error_messages={"required": gettext_lazy("请写明等什么。")},
    )


class AskForm(StepForm):
    """How the matter ends, in the words of the lead."""

    closing = forms.ChoiceField(
        label=gettext_lazy("怎样结束"),
        choices=Matter.Closing.choices,
        initial=Matter.Closing.DONE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选怎样结束。")},
    )
    result = words(
        gettext_lazy("办了什么，或者为什么这样结束"),
        MOST_RESULT,
        gettext_lazy("请写明办了什么，或者为什么这样结束。报事方会看到。"),
        hint=gettext_lazy("会公开。不要写个人的姓名、电话和住址。"),
    )
    passed_to = forms.CharField(
        label=gettext_lazy("转给区外哪一家"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("只在转区外办理时填，例如“市水务集团”。"),
    )
    duplicate_of = forms.CharField(
        label=gettext_lazy("和哪一件重复"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("只在重复时填，写那一件的编号，例如“建设路〔2026〕31号”。"),
    )

    def clean(self) -> dict[str, Any]:
        """Let each way of ending ask for what it needs, and find the other matter by its number."""
        said = super().clean() or {}
        closing, number = said.get("closing"), (said.get("duplicate_of") or "").strip()
        if closing == Matter.Closing.PASSED_ON and not (said.get("passed_to") or "").strip():
            self.add_error("passed_to", _("请写明转给了区外哪一家。"))
        if closing == Matter.Closing.DUPLICATE and "duplicate_of" not in self.errors:
            said["duplicate_of"] = Matter.objects.filter(number=number).exclude(pk=self.subject.matter_id).first()
            if said["duplicate_of"] is None:
                self.add_error(
                    "duplicate_of", _("没有编号是“%(number)s”的另一件。请照它的页面抄一遍。") % {"number": number}
                )
        else:
            said["duplicate_of"] = None
        return said


class ReopenForm(StepForm):
    """What is not solved."""

    reason = words(
        gettext_lazy("哪里还没有解决"),
        MOST_REASON,
        gettext_lazy("请写明哪里还没有解决，好让牵头单位接着办。"),
        hint=gettext_lazy("重开的次数会公开，理由不公开。"),
    )


class VisibilityForm(StepForm):
    """Whether everybody may read the steps, and if not, why."""

    hidden_because = forms.ChoiceField(
        label=gettext_lazy("对公众"),
        choices=[("", gettext_lazy("公开经过和天数")), *Matter.Hidden.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("公开的只有标题、单位、步骤和天数。只有这三种理由可以不公开。"),
    )
