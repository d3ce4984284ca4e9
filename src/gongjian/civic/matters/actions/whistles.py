"""A street whistles and departments respond: called at once, with what is wanted of each."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.actions.legs import call_help
from gongjian.civic.matters.actions.matters import raise_matter
from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.registry.models import Area, Organisation
from gongjian.ledger.action import Refused, WithParts, action


@action
def whistle(
    actor: User,
    caller: Organisation,
    /,
    *,
    area: Area,
    title: str,
    category: str,
    urgency: str,
    called: Sequence[tuple[Organisation, str]],
    text: str = "",
    at: datetime,
) -> WithParts[Matter]:
    """Call bodies to a place at once, each with what is wanted of it; the caller leads."""
    if not called:
        raise Refused(_("请至少叫一家，并写明要它做什么。"))
    if caller.pk in {body.pk for body, _wish in called}:
        raise Refused(_("吹哨的单位自己牵头，不用再叫自己。"))
    if len({body.pk for body, _wish in called}) < len(called):
        raise Refused(_("同一家叫了两次，请合成一行。"))
    if caller.governs is None or not area.scope_path.startswith(caller.governs.scope_path):
        raise Refused(_("只能为自己主管的地方吹哨。"))
    matter = raise_matter(
        actor,
        caller,
        area=area,
        title=title,
        category=category,
        kind=Matter.Kind.WHISTLE,
        urgency=urgency,
        text=text,
        owner=caller,
        at=at,
    )
    for body, wish in called:
        call_help(actor, matter, owner=body, wish=wish, at=at)
    return WithParts(matter, {"called": [body.name for body, _wish in called]})


@action
def note_contact(actor: User, leg: Leg, /, *, day: date, at: datetime) -> Leg:
    """Note as the caller on which day the called body got in touch."""
    leg.contacted_at = _moment(leg, day, at)
    leg.save(update_fields=["contacted_at"])
    return leg


@action
def note_arrival(actor: User, leg: Leg, /, *, day: date, at: datetime) -> Leg:
    """Note as the caller on which day the called body came; no hour and no position is kept."""
    leg.attended_at = _moment(leg, day, at)
    leg.save(update_fields=["attended_at"])
    return leg


def _moment(leg: Leg, day: date, at: datetime) -> datetime:
    """Return the begin of a day, or of the call if it was that day: only days are compared, no hour is claimed."""
    called = leg.opened_at.astimezone(settings.OFFICE_ZONE)
    if day < called.date():
        raise Refused(_("不能早于吹哨那天（%(day)s）。") % {"day": called.date().isoformat()})
    if day > at.astimezone(settings.OFFICE_ZONE).date():
        raise Refused(_("还没到的日子不能先记。"))
    return max(called, datetime.combine(day, time.min, settings.OFFICE_ZONE))
