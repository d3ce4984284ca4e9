"""What is said when an organisation is added, or when something about it changes from a day on."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.changes import AXIS_FIELDS
from gongjian.civic.registry.actions.organisations import check_credit_code
from gongjian.civic.registry.models import Affiliation, Area, Organisation
from gongjian.civic.registry.models.organisations import GROUPINGS
from gongjian.civic.registry.queries import candidates, departments, settling_places
from gongjian.civic.registry.queries.choices import MOST_CANDIDATES
from gongjian.ledger.action import Refused
from gongjian.web.listing import choose

CHOOSE = {
    "required": gettext_lazy("请选一项。"),
    "invalid_choice": gettext_lazy("没有这一项，请从列表里选。"),
}
NOBODY = "none"
MOST_MEMBERS = 100_000
MOST_AHEAD = timedelta(days=366)


class Since(forms.DateField):
    """The day from which a change holds; today unless said otherwise."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("自哪天起"),
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": gettext_lazy("请填从哪一天起算，例如 2026-07-01。"),
                "invalid": gettext_lazy("日期认不出来，请写成 2026-07-01 这样。"),
            },
        )


class CreditCode(forms.CharField):
    """A unified social credit code as somebody copies it from paper, with blanks or not."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("统一社会信用代码"),
            max_length=40,
            required=False,
            help_text=gettext_lazy("18 位，照营业执照或登记证书抄。没有代码就留空。"),
            widget=forms.TextInput(
                attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
            ),
            error_messages={"max_length": gettext_lazy("代码是 18 位，请核对。")},
        )


class GridCode(forms.CharField):
    """A code of the city's own grid system."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("网格编码"),
            max_length=20,
            required=False,
            help_text=gettext_lazy("市网格平台的编码，没有就不填。"),
            error_messages={"max_length": gettext_lazy("最多 20 个字符。")},
        )


class ChangeForm(forms.Form):
    """A change about one organisation; `arguments` is what its verb takes."""

    asks_since: ClassVar = True

    def __init__(self, organisation: Organisation, user: User, today: date, data: Any = None) -> None:
        super().__init__(data, initial={**self.now(organisation), "since": today})
        self.organisation, self.user, self.today = organisation, user, today
        if self.asks_since:
            self.fields["since"] = Since()
            self.fields["since"].help_text = _("补登记以前的变动，填当时的日子；这一天以前的仍按原来的算。")

    def now(self, organisation: Organisation) -> Mapping[str, Any]:
        """Return what stands in the form before anything is typed."""
        return {}

    def clean_since(self) -> date:
        """Refuse a day before the organisation was there."""
        since: date = self.cleaned_data["since"]
        founded = self.organisation.founded_date
        if founded is not None and since < founded:
            raise forms.ValidationError(_("%(day)s才登记，变动不能早于这一天。") % {"day": founded.isoformat()})
        if since > self.today + MOST_AHEAD:
            raise forms.ValidationError(_("这个日子在一年以后，请核对年份。"))
        return since

    def later(self) -> bool:
        """Return whether another change of the same thing follows, which this one does not touch."""
        return False

    @property
    def arguments(self) -> dict[str, Any]:
        """What the verb takes, besides the actor, the organisation and the moment."""
        return self.cleaned_data


class Described(forms.Form):
    """What an organisation is: the fields that adding and revising share."""

    name = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=120,
        help_text=gettext_lazy("证书上的全称。"),
        error_messages={"required": gettext_lazy("请填单位的全称。"), "max_length": gettext_lazy("最多 120 个字。")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("种类"),
        choices=[("", gettext_lazy("请选")), *Organisation.Kind.choices],
        error_messages=CHOOSE,
    )
    is_resident_unit = forms.BooleanField(
        label=gettext_lazy("是驻区单位，参加评价"),
        required=False,
        help_text=gettext_lazy("机关、事业单位、企业和社会组织可以是；物业、业委会、商户、群团等不是。"),
    )
    party_type = forms.ChoiceField(
        label=gettext_lazy("党组织"),
        choices=[("", gettext_lazy("没有党组织")), *Organisation.PartyType.choices],
        required=False,
        error_messages=CHOOSE,
    )
    member_count = forms.IntegerField(
        label=gettext_lazy("党员人数"),
        min_value=0,
        max_value=MOST_MEMBERS,
        required=False,
        error_messages={
            "invalid": gettext_lazy("请只填数字，例如 34。"),
            "min_value": gettext_lazy("人数不能小于 0。"),
            "max_value": gettext_lazy("人数太大了，请核对。"),
        },
    )

    own: int | None = None  # the organisation that is described, where there is one already

    def clean_name(self) -> str:
        """Refuse the name of another organisation."""
        name = str(self.cleaned_data["name"]).strip()
        twins = Organisation.objects.filter(name=name, closed_date=None)
        if twins.exclude(pk=self.own or 0).exists():
            raise forms.ValidationError(_("“%(name)s”已经登记过了。请先查一查，或换用全称。") % {"name": name})
        return name

    def clean_member_count(self) -> int:
        return int(self.cleaned_data["member_count"] or 0)

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if said.get("is_resident_unit") and said.get("kind") and said["kind"] not in GROUPINGS:
            self.add_error("is_resident_unit", _("这个种类不能作驻区单位，请取消勾选，或改选种类。"))


