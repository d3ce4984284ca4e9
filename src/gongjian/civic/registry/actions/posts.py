"""What a role may be held over, and together with what."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import (
    ADMINISTRATORS,
    TERRITORIAL,
    Area,
    Office,
    Organisation,
    Person,
    Role,
    offices_of,
)
from gongjian.civic.registry.permissions import is_clock, is_security
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.may import Ask

DISTRICT, STREET = Area.Level.DISTRICT, Area.Level.STREET
PLACES: dict[str, tuple[Area.Level, ...]] = {
    Role.DISTRICT_OFFICE: (DISTRICT,),
    Role.STREET_OFFICE: (STREET,),
    Role.COMMUNITY_WORKER: (Area.Level.COMMUNITY, Area.Level.VILLAGE),
    Role.INSPECTOR: (DISTRICT, STREET),
    Role.SCRUTINEER: (DISTRICT, STREET),
    **dict.fromkeys(ADMINISTRATORS, (DISTRICT,)),
}
OFFICES_OF_AREAS = (Organisation.Kind.DISTRICT, Organisation.Kind.STREET, Organisation.Kind.COMMUNITY)


def is_for_organisation(role: str) -> bool:
    """Return whether a role is held for an organisation, and not over an area."""
    return role not in TERRITORIAL and role not in ADMINISTRATORS


def fitting(role: str) -> Q:
    """Return the condition: an organisation for which the role can be held."""
    inside = Q(is_outside=False, closed_date=None, area__isnull=False)
    if role == Role.SECTOR_DEPARTMENT:
        return inside & Q(kind=Organisation.Kind.DISTRICT)
    return inside & ~Q(kind__in=OFFICES_OF_AREAS)


def check_post(role: str, scope: Area, organisation: Organisation | None, since: date) -> None:
    """Refuse a role over the wrong kind of place, or for an organisation that is elsewhere or of the wrong kind."""
    word = Role(role).label
    if (organisation is not None) != is_for_organisation(role):
        raise Refused(_("“%(role)s”要么管一个区域，要么代表一家单位，请只填一样。") % {"role": word})
    if since < scope.valid_from or (scope.valid_to is not None and since >= scope.valid_to):
        raise Refused(_("“%(area)s”在这一天还没有设立，或者已经撤销。") % {"area": scope.name})
    if organisation is None:
        if scope.level not in PLACES[role]:
            levels = _("或").join(str(level.label) for level in PLACES[role])
            raise Refused(
                _("“%(role)s”要管%(levels)s，“%(area)s”不是。")
                % {"role": word, "levels": levels, "area": scope.short_name}
            )
        return
    if not organisation.path.startswith(scope.scope_path):
        raise Refused(_("“%(name)s”不在%(area)s。") % {"name": organisation.name, "area": scope.short_name})
    if organisation.is_outside:
        raise Refused(_("“%(name)s”在区外，只登记联系人，不开账号。") % {"name": organisation.name})
    if organisation.closed_date is not None and organisation.closed_date <= since:
        raise Refused(_("“%(name)s”在这一天已经注销。") % {"name": organisation.name})
    if (organisation.kind == Organisation.Kind.DISTRICT) != (role == Role.SECTOR_DEPARTMENT) or (
        role != Role.SECTOR_DEPARTMENT and organisation.kind in OFFICES_OF_AREAS
    ):
        raise Refused(
            _("“%(role)s”不能代表“%(name)s”：职能部门的岗位代表区级部门，联络员和书记代表驻区单位、党组织或商户。")
            % {"role": word, "name": organisation.name}
        )


def check_together(person: Person, role: str, scope: Area, organisation: Organisation | None, since: date) -> None:
    """Refuse the same post twice at a time, two administrators in one person, an administrator with a business post."""
    others = Office.objects.filter(Q(valid_to=None) | Q(valid_to__gt=since), person=person)
    area = None if organisation else scope
    for other in others:
        same_place = (other.area_id, other.organisation_id) == (area and area.pk, organisation and organisation.pk)
        if other.role == role and same_place:
            raise Refused(_("这个人已经在任这个岗位，不用再任一次。任期到了请续任。"))
        if other.role in ADMINISTRATORS and role in ADMINISTRATORS:
            raise Refused(_("系统、安全、审计三种管理员必须是三个人。"))
        if (other.role in ADMINISTRATORS) != (role in ADMINISTRATORS):
            raise Refused(_("管理员不能同时担任业务岗位。请先离任原来的岗位，或另选一个人。"))


def check_secretary(
    actor: User, scope: Area, person: Person, role: str, organisation: Organisation | None, at: datetime
) -> None:
    """Refuse what a secretary may not give: a post other than the own unit's liaison, or to somebody of elsewhere."""
    ask = Ask(scope, at)
    if is_clock(actor, ask) or is_security(actor, ask):
        return
    own = {one.organisation_id for one in offices_of(actor, ask.today) if one.role == Role.UNIT_SECRETARY}
    if role != Role.UNIT_LIAISON or organisation is None or organisation.pk not in own:
        raise NotAllowed("registry.appoint", _("书记只能定本单位的联络员。别的岗位由区里的安全管理员来定。"))
    elsewhere = Office.objects.filter(Q(valid_to=None) | Q(valid_to__gt=ask.today), person=person)
    if elsewhere.exclude(organisation=organisation).exists():
        raise Refused(_("这个账号在别处有岗位，不能直接作本单位的联络员。请联系区里的安全管理员。"))
