"""What matters ask of somebody: take on or decline, solve in time, confirm, look at what climbed to one's level."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from gongjian.civic.duties.queries.duty import Duty
from gongjian.civic.matters.models import Leg, Level, Matter, Rung
from gongjian.civic.matters.queries.clocks import calendar, day_of, leg_clock
from gongjian.civic.matters.queries.due import running_legs
from gongjian.civic.matters.queries.rules import USUAL_LADDER, rulebook
from gongjian.civic.registry.models import Office, Organisation, Role

LEVELS = {Role.STREET_OFFICE: Level.STREET, Role.DISTRICT_OFFICE: Level.DISTRICT}


def duties_of_matters(body: Organisation, today: date, most: int | None) -> Iterator[Duty]:
    """Return what a body has to do: legs to take on or to solve, and its own matters to confirm."""
    legs = list(running_legs().filter(owner=body)[:most])
    asked = list(Matter.objects.filter(raiser=body, closed_at=None, asked_at__isnull=False).order_by("asked_at")[:most])
    if not (legs or asked):
        return
    days, rules = calendar(today), rulebook()
    for leg in legs:
        page = leg.matter.get_absolute_url()
        if leg.accepted_at is None:
            due = days.after(day_of(leg.opened_at), rules.answer_days)
            yield Duty(_("接手或谢绝：%s") % leg.matter.title, _wish(leg), page, _("去看"), due)
        else:
            yield Duty(_("办理：%s") % leg.matter.title, _wish(leg), page, _("去办"), leg_clock(leg, days).due, 10)
    for matter in asked:
        until = days.after(day_of(matter.asked_at), rules.silence_days) if matter.asked_at else None
        words = _("牵头单位说“%(how)s”。到期不答复，视为确认") % {"how": matter.get_closing_display()}
        yield Duty(_("确认：%s") % matter.title, words, matter.get_absolute_url(), _("去确认"), until)


def climbed_to(office: Office, most: int | None) -> Iterator[Duty]:
    """Return the overdue legs of a territory that the ladder shows to this street or district, each with its chain."""
    chain = Prefetch("matter__legs", Leg.objects.filter(is_lead=True).select_related("owner").order_by("pk"))
    level = LEVELS[Role(office.role)]
    usual = next(step for step, _days, shown in USUAL_LADDER if shown == level)
    written = Rung.objects.filter(to_level=level).order_by("step").values("step")[:1]
    late = running_legs().filter(
        rung__gte=Coalesce(Subquery(written), usual), matter__area__path__startswith=office.scope_path
    )
    late = late.exclude(owner__governs=office.area_id)  # what it has in hand itself stands there already
    for leg in late.prefetch_related(None).prefetch_related(chain)[:most]:
        owners = " → ".join(one.owner.name for one in leg.matter.legs.all())
        yield Duty(_("逾期：%s") % leg.matter.title, owners, leg.matter.get_absolute_url(), _("去看"), None)


def _wish(leg: Leg) -> str:
    return leg.matter.number if leg.is_lead else _("请协助：%s") % leg.wish
