"""A works problem is consulted on by those concerned and checked on site by somebody else than who disposed of it."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Leg, Matter, Opinion, SiteCheck
from gongjian.civic.registry.models import Area, Organisation, Role, offices_of
from gongjian.civic.registry.permissions import serves
from gongjian.ledger.action import Refused, action

LOCAL = (Role.DISTRICT_OFFICE, Role.STREET_OFFICE, Role.COMMUNITY_WORKER)


@action
def write_opinion(
    actor: User, matter: Matter, /, *, organisation: Organisation, text: str, day: date, at: datetime
) -> Opinion:
    """Write down what a body thinks should be done: the body itself, or the lead after asking it."""
    today = _day(at)
    own = {organisation.pk} if _serves(actor, organisation, today) else set()
    if not own and not any(_serves(actor, leg.owner, today) for leg in _leads(matter)):
        raise Refused(_("别家的意见由牵头单位代记；自己的意见请选自己的单位。"))
    if not text.strip():
        raise Refused(_("请写明意见：同意怎么办，或者还有什么不同意。"))
    _check_day(matter, day, today)
    return Opinion.objects.create(matter=matter, organisation=organisation, text=text.strip(), day=day)


@action
def check_site(
    actor: User, matter: Matter, /, *, by: Organisation, day: date, is_passed: bool, text: str, at: datetime
) -> SiteCheck:
    """Write down what was seen on site, by another body than the one that leads."""
    today = _day(at)
    if by.pk in {leg.owner_id for leg in _leads(matter)}:
        raise Refused(_("“%(name)s”正在牵头，不能自己核查自己。请由别的单位到现场看。") % {"name": by.name})
    if not _serves(actor, by, today) and not _oversees(actor, matter.area, today):
        raise Refused(_("请以自己单位的名义核查。"))
    if not text.strip():
        raise Refused(_("请写明在现场看到什么。"))
    _check_day(matter, day, today)
    return SiteCheck.objects.create(matter=matter, by=by, day=day, is_passed=is_passed, text=text.strip(), noted_at=at)


def _day(at: datetime) -> date:
    return at.astimezone(settings.OFFICE_ZONE).date()


def _serves(actor: User, body: Organisation, today: date) -> bool:
    return any(serves(office, body) for office in offices_of(actor, today))


def _oversees(actor: User, area: Area, today: date) -> bool:
    """Return whether the actor's office is of the place itself or above: it writes down for a body what it saw."""
    return any(
        office.role in LOCAL and office.area is not None and area.scope_path.startswith(office.area.scope_path)
        for office in offices_of(actor, today)
    )


def _leads(matter: Matter) -> list[Leg]:
    return list(matter.legs.filter(is_lead=True, ended_at=None).select_related("owner"))


def _check_day(matter: Matter, day: date, today: date) -> None:
    if day < _day(matter.raised_at):
        raise Refused(_("不能早于报事那天（%(day)s）。") % {"day": _day(matter.raised_at).isoformat()})
    if day > today:
        raise Refused(_("还没到的日子不能先记。"))
