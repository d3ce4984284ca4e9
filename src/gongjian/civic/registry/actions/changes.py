"""What changes about an organisation: its name and kind, its place, whom it belongs to, its end.

Every change holds from a day on. The row that was in force is cut at that day, a new one follows until the next known
change; a second change of the same day corrects the first. The organisation's own row says what holds today.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Q
from django.utils.translation import gettext as _
from stdnum.cn import uscc

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.organisations import DESCRIBED, check_credit_code, check_words
from gongjian.civic.registry.models import GROUPINGS, Affiliation, Area, Organisation, Profile, Role, offices_of
from gongjian.civic.registry.models.search import tokens
from gongjian.civic.registry.models.spelling import initials, sort_key
from gongjian.ledger.action import NotAllowed, Refused, WithParts, action

AXIS_FIELDS = {
    Affiliation.Axis.SECTOR: "sector",
    Affiliation.Axis.SUPERIOR: "superior",
    Affiliation.Axis.HOST: "host",
}
MOST_LEVELS = 50  # of superiors above one another


@action
def revise_profile(
    actor: User, organisation: Organisation, /, *, changes: Mapping[str, Any], since: date, at: datetime
) -> WithParts[Organisation]:
    """Change some of name, kind, party_type, member_count and is_resident_unit from a day on."""
    _check_day(organisation, since)
    row = organisation.profiles.on(since).first()
    if row is None:
        raise Refused(_("“%(name)s”在%(day)s还没有登记资料。") % {"name": organisation.name, "day": since})
    if unknown := changes.keys() - set(DESCRIBED):
        raise ValueError(f"not a fact of a profile: {', '.join(sorted(unknown))}")
    said = {name: getattr(row, name) for name in DESCRIBED} | dict(changes)
    said["name"] = said["name"].strip()
    _check_words(organisation, since, said)
    twin = Organisation.objects.filter(name=said["name"], closed_date=None).exclude(pk=organisation.pk)
    if said["name"] != row.name and twin.exists():
        raise Refused(_("“%(name)s”已经登记过了。请先查一查，或换用证书上的全称。") % {"name": said["name"]})
    said["grouping"] = GROUPINGS.get(Organisation.Kind(said["kind"]), "") if said["is_resident_unit"] else ""
    if said["is_resident_unit"] and not said["grouping"]:
        raise Refused(
            _("“%(name)s”的种类不能作驻区单位。请选机关、事业、国企、非公或社会组织。") % {"name": said["name"]}
        )
    before = {name: getattr(row, name) for name in DESCRIBED}
    was = {"from": row.valid_from, "to": row.valid_to}
    _cut(row, since, said)
    _copy_profile(organisation, _office_day(at))
    differences = {name: [before[name], said[name]] for name in DESCRIBED if before[name] != said[name]}
    return WithParts(organisation, {"since": [None, since], "was": was} | differences)


@action
def move_organisation(
    actor: User, organisation: Organisation, /, *, area: Area, since: date, grid_code: str = "", at: datetime
) -> WithParts[Organisation]:
    """Move an organisation to another place from a day on; across streets the district does it."""
    today = _office_day(at)
    before = organisation.affiliations.on(since).filter(axis=Affiliation.Axis.TERRITORY).select_related("area").first()
    places = [area, before.area] if before is not None and before.area is not None else [area]
    if not any(
        office.area is not None
        and office.role in (Role.DISTRICT_OFFICE, Role.STREET_OFFICE)
        and all(place.scope_path.startswith(office.area.scope_path) for place in places)
        for office in offices_of(actor, today)
    ):
        raise NotAllowed("registry.move_organisation", _("迁到别的街道，要由区牵头部门来办。"))
    _check_day(organisation, since)
    if since < area.valid_from:
        raise Refused(_("“%(area)s”到那时还没有设立，请选那时的区域。") % {"area": area.name})
    if area.valid_to is not None and area.valid_to <= since:
        raise Refused(_("“%(area)s”到那时已经撤销了，请选接替它的区域。") % {"area": area.name})
    _affiliate(organisation, Affiliation.Axis.TERRITORY, since, area=area, grid_code=grid_code)
    _copy_affiliations(organisation, today)
    place = [before and before.area_id, area.pk]
    said = {"since": [None, since], "axis": Affiliation.Axis.TERRITORY, "place": place, "to": area.name}
    return WithParts(organisation, said | {"was": _interval(before)})


@action
def affiliate(
    actor: User, organisation: Organisation, /, *, axis: int, target: Organisation | None, since: date, at: datetime
) -> WithParts[Organisation]:
    """Say whom an organisation belongs to from a day on (sector, superior or host); None: to nobody any more."""
    _check_day(organisation, since)
    if axis not in AXIS_FIELDS:
        raise Refused(_("属地的变动请用“迁址”来办。"))
    before = organisation.affiliations.on(since).filter(axis=axis).first()
    if target is not None:
        _check_target(organisation, Affiliation.Axis(axis), target, since)
    elif before is None:
        raise Refused(_("“%(name)s”在这一天本来就没有这一项，不用取消。") % {"name": organisation.name})
    _affiliate(organisation, axis, since, target=target)
    _copy_affiliations(organisation, _office_day(at))
    said = {"since": [None, since], "axis": axis, "target": [before and before.target_id, target and target.pk]}
    return WithParts(organisation, said | {"was": _interval(before)})


@action
def correct_credit_code(
    actor: User, organisation: Organisation, /, *, credit_code: str | None, at: datetime
) -> Organisation:
    """Set or correct the unified social credit code; None where there is none."""
    credit_code = uscc.compact(credit_code) if credit_code else None  # one spelling: else a code could stand twice
    check_credit_code(organisation.name, credit_code, organisation)
    organisation.credit_code = credit_code
    organisation.search = tokens(organisation.name, organisation.initials, credit_code)
    organisation.save(update_fields=["credit_code", "search"])
    return organisation


@action
def succeed_organisation(
    actor: User, organisation: Organisation, /, *, successors: list[Organisation], on: date, at: datetime
) -> WithParts[Organisation]:
    """End an organisation on a day: its dated rows are cut, its offices end, its successors are noted.

    Use `duties.merge_organisations`, which also moves what the organisation still holds in all rooms.
    """
    _check_day(organisation, on)
    if on == organisation.founded_date:
        raise Refused(_("注销的日子要晚于登记的日子。"))
    if on > _office_day(at):
        raise Refused(_("注销的日子不能在今天以后。"))
    if any(one.pk == organisation.pk or one.closed_date is not None for one in successors):
        raise Refused(_("接替的单位要是另一家，而且还在册。"))
    for rows in (organisation.profiles, organisation.affiliations, organisation.offices):
        rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lt=on).update(valid_to=on)
    organisation.profiles.filter(valid_from__gte=on).delete()
    organisation.affiliations.filter(valid_from__gte=on).delete()
    organisation.offices.filter(valid_from__gte=on).update(valid_to=F("valid_from"))  # it never came to that
    organisation.closed_date = on
    organisation.save(update_fields=["closed_date"])
    for successor in successors:
        successor.replaces.add(organisation)
    return WithParts(organisation, {"successors": [one.pk for one in successors]})


@action
def catch_up(actor: User, organisation: Organisation, /, *, at: datetime) -> Organisation:
    """Bring an organisation's own row to what its dated rows say of today: a change planned ahead has come."""
    today = _office_day(at)
    _check_day(organisation, today)
    copy_today(organisation, today)
    return organisation


