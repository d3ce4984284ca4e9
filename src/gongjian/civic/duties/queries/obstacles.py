"""What stands against a merger or split, and what the office should know before it happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from gongjian.civic.ballots.models import Session
from gongjian.civic.records.models import Line, Record
from gongjian.civic.records.queries import month_end
from gongjian.civic.registry.models import Affiliation, Office, Organisation
from gongjian.civic.tasks.models import Task
from gongjian.web.words import month

MOST_LEVELS = 50


@dataclass(frozen=True)
class UnderWay:
    """The last locked month of an organisation's records; how many are open, lines disputed, offices held."""

    locked_month: date | None
    months: int
    disputed: int
    offices: int
    is_ballot_open: bool


def obstacles(
    organisation: Organisation,
    successors: Sequence[Organisation],
    *,
    on: date,
    today: date,
    under_way: UnderWay | None = None,
) -> list[str]:
    """Return what forbids that these take the organisation's place on a day, in the words of the office."""
    name = organisation.name
    if organisation.closed_date is not None:
        return [_("“%(name)s”%(day)s已经注销。") % {"name": name, "day": organisation.closed_date.isoformat()}]
    found = [*_wrong_days(organisation, successors, on, today), *_wrong_sides(organisation, successors, on)]
    locked = (under_way or under_way_of(organisation, on)).locked_month
    if locked is not None and month_end(locked) >= on:
        words = {"name": name, "month": month(locked)}
        found.append(_("“%(name)s”%(month)s的写实档案已经锁定，日子要晚于那个月。") % words)
    waiting = Task.objects.open().filter(owner__in=successors, receiver=organisation, delivered_at__isnull=False)
    if count := waiting.exclude(kind=Task.Kind.CONSULTATION).count():
        said = {"name": name, "count": count}
        found.append(_("接替的单位交付了 %(count)s 件事，还等“%(name)s”确认。请先确认或退回。") % said)
    return found


def cautions(under_way: UnderWay) -> list[str]:
    """Return what is under way and does not stop for a merger."""
    found = []
    if under_way.months:
        words = {"count": under_way.months}
        found.append(_("有 %(count)s 个月的写实档案还没有锁定，注销以后由接替的单位会签。") % words)
    if under_way.disputed:
        found.append(_("有 %(count)s 条异议还没有定，先请街道定下来更稳妥。") % {"count": under_way.disputed})
    if under_way.is_ballot_open:
        found.append(_("街道今年的民主评议还没有宣布，选票上仍是原来的名称。"))
    if under_way.offices:
        words = {"count": under_way.offices}
        found.append(_("%(count)s 个岗位到这一天为止，接替单位的岗位请安全管理员另行任命。") % words)
    return found


def under_way_of(organisation: Organisation, on: date) -> UnderWay:
    """Return what is under way about an organisation; one question."""
    records = Record.objects.filter(unit=OuterRef("pk"))
    lines = Line.objects.filter(record__unit=OuterRef("pk"), state=Line.State.DISPUTED)
    posts = Office.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), organisation=OuterRef("pk"))
    ballots = Session.objects.filter(area__path=organisation.street_path, declared_at=None, programme__closed_at=None)
    row = (
        Organisation.objects.filter(pk=organisation.pk)
        .values_list(
            Subquery(records.filter(period__locked_at__isnull=False).order_by("-month").values("month")[:1]),
            _number(records.filter(period__locked_at=None), "unit"),
            _number(lines, "record__unit"),
            _number(posts, "organisation"),
            Exists(ballots),
        )
        .get()
    )
    locked, months, disputed, offices, is_ballot_open = row
    return UnderWay(locked, months or 0, disputed or 0, offices or 0, bool(is_ballot_open))


def _number(rows: QuerySet[Any], key: str) -> Subquery:
    return Subquery(rows.order_by().values(key).annotate(number=Count("pk")).values("number"))


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
