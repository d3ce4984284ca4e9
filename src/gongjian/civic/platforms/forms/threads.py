"""What is written into a thread, and what narrows the list of threads."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.civic.platforms.actions.threads import MOST_LETTERS, MOST_WHO
from gongjian.civic.platforms.forms.committees import DayField
from gongjian.civic.platforms.models import Entry, Thread
from gongjian.civic.platforms.queries.threads import open_notices
from gongjian.civic.registry.models import Organisation, OrganisationQuerySet
from gongjian.web.listing import Filter
from gongjian.web.words import short_day

EXCERPT = 24  # letters of a notice, to know it by


class ThreadFilter(Filter):
    """What narrows the list of threads."""

    q = forms.CharField(
        label=gettext_lazy("找单位"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("对方的名称"), "type": "search"}),
    )
    waits = forms.ChoiceField(
        label=gettext_lazy("进展"), choices=[("", gettext_lazy("全部往来")), ("yes", gettext_lazy("等我方答复"))]
    )


class NoticeChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable at run time
    """A notice, known by its day, its author and its first words."""

    def label_from_instance(self, obj: Any) -> str:
        text = obj.text or ""
        words = text[:EXCERPT] + ("……" if len(text) > EXCERPT else "")
        return f"{short_day(obj.day)} {obj.author.name}：{words}"


class EntryForm(forms.Form):
    """A notice, a reply or a contact: who writes for whom is asked only of somebody who acts for several bodies."""

    kind = forms.ChoiceField(
        label=gettext_lazy("写什么"),
        choices=[
            (Entry.Kind.NOTICE.value, gettext_lazy("告知对方")),
            (Entry.Kind.REPLY.value, gettext_lazy("答复对方")),
            (Entry.Kind.CONTACT.value, gettext_lazy("登记联系")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选是告知、答复，还是登记一次联系。")},
    )
    author = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("以哪一家的身份"),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("请选以哪一家的身份写。"),
            "invalid_choice": gettext_lazy("您不能以这一家的身份写。请从列表里选。"),
        },
    )
    answers = NoticeChoice(
        Entry.objects.none(),
        label=gettext_lazy("答复哪一条"),
        required=False,
        empty_label=gettext_lazy("请选对方的一条告知"),
        error_messages={"invalid_choice": gettext_lazy("这条告知不在这段往来里。请从列表里选。")},
    )
    day = DayField(label=gettext_lazy("哪天联系的"), required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("怎么联系的"), choices=Entry.Channel.choices, widget=forms.RadioSelect, required=False
    )
    who = forms.CharField(
        label=gettext_lazy("和谁联系的"),
        max_length=MOST_WHO,
        required=False,
        help_text=gettext_lazy("例如“办公室王主任”。只有双方看得到。"),
    )
    text = forms.CharField(
        label=gettext_lazy("内容"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("请写下内容，一两句话就够。")},
    )

    def __init__(
        self,
        authors: OrganisationQuerySet,
        thread: Thread | None,
        on: date,
        data: Any = None,
        answers: str = "",
    ) -> None:
        notices = open_notices(thread, authors) if thread is not None else Entry.objects.none()
        kind = Entry.Kind.REPLY if answers else Entry.Kind.NOTICE
        super().__init__(data, auto_id="entry_%s", initial={"kind": kind, "answers": answers, "day": on})
        writers, asked = self.fields["author"], self.fields["answers"]
        if isinstance(writers, forms.ModelChoiceField) and isinstance(asked, forms.ModelChoiceField):
            writers.queryset, asked.queryset = authors, notices
        if len(authors) == 1:
            writers.widget, writers.initial = forms.HiddenInput(), authors[0].pk
        self.can_write = len(authors) > 0

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == Entry.Kind.CONTACT:
            for name, message in self._contact_words().items():
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, message)
        if said.get("kind") == Entry.Kind.REPLY and not said.get("answers") and "answers" not in self.errors:
            self.add_error("answers", _("请选答复的是哪一条告知。"))
        return said

    def _contact_words(self) -> dict[str, str]:
        return {
            "day": _("请填是哪天联系的。"),
            "channel": _("请选是怎么联系的：电话、当面，还是书面。"),
            "who": _("请写明和谁联系的，例如“办公室王主任”。"),
        }