def copy_today(organisation: Organisation, today: date) -> None:
    """Let an organisation's own row say what its dated rows say of today."""
    _copy_profile(organisation, today)
    _copy_affiliations(organisation, today)


def _interval(row: Affiliation | None) -> dict[str, Any] | None:
    """Return what an event keeps of the row that a change cuts, so that the change can be taken back."""
    return {"from": row.valid_from, "to": row.valid_to, "grid_code": row.grid_code} if row else None


def _office_day(at: datetime) -> date:
    return at.astimezone(settings.OFFICE_ZONE).date()


def _check_day(organisation: Organisation, since: date) -> None:
    if organisation.closed_date is not None:
        raise Refused(_("“%(name)s”已经注销，不能再改。") % {"name": organisation.name})
    if organisation.founded_date is not None and since < organisation.founded_date:
        raise Refused(
            _("“%(name)s”%(day)s才登记，变动不能早于这一天。")
            % {"name": organisation.name, "day": organisation.founded_date}
        )


def _check_words(organisation: Organisation, since: date, said: dict[str, Any]) -> None:
    if not said["name"]:
        raise Refused(_("单位要有名称。"))
    if said["kind"] in Organisation.Kind.values:
        check_words(said["name"], said["kind"], organisation.area)
    row = Profile(organisation=organisation, valid_from=since, **said)
    try:
        row.clean_fields(exclude={"organisation", "valid_from", "valid_to"})
    except ValidationError as wrong:
        name, messages = next(iter(wrong.message_dict.items()))
        label = cast("Field[Any, Any]", Profile._meta.get_field(name)).verbose_name
        raise Refused(_("%(field)s不对：%(why)s") % {"field": label, "why": messages[0]}) from wrong


