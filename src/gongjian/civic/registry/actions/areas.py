"""The tree of areas."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Naming, Participation
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import initials
from gongjian.ledger.action import Refused, WithParts, action

CODE_LENGTH = {
    Area.Level.PROVINCE: 2,
    Area.Level.CITY: 4,
    Area.Level.DISTRICT: 6,
    Area.Level.STREET: 9,
    Area.Level.COMMUNITY: 12,
    Area.Level.VILLAGE: 12,
}
UNDER = {
    Area.Level.PROVINCE: Area.Level.COUNTRY,
    Area.Level.CITY: Area.Level.PROVINCE,
    Area.Level.DISTRICT: Area.Level.CITY,
    Area.Level.STREET: Area.Level.DISTRICT,
    Area.Level.COMMUNITY: Area.Level.STREET,
    Area.Level.VILLAGE: Area.Level.STREET,
}


@action
def found_district(actor: User, clock: User, /, *, name: str, code: str, since: date, at: datetime) -> Area:
    """Make the district that this installation serves."""
    if Area.objects.filter(level=Area.Level.DISTRICT).exists():
        raise Refused(_("这套系统里已经有一个区了。一套系统只服务一个区。"))
    return _rooted(Area(level=Area.Level.DISTRICT, name=name, code=code, valid_from=since))


@action
def add_area(actor: User, parent: Area, /, *, level: str, name: str, code: str, since: date, at: datetime) -> Area:
    """Add an area right below another: a street to the district, a community or village to a street."""
    if UNDER.get(Area.Level(level)) != parent.level:
        raise Refused(
            _("“%(name)s”不能放在“%(parent)s”下面：街道属于区，社区和村属于街道。")
            % {"name": name, "parent": parent.name}
        )
    _check_code(code, Area.Level(level), parent)
    same = Area.objects.filter(Q(code=code) & ~Q(code="") | Q(parent=parent, name=name), valid_to=None).first()
    if same:
        raise Refused(
            _("“%(name)s”（%(code)s）已经有了：%(same)s。请核对代码和名称。")
            % {"name": name, "code": code, "same": same.name}
        )
    return _rooted(Area(level=level, parent=parent, name=name, code=code, valid_from=since))


@action
def take_part(actor: User, area: Area, /, *, since: date, at: datetime) -> Participation:
    """Let a community take part in the programme from a day on."""
    if area.level != Area.Level.COMMUNITY:
        raise Refused(_("“%(name)s”不是社区。参加的只能是社区。") % {"name": area.name})
    if area.participations.filter(Q(valid_to=None) | Q(valid_to__gt=since)).exists():
        raise Refused(_("“%(name)s”已经参加了。") % {"name": area.name})
    return Participation.objects.create(area=area, valid_from=since)


@action
def rename_area(actor: User, area: Area, /, *, name: str, code: str, since: date, at: datetime) -> WithParts[Area]:
    """Give an area another name or division code from a day on: codes change most years, places stay."""
    name = name.strip()
    if not name:
        raise Refused(_("区域要有名称。"))
    if since < area.valid_from or (area.valid_to is not None and since >= area.valid_to):
        raise Refused(_("“%(name)s”在这一天还没有设立，或者已经撤销。") % {"name": area.name})
    if since > at.astimezone(settings.OFFICE_ZONE).date():
        raise Refused(_("改名和换代码请在当天或以后登记。"))
    if area.parent is not None:
        _check_code(code, Area.Level(area.level), area.parent)
    same = Area.objects.filter(Q(code=code) & ~Q(code="") | Q(parent=area.parent, name=name), valid_to=None)
    if twin := same.exclude(pk=area.pk).first():
        raise Refused(
            _("“%(name)s”（%(code)s）已经有了：%(same)s。请核对代码和名称。")
            % {"name": name, "code": code, "same": twin.name}
        )
    if area.namings.filter(valid_from__gt=since).exists():
        raise Refused(_("这一天以后已经改过名，请从最近一次改名之后改起。"))
    area.namings.filter(valid_from=since).delete()
    area.namings.filter(valid_to=None).update(valid_to=since)
    Naming.objects.create(area=area, valid_from=since, name=name, code=code)
    area.name, area.code, area.search = name, code, tokens(name, initials(name), code)
    area.save(update_fields=["name", "code", "search"])
    return WithParts(area, {"since": [None, since]})


def _rooted(area: Area) -> Area:
    area.search = tokens(area.name, initials(area.name), area.code)
    area.save()
    area.path = f"{area.parent.path if area.parent else '/'}{area.pk}/"
    area.save(update_fields=["path"])
    Naming.objects.create(area=area, valid_from=area.valid_from, name=area.name, code=area.code)
    return area


def _check_code(code: str, level: Area.Level, parent: Area) -> None:
    if not code:
        return
    length = CODE_LENGTH[level]
    if not (code.isascii() and code.isdigit() and len(code) == length):
        raise Refused(
            _("区划代码“%(code)s”不对：%(level)s的代码是 %(length)s 位数字。")
            % {"code": code, "level": level.label, "length": length}
        )
    if parent.code and not code.startswith(parent.code):
        raise Refused(
            _("区划代码“%(code)s”不属于%(parent)s：应当以 %(start)s 开头。")
            % {"code": code, "parent": parent.name, "start": parent.code}
        )
