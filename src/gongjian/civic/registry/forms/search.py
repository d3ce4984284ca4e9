"""What somebody types to find a place or an organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.models.search import MOST_LETTERS
from gongjian.web.listing import Filter

PLACES, ORGANISATIONS = "places", "organisations"


class SearchForm(Filter):
    """A few characters; and which of the two groups to see whole."""

    q = forms.CharField(
        label=_("找什么"),
        max_length=MOST_LETTERS,
        widget=forms.TextInput(attrs={"placeholder": _("名称、拼音首字母或代码"), "type": "search"}),
    )
    only = forms.ChoiceField(choices=[(PLACES, PLACES), (ORGANISATIONS, ORGANISATIONS)], widget=forms.HiddenInput)
