"""What ends and what takes its place: areas, and the office that leads a year. Organisations: see `changes`."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.models import Area, Organisation, Programme
from gongjian.ledger.action import Refused, WithParts, action


@action
def close_area(actor: User, area: Area, /, *, on: date, at: datetime) -> Area:
    """End a community on a day: its names, its part in the programme and the offices over it end with it.

    Use `duties.redraw_communities`, which also makes what takes its place and moves what is in it.
    """
    if area.level != Area.Level.COMMUNITY:
        raise Refused(_("“%(name)s”不是社区。能合并、拆分的只有社区。") % {"name": area.name})
    if area.valid_to is not None:
        raise Refused(_("“%(name)s”已经撤销了。") % {"name": area.name})
    if on <= area.valid_from or on > at.astimezone(settings.OFFICE_ZONE).date():
        raise Refused(_("撤销的日子要晚于设立那天，也不能在今天以后。"))
    for rows in (area.namings, area.participations, area.offices):
        rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lt=on).update(valid_to=on)
        rows.filter(valid_from__gte=on).update(valid_to=F("valid_from"))  # it never came to that
    area.valid_to = on
    area.save(update_fields=["valid_to"])
    return area


@action
def succeed_area(actor: User, area: Area, /, *, areas: Sequence[Area], at: datetime) -> WithParts[Area]:
    """Note which closed areas a new one replaces."""
    if any(one.valid_to is None or one.parent_id != area.parent_id for one in areas):
        raise Refused(_("只能接替同一个街道里已经撤销的社区。"))
    area.replaces.add(*areas)
    return WithParts(area, {"replaces": [one.pk for one in areas], "from": "、".join(one.short_name for one in areas)})


@action
def entrust_programme(
    actor: User, programme: Programme, /, *, lead_office: Organisation, at: datetime
) -> WithParts[Programme]:
    """Let another body lead the year's work."""
    if lead_office.closed_date is not None:
        raise Refused(_("“%(name)s”已经注销了。") % {"name": lead_office.name})
    programme.lead_office = lead_office
    programme.save(update_fields=["lead_office"])
    return WithParts(programme, {"to": lead_office.name})
