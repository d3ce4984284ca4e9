"""How a month stands, how a line stands for each side: a shape, a word, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.accounts.models import User
from gongjian.civic.records.models import Line, Period, Record
from gongjian.civic.records.queries.rows import line_row
from gongjian.civic.records.queries.words import detail_words, result_words, source_words
from gongjian.civic.registry.models import Role, reach
from gongjian.methods.clocks import workdays_between
from gongjian.web.words import as_day

DaysOff: TypeAlias = tuple[frozenset[date], frozenset[date]]
UNIT, LOCAL, NOBODY = "UNIT", "LOCAL", ""
LOCAL_ROLES = frozenset({Role.DISTRICT_OFFICE, Role.STREET_OFFICE, Role.COMMUNITY_WORKER})
URGENT_WORKDAYS = 2


@dataclass(frozen=True)
class Sign:
    """How something stands: the kind of a status, and its word."""

    kind: str
    word: str


@dataclass(frozen=True)
class Entry:
    """A line as the page of the month shows it.

    local, unit  how the line stands for the community or street, and for the unit
    is_mine      it waits for the reader's side
    """

    line: Line
    result: str
    detail: str
    source: str
    source_day: date | None
    local: Sign
    unit: Sign
    is_mine: bool

    @property
    def key(self) -> str:
        return str(self.line.pk)


def side_of(user: User | AnonymousUser, record: Record, on: date) -> str:
    """Return for which side of the record the user speaks: UNIT, LOCAL, or neither."""
    own = reach(user, on)
    if record.unit_id in own.organisations:
        return UNIT
    if record.unit.closed_date and record.unit.replaced_by.filter(pk__in=own.organisations).exists():
        return UNIT
    is_around = any(record.path.startswith(path) for path in own.paths)
    return LOCAL if is_around and own.roles & LOCAL_ROLES else NOBODY


def street_sign(period: Period) -> Sign:
    """Return how a street's month stands."""
    if period.locked_at:
        return Sign("done", _("已锁定"))
    return Sign("open", _("核对中")) if period.drafted_at else Sign("none", _("还没有成稿"))


def month_sign(record: Record, on: date, off: DaysOff) -> Sign:
    """Return how a unit's month stands on a day; `off` are the holidays and the days made up for them."""
    period = record.period
    if period.locked_at:
        return Sign("done", _("已锁定"))
    if period.drafted_at is None:
        return Sign("none", _("还没有成稿"))
    if record.filed_at is None:
        return Sign("soon" if on > period.file_by_date else "open", _("等社区送核对"))
    if record.settled_at:
        return Sign("done", _("双方已确认"))
    if on > period.answer_by_date:
        return Sign("soon", _("会签期满，等锁定"))
    left = workdays_between(on, period.answer_by_date, *off)
    if left == 0:
        return Sign("soon", _("核对中，今天截止"))
    word = ngettext("核对中，还剩 {days} 个工作日", "核对中，还剩 {days} 个工作日", left).format(days=left)
    return Sign("soon" if left <= URGENT_WORKDAYS else "open", word)


def lines_of(record: Record) -> list[Line]:
    """Return the lines of a record, by kind, with what their page needs."""
    order = list(Line.Kind)
    lines = list(record.lines.select_related("source", "by").order_by("pk"))
    for line in lines:
        line.record = record
    return sorted(lines, key=lambda line: order.index(Line.Kind(line.kind)))


def entries_of(record: Record, lines: Iterable[Line], side: str, on: date) -> list[Entry]:
    """Return the lines of a month as its page shows them, to a reader who speaks for this side."""
    is_open = record.filed_at is not None and record.period.locked_at is None and on <= record.period.answer_by_date
    found = []
    for line in lines:
        row = line_row(line, record.unit_id, record.month)
        is_own = line.by_id == record.unit_id
        is_mine = is_open and line.state == Line.State.DRAFTED and side == (LOCAL if is_own else UNIT)
        answer = answer_sign(line, LOCAL if is_own else UNIT, is_mine, record.filed_at is not None)
        written = Sign("done", _("已填报") if is_own else _("已记录"))
        found.append(
            Entry(
                line=line,
                result=result_words(row),
                detail=detail_words(row),
                source=source_words(line.source.verb) if line.source else line.reason,
                source_day=as_day(line.source.at) if line.source else None,
                local=answer if is_own else written,
                unit=written if is_own else answer,
                is_mine=is_mine,
            )
        )
    return found


def answer_sign(line: Line, side: str, is_mine: bool, is_filed: bool) -> Sign:
    """Return how a line stands for the side that has to answer it."""
    if line.state == Line.State.DRAFTED:
        if is_mine:
            return Sign("open", _("等您会签"))
        if not is_filed:
            return Sign("none", _("还没送来"))
        return Sign("open", _("等单位会签") if side == UNIT else _("等社区会签"))
    kinds = {
        Line.State.DISPUTED: "soon",
        Line.State.DEEMED: "hold",
        Line.State.REJECTED: "undone",
        Line.State.AMENDED: "half",
    }
    word = _("已提异议") if line.state == Line.State.DISPUTED else Line.State(line.state).label
    return Sign(kinds.get(Line.State(line.state), "done"), str(word))
