"""What may be chosen on the home pages."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongjian.civic.registry.models import Area


class CommunityForm(forms.Form):
    """Validates which community's promises are shown."""

    community = forms.TypedChoiceField(label=_("社区"), coerce=int, required=False)

    def __init__(self, data: QueryDict | None, communities: Sequence[Area]) -> None:
        super().__init__(data)
        field = self.fields["community"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(area.pk, area.short_name) for area in communities]
