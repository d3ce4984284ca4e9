"""Organisations: made with the name, kind and place they have from a day on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import GROUPINGS, Affiliation, Area, Organisation, Profile
from gongjian.civic.registry.models.organisations import is_credit_code
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import has_unseen, initials, sort_key
from gongjian.ledger.action import Refused, WithParts, action

DESCRIBED = ("name", "kind", "grouping", "party_type", "member_count", "is_resident_unit")
# The bodies that govern are registered in what they govern; whoever may add a unit cannot make a department of it.
OWN_LEVEL = {
    Organisation.Kind.DISTRICT: Area.Level.DISTRICT,
    Organisation.Kind.STREET: Area.Level.STREET,
    Organisation.Kind.COMMUNITY: Area.Level.COMMUNITY,
}


def check_credit_code(name: str, code: str | None, own: Organisation | None = None) -> None:
    """Refuse a code with a wrong check digit, or one that another organisation has."""
    check_digits(name, code)
    others = Organisation.objects.exclude(pk=own.pk) if own else Organisation.objects.all()
    if code is not None and (twin := others.filter(credit_code=code).first()):
        raise _taken(code, twin.name)


def check_digits(name: str, code: str | None) -> None:
    """Refuse a code whose length, letters or check digit are wrong; None is right: many have no code."""
    if code is not None and not is_credit_code(code):
        raise Refused(
            _("“%(name)s”的统一社会信用代码“%(code)s”不对：应为 18 位，末位是校验码。请对照营业执照或登记证书。")
            % {"name": name, "code": code}
        )


def _taken(code: str, twin: str) -> Refused:
    return Refused(_("信用代码“%(code)s”已经登记给“%(twin)s”了。") % {"code": code, "twin": twin})


@action
def add_organisation(
    actor: User,
    area: Area,
    /,
    *,
    name: str,
    kind: str,
    since: date,
    party_type: str = "",
    member_count: int = 0,
    is_resident_unit: bool = False,
    is_outside: bool = False,
    governs: Area | None = None,
    superior: Organisation | None = None,
    sector: Organisation | None = None,
    host: Organisation | None = None,
    grid_code: str = "",
    credit_code: str | None = None,
    instead_of: Sequence[Organisation] = (),
    at: datetime,
) -> WithParts[Organisation]:
    """Add an organisation located in an area; `instead_of` those, about to be closed, it may bear a name of theirs."""
    said = {
        "name": name,
        "kind": kind,
        "since": since,
        "party_type": party_type,
        "member_count": member_count,
        "is_resident_unit": is_resident_unit,
        "is_outside": is_outside,
        "governs": governs,
        "superior": superior,
        "sector": sector,
        "host": host,
        "grid_code": grid_code,
        "credit_code": credit_code,
        "instead_of": instead_of,
    }
    return _added([(area, said)])[0]


@add_organisation.together
def _added(wanted: Sequence[tuple[Area, dict[str, Any]]]) -> list[WithParts[Organisation]]:
    """Add organisations; whether a name or code is taken is asked once for all of them."""
    codes = {said["credit_code"] for _area, said in wanted if said.get("credit_code")}
    coded = dict(Organisation.objects.filter(credit_code__in=codes).values_list("credit_code", "name"))
    names = {said["name"].strip() for _area, said in wanted}
    twins = Organisation.objects.filter(name__in=names, closed_date=None).values_list("name", "pk")
    named: dict[str, set[int]] = {}
    for name, key in twins:
        named.setdefault(name, set()).add(key)
    rows = []
    for area, said in wanted:
        row = _drafted(area, said)
        check_digits(row.name, row.credit_code)
        if row.credit_code in coded:
            raise _taken(str(row.credit_code), coded[row.credit_code])
        if named.get(row.name, set()) - {one.pk for one in said.get("instead_of", ())}:
            raise Refused(_("“%(name)s”已经登记过了。请先查一查，或换用证书上的全称。") % {"name": row.name})
        named[row.name] = {0}
        coded |= {row.credit_code: row.name} if row.credit_code else {}
        rows.append(row)
    Organisation.objects.bulk_create(rows)
    Profile.objects.bulk_create(
        Profile(organisation=row, valid_from=said["since"], **{name: getattr(row, name) for name in DESCRIBED})
        for row, (_area, said) in zip(rows, wanted, strict=True)
    )
    Affiliation.objects.bulk_create(
        tie for row, (_area, said) in zip(rows, wanted, strict=True) for tie in _affiliations(row, said["since"])
    )
    return [WithParts(row, {"since": [None, row.founded_date]}) for row in rows]


def check_words(name: str, kind: str, area: Area | None) -> None:
    """Refuse a name with characters nobody sees, and the kind of a governing body elsewhere than in what it governs."""
    if has_unseen(name):
        raise Refused(_("名称里有看不见的字符，请重新输入。"))
    level = OWN_LEVEL.get(Organisation.Kind(kind))
    if level and (area is None or area.level not in (level, Area.Level.COUNTRY)):
        words = {"kind": Organisation.Kind(kind).label, "level": level.label, "area": area.name if area else "—"}
        raise Refused(_("“%(kind)s”要登记在%(level)s一级，不能登记在“%(area)s”。") % words)


def _drafted(area: Area, said: Mapping[str, Any]) -> Organisation:
    name = said["name"].strip()
    if not name:
        raise Refused(_("单位要有名称。"))
    check_words(name, said["kind"], area)
    is_resident_unit = said.get("is_resident_unit", False)
    grouping = GROUPINGS.get(Organisation.Kind(said["kind"]), "") if is_resident_unit else ""
    if is_resident_unit and not grouping:
        raise Refused(_("“%(name)s”的种类不能作驻区单位。请选机关、事业、国企、非公或社会组织。") % {"name": name})
    letters = initials(name)
    return Organisation(
        **{key: value for key, value in said.items() if key not in ("name", "since", "instead_of", "at")},
        name=name,
        grouping=grouping,
        initials=letters,
        sort_key=sort_key(name),
        search=tokens(name, letters, said.get("credit_code")),
        path=area.scope_path,
        area=area,
        founded_date=said["since"],
    )


def _affiliations(row: Organisation, since: date) -> Iterator[Affiliation]:
    axes = {
        Affiliation.Axis.TERRITORY: (row.area_id, None),
        Affiliation.Axis.SECTOR: (None, row.sector_id),
        Affiliation.Axis.SUPERIOR: (None, row.superior_id),
        Affiliation.Axis.HOST: (None, row.host_id),
    }
    for axis, (area, target) in axes.items():
        if area or target:
            yield Affiliation(
                organisation=row,
                axis=axis,
                area_id=area,
                target_id=target,
                valid_from=since,
                grid_code=row.grid_code if area else "",
            )
