"""What is said about a task, and what narrows the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.tasks.models import Task
from gongjian.civic.tasks.queries import STATES
from gongjian.web.listing import BIGGEST_KEY, Filter

OUTCOMES = [(10_000, gettext_lazy("做到")), (5000, gettext_lazy("做到一半")), (0, gettext_lazy("没做到"))]
MOST = 300
MOST_PIECES = 1_000_000


class TaskForm(forms.Form):
    """A form about one task; `task` may shape its fields."""

    def __init__(self, task: Task, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}_%s")
        self.task = task


class AcceptForm(TaskForm):
    """Nothing to say: one click."""


class DeliverForm(TaskForm):
    """What was done."""

    achieved = forms.IntegerField(
        label=gettext_lazy("实际完成"),
        min_value=0,
        max_value=MOST_PIECES,
        error_messages={
            "required": gettext_lazy("请填实际完成的数量；一件也没有就填 0。"),
            "invalid": gettext_lazy("请只填数字，例如 4。"),
            "min_value": gettext_lazy("数量不能小于 0。"),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("例如哪天办的、还差什么。不要写个人的姓名和电话。"),
        error_messages={"required": gettext_lazy("请写下答复，一两句话就够。")},
    )

    def __init__(self, task: Task, data: Any = None) -> None:
        super().__init__(task, data)
        achieved, note = self.fields["achieved"], self.fields["note"]
        achieved.initial = task.quantity
        achieved.help_text = _("约定 %(quantity)s %(unit)s。") % {"quantity": task.quantity, "unit": task.unit}
        if task.kind == Task.Kind.CONSULTATION:
            del self.fields["achieved"]
            note.required, note.label, note.help_text = True, _("您的答复"), _("同意、不同意，或者有什么建议。")


class ConfirmForm(TaskForm):
    """The receiver's word: what came of it, and how satisfied."""

    outcome_bp = forms.TypedChoiceField(
        label=gettext_lazy("结果"),
        choices=OUTCOMES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选一项结果：做到、做到一半，还是没做到。")},
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("办得怎么样"),
        choices=Task.Level.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class ReturnForm(TaskForm):
    """Why it is not done yet."""

    reason = forms.CharField(
        label=gettext_lazy("哪里还不够"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写具体的一点，对方补上后再报一次。"),
        error_messages={"required": gettext_lazy("请写明哪里还不够，好让对方补上。")},
    )


class ExtendForm(TaskForm):
    """A later day, as agreed."""

    until = forms.DateField(
        label=gettext_lazy("延到哪一天"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("请填新的期限，例如 2026-03-31。"),
            "invalid": gettext_lazy("日期认不出来，请写成 2026-03-31 这样。"),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("为什么"),
        max_length=MOST,
        help_text=gettext_lazy("双方说定的理由，会写进经过。"),
        error_messages={"required": gettext_lazy("请写明双方说定的理由。")},
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until <= self.task.last_day:
            message = _("新的期限要晚于现在的期限 %(day)s。")
            raise forms.ValidationError(message, params={"day": self.task.last_day.isoformat()})
        return until


class CancelForm(TaskForm):
    """Why both sides drop it."""

    reason = forms.CharField(
        label=gettext_lazy("取消的理由"),
        max_length=MOST,
        help_text=gettext_lazy("取消的事项不再计入承诺和任务。"),
        error_messages={"required": gettext_lazy("请写明取消的理由。")},
    )


FORMS: dict[str, type[TaskForm]] = {
    "accept": AcceptForm,
    "deliver": DeliverForm,
    "confirm": ConfirmForm,
    "return": ReturnForm,
    "extend": ExtendForm,
    "cancel": CancelForm,
}


class TaskFilter(Filter):
    """What narrows the register of tasks."""

    q = forms.CharField(
        label=gettext_lazy("找事项"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("事项或单位"), "type": "search"}),
    )
    state = forms.ChoiceField(choices=[(name, name) for name in STATES], widget=forms.HiddenInput)
    side = forms.ChoiceField(
        label=gettext_lazy("哪一方"),
        choices=[
            ("", gettext_lazy("双方")),
            ("owner", gettext_lazy("由我们承办")),
            ("receiver", gettext_lazy("由我们接收")),
        ],
    )
    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=[("", gettext_lazy("全部种类")), *Task.Kind.choices])
    organisation = forms.IntegerField(min_value=1, max_value=BIGGEST_KEY, widget=forms.HiddenInput)
