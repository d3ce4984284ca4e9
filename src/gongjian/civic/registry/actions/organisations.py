"""Organisations: made with the name, kind and place they have from a day on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from stdnum.cn import uscc

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Affiliation, Area, Organisation, Profile
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import initials, sort_key
from gongjian.ledger.action import Refused, WithParts, action

GROUPINGS = {
    Organisation.Kind.ORGAN: Organisation.Grouping.ORGAN,
    Organisation.Kind.INSTITUTION: Organisation.Grouping.INSTITUTION,
    Organisation.Kind.SCHOOL: Organisation.Grouping.INSTITUTION,
    Organisation.Kind.HOSPITAL: Organisation.Grouping.INSTITUTION,
    Organisation.Kind.STATE_FIRM: Organisation.Grouping.STATE_FIRM,
    Organisation.Kind.BANK: Organisation.Grouping.STATE_FIRM,
    Organisation.Kind.PRIVATE_FIRM: Organisation.Grouping.PRIVATE_FIRM,
    Organisation.Kind.COMPLEX: Organisation.Grouping.PRIVATE_FIRM,
    Organisation.Kind.SOCIAL: Organisation.Grouping.SOCIAL,
}


def check_credit_code(name: str, code: str | None, own: Organisation | None = None) -> None:
    """Refuse a code with a wrong check digit, or one that another organisation has."""
    if code is None:
        return
    if not uscc.is_valid(code):
        raise Refused(
            _("“%(name)s”的统一社会信用代码“%(code)s”不对：应为 18 位，末位是校验码。请对照营业执照或登记证书。")
            % {"name": name, "code": code}
        )
    others = Organisation.objects.exclude(pk=own.pk) if own else Organisation.objects.all()
    twin = others.filter(credit_code=code).first()
    if twin:
        raise Refused(_("信用代码“%(code)s”已经登记给“%(twin)s”了。") % {"code": code, "twin": twin.name})


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
    name = name.strip()
    if not name:
        raise Refused(_("单位要有名称。"))
    check_credit_code(name, credit_code)
    twins = Organisation.objects.filter(name=name, closed_date=None)
    if twins.exclude(pk__in=[one.pk for one in instead_of]).exists():
        raise Refused(_("“%(name)s”已经登记过了。请先查一查，或换用证书上的全称。") % {"name": name})
    grouping = GROUPINGS.get(Organisation.Kind(kind), "") if is_resident_unit else ""
    if is_resident_unit and not grouping:
        raise Refused(_("“%(name)s”的种类不能作驻区单位。请选机关、事业、国企、非公或社会组织。") % {"name": name})
    described: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "grouping": grouping,
        "party_type": party_type,
        "member_count": member_count,
        "is_resident_unit": is_resident_unit,
    }
    organisation = Organisation.objects.create(
        **described,
        initials=initials(name),
        sort_key=sort_key(name),
        search=tokens(name, initials(name), credit_code),
        credit_code=credit_code,
        is_outside=is_outside,
        path=area.scope_path,
        area=area,
        governs=governs,
        grid_code=grid_code,
        sector=sector,
        superior=superior,
        host=host,
        founded_date=since,
    )
    Profile.objects.create(organisation=organisation, valid_from=since, **described)
    axes = [
        (Affiliation.Axis.TERRITORY, area, None),
        (Affiliation.Axis.SECTOR, None, sector),
        (Affiliation.Axis.SUPERIOR, None, superior),
        (Affiliation.Axis.HOST, None, host),
    ]
    Affiliation.objects.bulk_create(
        Affiliation(
            organisation=organisation,
            axis=axis,
            area=place,
            target=target,
            valid_from=since,
            grid_code=grid_code if place else "",
        )
        for axis, place, target in axes
        if place or target
    )
    return WithParts(organisation, {"since": [None, since]})