def _check_target(organisation: Organisation, axis: Affiliation.Axis, target: Organisation, since: date) -> None:
    """Refuse a target that is not there all the while, and one that stands below on any of these days."""
    until = _until(organisation, axis, since)
    words = {"target": target.name, "name": organisation.name, "axis": axis.label}
    if target.pk == organisation.pk:
        raise Refused(_("“%(name)s”不能作它自己的%(axis)s。") % words)
    if target.founded_date is not None and since < target.founded_date:
        raise Refused(_("“%(target)s”到那时还没有登记。") % words)
    if target.closed_date is not None and (until is None or until > target.closed_date):
        raise Refused(_("“%(target)s”已经注销了，请选接替它的单位。") % words)
    # One change at a time: two together could make a circle.
    list(Area.objects.select_for_update(no_key=True).filter(parent=None))
    if _stands_above(organisation, target, axis, since, until):
        raise Refused(_("“%(target)s”在这段时间里就在“%(name)s”下面，不能反过来再作它的%(axis)s。") % words)


def _stands_above(one: Organisation, other: Organisation, axis: int, since: date, until: date | None) -> bool:
    """Return whether, on some day from `since` to before `until`, going up from the other one comes to the one."""
    known = {(other.pk, since, until or date.max)}
    reached = set(known)
    for _level in range(MOST_LEVELS):
        rows = Affiliation.objects.filter(axis=axis, organisation__in={key for key, _from, _to in reached})
        found = rows.filter(Q(valid_to=None) | Q(valid_to__gt=since))
        up: dict[int, list[tuple[int | None, date, date]]] = defaultdict(list)
        for key, target, begins, ends in found.values_list("organisation", "target", "valid_from", "valid_to"):
            up[key].append((target, begins, ends or date.max))
        reached = {
            (target, max(begins, first), min(ends, last))
            for key, first, last in reached
            for target, begins, ends in up[key]
            if target is not None and max(begins, first) < min(ends, last)
        } - known
        if any(key == one.pk for key, _from, _to in reached):
            return True
        if not reached:
            return False
        known |= reached
    raise Refused(_("上级一层套一层，超过了 %(most)s 层，请核对。") % {"most": MOST_LEVELS})


def _until(organisation: Organisation, axis: int, since: date) -> date | None:
    """Return the day of the next known change on an axis, if there is one."""
    rows = organisation.affiliations.filter(axis=axis)
    row = rows.on(since).first()
    if row is not None:
        return cast("date | None", row.valid_to)
    return rows.filter(valid_from__gt=since).order_by("valid_from").values_list("valid_from", flat=True).first()


def _cut(row: Profile, since: date, said: dict[str, Any]) -> None:
    """End a row at a day and let a new one follow; a row that begins that very day is corrected."""
    if row.valid_from == since:
        for name, value in said.items():
            setattr(row, name, value)
        row.save(update_fields=list(said))
        return
    until, row.valid_to = row.valid_to, since
    row.save(update_fields=["valid_to"])
    Profile.objects.create(organisation_id=row.organisation_id, valid_from=since, valid_to=until, **said)


def _affiliate(organisation: Organisation, axis: int, since: date, **said: Any) -> None:
    until = _until(organisation, axis, since)
    row = organisation.affiliations.on(since).filter(axis=axis).first()
    if row and row.valid_from == since:
        row.delete()
    elif row:
        row.valid_to = since
        row.save(update_fields=["valid_to"])
    if said.get("area") or said.get("target"):
        Affiliation.objects.create(organisation=organisation, axis=axis, valid_from=since, valid_to=until, **said)


def _copy_profile(organisation: Organisation, today: date) -> None:
    row = organisation.profiles.on(today).first()
    if row is None:
        return
    for name in DESCRIBED:
        setattr(organisation, name, getattr(row, name))
    organisation.initials, organisation.sort_key = initials(row.name), sort_key(row.name)
    organisation.search = tokens(row.name, organisation.initials, organisation.credit_code)
    organisation.save(update_fields=[*DESCRIBED, "initials", "sort_key", "search"])


def _copy_affiliations(organisation: Organisation, today: date) -> None:
    if organisation.founded_date is not None and today < organisation.founded_date:
        return  # until that day its own row says what it will be founded with
    rows = {row.axis: row for row in organisation.affiliations.on(today).select_related("area")}
    territory = rows.get(Affiliation.Axis.TERRITORY)
    if territory is not None and territory.area is not None:
        organisation.area, organisation.path = territory.area, territory.area.scope_path
        organisation.grid_code = territory.grid_code
    for axis, field in AXIS_FIELDS.items():
        setattr(organisation, f"{field}_id", rows[axis].target_id if axis in rows else None)
    organisation.save(update_fields=["area", "path", "grid_code", *AXIS_FIELDS.values()])
