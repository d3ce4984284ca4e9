"""What stands against a merger or split, and what the office should know before it happens."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from gongjian.civic.ballots.models import Session
from gongjian.civic.records.models import Line, Record
from gongjian.civic.records.queries import month_end
from gongjian.civic.registry.models import Affiliation, Organisation
from gongjian.civic.tasks.models import Task
from gongjian.web.words import month

MOST_LEVELS = 50


def obstacles(organisation: Organisation, successors: Sequence[Organisation], *, on: date, today: date) -> list[str]:
    """Return what forbids that these take the organisation's place on a day, in the words of the office."""
    name = organisation.name
    if organisation.closed_date is not None:
        return [_("“%(name)s”%(day)s已经注销。") % {"name": name, "day": organisation.closed_date.isoformat()}]
    found = [*_wrong_days(organisation, successors, on, today), *_wrong_sides(organisation, successors, on)]
    locked = Record.objects.filter(unit=organisation, period__locked_at__isnull=False).order_by("-month").first()
    if locked is not None and month_end(locked.month) >= on:
        words = {"name": name, "month": month(locked.month)}
        found.append(_("“%(name)s”%(month)s的写实档案已经锁定，日子要晚于那个月。") % words)
    waiting = Task.objects.open().filter(owner__in=successors, receiver=organisation, delivered_at__isnull=False)
    if count := waiting.exclude(kind=Task.Kind.CONSULTATION).count():
        words = {"name": name, "count": count}
        found.append(_("接替的单位交付了 %(count)s 件事，还等“%(name)s”确认。请先确认或退回。") % words)
    return found


def cautions(organisation: Organisation, *, on: date) -> list[str]:
    """Return what is under way and does not stop for a merger."""
    found = []
    months = Record.objects.filter(unit=organisation, period__locked_at=None).count()
    if months:
        found.append(_("有 %(count)s 个月的写实档案还没有锁定，注销以后由接替的单位会签。") % {"count": months})
    disputed = Line.objects.filter(record__unit=organisation, state=Line.State.DISPUTED).count()
    if disputed:
        found.append(_("有 %(count)s 条异议还没有定，先请街道定下来更稳妥。") % {"count": disputed})
    street = organisation.street_path
    if Session.objects.filter(area__path=street, declared_at=None, programme__closed_at=None).exists():
        found.append(_("街道今年的民主评议还没有宣布，选票上仍是原来的名称。"))
    offices = organisation.offices.filter(Q(valid_to=None) | Q(valid_to__gt=on)).count()
    if offices:
        found.append(_("%(count)s 个岗位到这一天为止，接替单位的岗位请安全管理员另行任命。") % {"count": offices})
    return found


def _wrong_days(organisation: Organisation, successors: Sequence[Organisation], on: date, today: date) -> list[str]:
    found = []
    if on > today:
        found.append(_("日子不能在今天以后。"))
    if organisation.founded_date is not None and on < organisation.founded_date:
        words = {"name": organisation.name, "day": organisation.founded_date.isoformat()}
        found.append(_("“%(name)s”%(day)s才登记，日子不能早于这一天。") % words)
    for one in successors:
        if one.founded_date is not None and one.founded_date > on:
            words = {"name": one.name, "day": one.founded_date.isoformat()}
            found.append(_("“%(name)s”%(day)s才登记，日子不能早于这一天。") % words)
    return found


def _wrong_sides(organisation: Organisation, successors: Sequence[Organisation], on: date) -> list[str]:
    found = []
    area = organisation.governs
    if area is not None and area.valid_to is None:
        words = {"name": organisation.name, "area": area.short_name}
        found.append(_("“%(name)s”主管%(area)s，请从“社区合并与拆分”来办。") % words)
    if len({one.pk for one in successors}) < len(successors):
        found.append(_("同一家单位选了两次。"))
    for one in successors:
        if one.pk == organisation.pk:
            found.append(_("“%(name)s”不能由它自己接替，请选另一家。") % {"name": one.name})
        elif one.closed_date is not None:
            found.append(_("“%(name)s”已经注销，不能接替。") % {"name": one.name})
        elif _is_below(one, organisation, on):
            words = {"one": one.name, "name": organisation.name}
            found.append(_("“%(one)s”的上级就是“%(name)s”。请先给它换一个上级，再合并。") % words)
    return found


def _is_below(one: Organisation, organisation: Organisation, on: date) -> bool:
    """Return whether an organisation is among the superiors of another, now or as planned."""
    superiors = Affiliation.objects.filter(axis=Affiliation.Axis.SUPERIOR)
    rows = superiors.filter(Q(valid_to=None) | Q(valid_to__gt=on)).values_list("organisation", "target")
    above, seen = {one.pk}, {one.pk}
    for _level in range(MOST_LEVELS):
        above = {target for _below, target in rows.filter(organisation__in=above) if target} - seen
        if organisation.pk in above:
            return True
        if not above:
            return False
        seen |= above
    return False
