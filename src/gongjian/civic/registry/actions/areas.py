"""The tree of areas."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import CODE_LENGTH, UNDER, Area, Naming, Participation
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import has_unseen, initials
from gongjian.ledger.action import Refused, WithParts, action


@action
def found_district(
    actor: User,
    clock: User,
    /,
    *,
    name: str,
    code: str,
    since: date,
    level: str = Area.Level.DISTRICT,
    at: datetime,
) -> Area:
    """Make the place that this installation serves: a district, or whatever else all others shall lie in."""
    if Area.objects.filter(parent=None).exists():
        raise Refused(_("这套系统里已经有一个区了。一套系统只服务一个区。"))
    return _rooted([Area(level=level, name=name, code=code, valid_from=since)])[0]


@action
def add_area(actor: User, parent: Area, /, *, level: str, name: str, code: str, since: date, at: datetime) -> Area:
    """Add an area right below another: a street to the district, a community or village to a street."""
    return _added([(parent, {"level": level, "name": name, "code": code, "since": since})])[0]


@add_area.together
def _added(wanted: Sequence[tuple[Area, dict[str, Any]]]) -> list[Area]:
    """Add areas below others; whether a name or code is taken is asked once for all of them."""
    codes = {said["code"] for _parent, said in wanted} - {""}
    parents = {parent.pk for parent, _said in wanted}
    live = Area.objects.filter(valid_to=None)
    coded = {area.code: area.name for area in live.filter(code__in=codes)}
    named = set(
        live.filter(parent__in=parents, name__in={said["name"] for _parent, said in wanted}).values_list(
            "parent", "name"
        )
    )
    for parent, said in wanted:
        level, name, code = Area.Level(said["level"]), said["name"], said["code"]
        if UNDER.get(level) != parent.level:
            raise Refused(
                _("“%(name)s”不能放在“%(parent)s”下面：街道属于区，社区和村属于街道。")
                % {"name": name, "parent": parent.name}
            )
        _check_code(code, level, parent)
        if has_unseen(name):
            raise Refused(_("名称里有看不见的字符，请重新输入。"))
        same = coded.get(code) if code else None
        if same or (parent.pk, name) in named:
            raise Refused(
                _("“%(name)s”（%(code)s）已经有了：%(same)s。请核对代码和名称。")
                % {"name": name, "code": code, "same": same or name}
            )
        coded |= {code: name} if code else {}
        named.add((parent.pk, name))
    return _rooted(
        [
            Area(level=said["level"], parent=parent, name=said["name"], code=said["code"], valid_from=said["since"])
            for parent, said in wanted
        ]
    )


@action
def take_part(actor: User, area: Area, /, *, since: date, at: datetime) -> Participation:
    """Let a community take part in the programme from a day on."""
    if area.level != Area.Level.COMMUNITY:
        raise Refused(_("“%(name)s”不是社区。参加的只能是社区。") % {"name": area.name})
    if area.valid_to is not None:
        raise Refused(_("“%(name)s”已经撤销了。") % {"name": area.name})
    if area.participations.filter(Q(valid_to=None) | Q(valid_to__gt=since)).exists():
        raise Refused(_("“%(name)s”已经参加了。") % {"name": area.name})
    return Participation.objects.create(area=area, valid_from=since)


@action
def rename_area(actor: User, area: Area, /, *, name: str, code: str, since: date, at: datetime) -> WithParts[Area]:
    """Give an area another name or division code from a day on: codes change most years, places stay."""
    name, most = name.strip(), Naming._meta.get_field("name").max_length or 0
    if not name or len(name) > most:
        raise Refused(_("区域要有名称，最多 %(most)s 个字。") % {"most": most})
    if area.valid_to is not None:
        raise Refused(_("“%(name)s”已经撤销，名称不再改。") % {"name": area.name})
    if since < area.valid_from:
        raise Refused(_("“%(name)s”在这一天还没有设立。") % {"name": area.name})
    if since > at.astimezone(settings.OFFICE_ZONE).date():
        raise Refused(_("改名和换代码请在当天或以后登记。"))
    _check_code(code, Area.Level(area.level), area.parent)
    same = Area.objects.filter(Q(code=code) & ~Q(code="") | Q(parent=area.parent, name=name), valid_to=None)
    if code:  # of a closed area, too, that began on the same day: the database keeps one code a day
        same |= Area.objects.filter(code=code, valid_from=area.valid_from)
    if twin := same.exclude(pk=area.pk).first():
        raise Refused(
            _("“%(name)s”（%(code)s）已经有了：%(same)s。请核对代码和名称。")
            % {"name": name, "code": code, "same": twin.name}
        )
    if area.namings.filter(valid_from__gt=since).exists():
        raise Refused(_("这一天以后已经改过名，请从最近一次改名之后改起。"))
    was = area.namings.filter(valid_to=None).values_list("valid_from", flat=True).first()
    area.namings.filter(valid_from=since).delete()
    area.namings.filter(valid_to=None).update(valid_to=since)
    Naming.objects.create(area=area, valid_from=since, name=name, code=code)
    area.name, area.code, area.search = name, code, tokens(name, initials(name), code)
    area.save(update_fields=["name", "code", "search"])
    return WithParts(area, {"since": [None, since], "was": was})


def _rooted(areas: list[Area]) -> list[Area]:
    """Store new areas; a path holds the area's own key, which is known only then."""
    for area in areas:
        area.search = tokens(area.name, initials(area.name), area.code)
    Area.objects.bulk_create(areas)
    above = Subquery(Area.objects.filter(pk=OuterRef("parent")).values("path")[:1])
    path = Concat(Coalesce(above, Value("/")), Cast("pk", CharField()), Value("/"))
    Area.objects.filter(pk__in=[area.pk for area in areas]).update(path=path)
    for area in areas:
        area.path = f"{area.parent.path if area.parent else '/'}{area.pk}/"
    Naming.objects.bulk_create(
        Naming(area=area, valid_from=area.valid_from, name=area.name, code=area.code) for area in areas
    )
    return areas


def _check_code(code: str, level: Area.Level, parent: Area | None) -> None:
    if not code or level not in CODE_LENGTH:
        return
    length = CODE_LENGTH[level]
    if not (code.isascii() and code.isdigit() and len(code) == length):
        raise Refused(
            _("区划代码“%(code)s”不对：%(level)s的代码是 %(length)s 位数字。")
            % {"code": code, "level": level.label, "length": length}
        )
    if parent is not None and parent.code and not code.startswith(parent.code):
        raise Refused(
            _("区划代码“%(code)s”不属于%(parent)s：应当以 %(start)s 开头。")
            % {"code": code, "parent": parent.name, "start": parent.code}
        )