class ProfileForm(ChangeForm, Described):
    """Another name, kind or party organisation."""

    field_order = ("name", "kind", "is_resident_unit", "party_type", "member_count", "since")

    def __init__(self, organisation: Organisation, user: User, today: date, data: Any = None) -> None:
        super().__init__(organisation, user, today, data)
        self.own = organisation.pk

    def now(self, organisation: Organisation) -> Mapping[str, Any]:
        names = ("name", "kind", "is_resident_unit", "party_type", "member_count")
        return {name: getattr(organisation, name) for name in names}

    def clean(self) -> None:
        """Refuse a form in which nothing was changed."""
        super().clean()
        if not self.errors and not set(self.changed_data) - {"since"}:
            raise forms.ValidationError(_("没有要改的：填的和现在一样。"))

    def later(self) -> bool:
        return self.organisation.profiles.filter(valid_from__gt=self.cleaned_data["since"]).exists()

    @property
    def arguments(self) -> dict[str, Any]:
        """What was changed, and nothing else: what stays may have been different on a past day."""
        said = {name: self.cleaned_data[name] for name in self.changed_data if name != "since"}
        return {"since": self.cleaned_data["since"], "changes": said}


class AreaField(forms.ChoiceField):
    """A place within the user's reach: below the name of each street its communities."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={**CHOOSE, "required": gettext_lazy("请选在哪个街道、哪个社区。")}, **kwargs)
        self.areas: dict[str, Area] = {}

    def offer(self, user: User, today: date) -> None:
        """Offer the places in which this user may settle an organisation."""
        groups = settling_places(user, today)
        self.areas = {str(area.pk): area for _street, areas in groups for area in areas}
        named = [
            (street.short_name, [(str(area.pk), _word(area, street)) for area in areas]) for street, areas in groups
        ]
        self.choices = [("", _("请选")), *named]

    def clean(self, value: Any) -> Any:
        return self.areas.get(super().clean(value))


def _word(area: Area, above: Area) -> str:
    if area.pk != above.pk:
        return area.short_name
    return _("%(area)s（不分社区）") % {"area": area.short_name}


class MoveForm(ChangeForm):
    """Another place."""

    area = AreaField(label=gettext_lazy("迁到"))
    grid_code = GridCode()

    def __init__(self, organisation: Organisation, user: User, today: date, data: Any = None) -> None:
        super().__init__(organisation, user, today, data)
        places = self.fields["area"]
        if isinstance(places, AreaField):
            places.offer(user, today)

    def now(self, organisation: Organisation) -> Mapping[str, Any]:
        return {"area": str(organisation.area_id or ""), "grid_code": organisation.grid_code}

    def clean(self) -> None:
        """Refuse a move to where it was already."""
        super().clean()
        if self.errors:
            return
        area, grid_code = self.cleaned_data["area"], self.cleaned_data["grid_code"]
        rows = self.organisation.affiliations.filter(axis=Affiliation.Axis.TERRITORY)
        before = rows.on(self.cleaned_data["since"]).first()
        if before is not None and (before.area_id, before.grid_code) == (area.pk, grid_code):
            words = {"name": self.organisation.name, "area": area.name}
            raise forms.ValidationError(_("“%(name)s”那时就在%(area)s，没有要改的。") % words)

    def later(self) -> bool:
        rows = self.organisation.affiliations.filter(axis=Affiliation.Axis.TERRITORY)
        return rows.filter(valid_from__gt=self.cleaned_data["since"]).exists()


class CodeForm(ChangeForm):
    """The right unified social credit code."""

    asks_since = False
    credit_code = CreditCode()

    def now(self, organisation: Organisation) -> Mapping[str, Any]:
        return {"credit_code": organisation.credit_code or ""}

    def clean_credit_code(self) -> str | None:
        return credit_code(self.cleaned_data["credit_code"], self.organisation.name, self.organisation)


def credit_code(said: str, name: str, own: Organisation | None) -> str | None:
    """Return a code as it is kept, None where there is none; an error of the form where it cannot be right."""
    code = "".join(said.split()).upper() or None
    try:
        check_credit_code(name, code, own)
    except Refused as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    return code


class TieForm(ChangeForm):
    """Whom it belongs to on one axis, picked from what a search found."""

    target = forms.ChoiceField(
        label=gettext_lazy("选一家"),
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": gettext_lazy("请选一家；不再归属就选最后一项。")},
    )

    def __init__(self, organisation: Organisation, user: User, today: date, data: Any = None, **said: Any) -> None:
        """`axis` says on which axis, `q` what was searched for."""
        self.axis, self.q = Affiliation.Axis(said["axis"]), str(said["q"]).strip()
        super().__init__(organisation, user, today, data)
        found = departments() if self.axis == Affiliation.Axis.SECTOR else self._found()
        self.targets = {str(one.pk): one for one in found if one.pk != organisation.pk}
        nobody = [(NOBODY, _("没有，或不再归属"))]
        choose(self, "target", [(key, _titled(one)) for key, one in self.targets.items()] + nobody)

    @property
    def current(self) -> Organisation | None:
        """Whom it belongs to today."""
        found: Organisation | None = getattr(self.organisation, AXIS_FIELDS[self.axis])
        return found

    @property
    def is_host(self) -> bool:
        return self.axis == Affiliation.Axis.HOST

    @property
    def is_searched_for(self) -> bool:
        """Whether there are too many to list: the departments of the sectors are few."""
        return self.axis != Affiliation.Axis.SECTOR

    @property
    def is_full(self) -> bool:
        """Whether more may fit than are listed."""
        return self.is_searched_for and len(self.targets) == MOST_CANDIDATES

    def _found(self) -> list[Organisation]:
        return candidates(self.q, self.axis) if self.q else []

    @property
    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"axis": self.axis, "target": self.targets.get(said["target"]), "since": said["since"]}


def _titled(organisation: Organisation) -> str:
    if organisation.is_outside:
        return _("%(name)s（区外）") % {"name": organisation.name}
    if organisation.area is None:
        return organisation.name
    place = organisation.area.short_name
    return _("%(name)s（%(place)s）") % {"name": organisation.name, "place": place}


class AddForm(Described):
    """A new organisation: four things must be said, all else may follow."""

    area = AreaField(label=gettext_lazy("在哪里"))
    since = Since()
    is_outside = forms.BooleanField(
        label=gettext_lazy("在区外，只作联系对象"),
        required=False,
        help_text=gettext_lazy("例如外地的投资建设方、区外的上级党组织。区外的不是驻区单位，没有账号。"),
    )
    speaks_for_district = forms.BooleanField(
        label=gettext_lazy("代表区里的牵头部门"),
        required=False,
        help_text=gettext_lazy("一个区一家，例如区委社会工作部。报到区里的事，先到它这里。"),
    )
    credit_code = CreditCode()
    sector = forms.ChoiceField(label=gettext_lazy("行业主管"), required=False, error_messages=CHOOSE)
    grid_code = GridCode()
    field_order = ("name", "kind", "area", "since", "is_resident_unit", "is_outside", "party_type", "member_count")

    def __init__(self, user: User, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"since": today})
        places = self.fields["area"]
        if isinstance(places, AreaField):
            places.offer(user, today)
        self.sectors = {str(one.pk): one for one in departments()}
        choose(self, "sector", [("", _("没有")), *((key, one.name) for key, one in self.sectors.items())])

    def clean_credit_code(self) -> str | None:
        return credit_code(self.cleaned_data["credit_code"], self.cleaned_data.get("name") or _("这家单位"), None)

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("is_outside") and self.cleaned_data.get("is_resident_unit"):
            self.add_error("is_outside", _("区外的不能作驻区单位，请只勾一样。"))
        area = self.cleaned_data.get("area")
        if self.cleaned_data.get("speaks_for_district") and area is not None:
            self._check_lead(area)

    def _check_lead(self, area: Area) -> None:
        taken = Organisation.objects.filter(governs=area, closed_date=None).first()
        if self.cleaned_data.get("kind") != Organisation.Kind.DISTRICT or area.level != Area.Level.DISTRICT:
            self.add_error("speaks_for_district", _("只有登记在区里的区级部门，才能代表区里。"))
        elif taken is not None:
            self.add_error("speaks_for_district", _("已经由“%(name)s”代表区里了。") % {"name": taken.name})

    @property
    def arguments(self) -> dict[str, Any]:
        """What the verb takes, besides the actor, the place and the moment."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "area"}
        area = self.cleaned_data["area"]
        speaks = said.pop("speaks_for_district")
        is_body = speaks or said["kind"] in (Organisation.Kind.STREET, Organisation.Kind.COMMUNITY)
        governs = area if is_body and not Organisation.objects.filter(governs=area).exists() else None
        return said | {"sector": self.sectors.get(said["sector"]), "governs": governs}
