"""Every write of the monthly record: planned, drafted, filed, answered, settled, locked, amended, disclosed."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.records.models import Amendment, Line, Period, Record
from gongjian.civic.records.permissions import speaks_for
from gongjian.civic.records.queries import evidence, line_rows, unit_paths
from gongjian.civic.registry.models import Area, Organisation, Programme, offices_of
from gongjian.civic.registry.queries import day_sets
from gongjian.ledger.action import Refused, WithParts, action, digest_of
from gongjian.ledger.models import Seal
from gongjian.methods.clocks import RecordRules, month_calendar
from gongjian.methods.seals import canonical, merkle_root

OWN_KINDS = (Line.Kind.HELP, Line.Kind.SUGGESTION, Line.Kind.FALSE_EVIDENCE, Line.Kind.DROPPED)


@action
def plan_period(actor: User, street: Area, /, *, programme: Programme, month: int, at: datetime) -> Period:
    """Plan a street's month with its days: draft, filing, answers, lock."""
    if street.level != Area.Level.STREET:
        raise Refused(_("档案按街道建，“%(name)s”不是街道。") % {"name": street.name})
    holidays, makeup = day_sets()
    days = month_calendar(programme.year, month, RecordRules(**programme.calendar), holidays, makeup)
    return Period.objects.create(
        programme=programme,
        area=street,
        month=date(programme.year, month, 1),
        draft_date=days.drafted_on,
        file_by_date=days.filed_by,
        answer_by_date=days.answered_by,
        lock_date=days.locked_on,
        is_provisional=days.is_provisional,
    )


@action
def draft_period(actor: User, period: Period, /, *, at: datetime) -> WithParts[Period]:
    """Draft the month's records of a street from its events."""
    found = evidence(period, at)
    records = _records(period, {fact.unit for fact in found})
    lines = [
        Line(
            record=records[fact.unit],
            kind=fact.kind,
            text=fact.text,
            source_id=fact.source,
            reason=fact.reason,
            **fact.values,
        )
        for fact in found
    ]
    Line.objects.bulk_create(lines, batch_size=500)
    period.drafted_at = at
    period.save(update_fields=["drafted_at"])
    said = [(fact.unit, fact.kind, fact.source, fact.reason) for fact in found]
    return WithParts(period, {"records": len(records), "lines": digest_of(said)})


@action
def add_line(
    actor: User,
    period: Period,
    /,
    *,
    unit: Organisation,
    kind: str,
    text: str,
    reason: str,
    by: Organisation,
    quantity: int = 1,
    at: datetime,
) -> Line:
    """Add by hand, as the street or community, what no event of the product shows; the unit answers it."""
    if by.pk == unit.pk:
        raise Refused(_("单位自己补记，请从单位的档案页补。"))
    return _add(period, unit, kind, text, reason, by, quantity)


@action
def add_own_line(
    actor: User, record: Record, /, *, kind: str, text: str, reason: str, quantity: int = 1, at: datetime
) -> Line:
    """Add by hand, as the unit itself; the community or street answers it."""
    if kind not in (Line.Kind.HELP, Line.Kind.SUGGESTION):
        raise Refused(_("单位可以补记的是：急难相助、建议被采纳。"))
    return _add(record.period, record.unit, kind, text, reason, record.unit, quantity)


@action
def file_record(actor: User, record: Record, /, *, at: datetime) -> Record:
    """Send the record to the other side to be checked."""
    record.filed_at = at
    record.save(update_fields=["filed_at"])
    return record


@action
def accept_record(actor: User, record: Record, /, *, at: datetime) -> WithParts[Record]:
    """Accept all lines of the other side that are still open."""
    day = at.astimezone(settings.OFFICE_ZONE).date()
    is_unit = any(speaks_for(office, record.unit) for office in offices_of(actor, day))
    lines = record.lines.filter(state=Line.State.DRAFTED)
    lines = lines.exclude(by=record.unit_id) if is_unit else lines.filter(by=record.unit_id)
    accepted = list(lines.order_by("pk").values_list("pk", flat=True))
    if not accepted:
        raise Refused(_("没有等您会签的了。"))
    _hold(record)
    open_lines = Line.objects.filter(pk__in=accepted, state=Line.State.DRAFTED)
    open_lines.update(state=Line.State.ACCEPTED, decided_at=at)
    _settle(record, at)
    return WithParts(record, {"accepted": digest_of(accepted)})


@action
def accept_line(actor: User, line: Line, /, *, at: datetime) -> Line:
    """Accept one line of the other side."""
    return _decide(line, Line.State.ACCEPTED, at)


@action
def dispute_line(actor: User, line: Line, /, *, objection: str, at: datetime) -> Line:
    """Object to one line of the other side, saying why."""
    if not objection.strip():
        raise Refused(_("请写明哪里与事实不符。"))
    _hold(line.record)
    line.objection = objection.strip()
    line.state = Line.State.DISPUTED
    line.save(update_fields=["objection", "state"])
    return line


@action
def settle_dispute(actor: User, line: Line, /, *, is_upheld: bool, reason: str, at: datetime) -> Line:
    """Decide an objection as the street: the line stays as it is (upheld) or is taken down."""
    if not reason.strip():
        raise Refused(_("请写明这样定的理由，双方都会看到。"))
    line.decision = reason.strip()
    line.save(update_fields=["decision"])
    return _decide(line, Line.State.UPHELD if is_upheld else Line.State.REJECTED, at)


@action
def deem_period(actor: User, period: Period, /, *, at: datetime) -> WithParts[Period]:
    """Treat as accepted what nobody answered in time, labelled so for ever; a unit's own word lapses instead."""
    silent = Line.objects.filter(record__period=period, record__filed_at__isnull=False, state=Line.State.DRAFTED)
    own = Q(by=F("record__unit"))
    lapsed = list(silent.filter(own).order_by("pk").values_list("pk", flat=True))
    deemed = list(silent.exclude(pk__in=lapsed).order_by("pk").values_list("pk", flat=True))
    still_open = Line.objects.filter(state=Line.State.DRAFTED)
    still_open.filter(pk__in=deemed).update(state=Line.State.DEEMED, decided_at=at)
    still_open.filter(pk__in=lapsed).update(state=Line.State.REJECTED, decided_at=at)
    open_records = Line.objects.filter(record__period=period, state__in=[Line.State.DRAFTED, Line.State.DISPUTED])
    Record.objects.filter(period=period, filed_at__isnull=False, settled_at=None).exclude(
        pk__in=open_records.values("record")
    ).update(settled_at=at)
    return WithParts(period, {"deemed": digest_of(deemed), "lapsed": digest_of(lapsed)})


@action
def lock_period(actor: User, period: Period, /, *, at: datetime) -> Period:
    """Lock the month and seal its lines."""
    if Record.objects.filter(period=period, filed_at=None).exists():
        raise Refused(_("还有没送核对的档案，要先送出、给足会签的时间，再锁定。"))
    undecided = Line.objects.filter(record__period=period, state__in=[Line.State.DRAFTED, Line.State.DISPUTED])
    if undecided.exists():
        raise Refused(_("还有没会签的条目，或者没有定的异议。都有了结论才能锁定。"))
    lines = Line.objects.filter(record__period=period).select_related("record").order_by("pk")
    leaves = [b"lines\n" + canonical(row).rstrip(b"\n") for row in line_rows(lines)]
    period.seal = Seal.objects.create(
        path=period.scope_path, kind=Seal.Kind.MONTH, size=len(leaves), root=merkle_root(leaves).hex(), at=at
    )
    period.locked_at = at
    period.save(update_fields=["locked_at", "seal"])
    return period


@action
def amend_line(actor: User, line: Line, /, *, new_state: str, reason: str, at: datetime) -> Amendment:
    """Change a locked line's standing, visibly and with a reason: the only change after the lock."""
    allowed = (Line.State.AMENDED, Line.State.UPHELD, Line.State.REJECTED)
    if new_state not in allowed or new_state == line.state:
        raise Refused(_("更正只能改为：已更正、异议未采纳、已撤下，并且要与现在不同。"))
    if not reason.strip():
        raise Refused(_("更正要写明理由，会一直公开。"))
    amendment = Amendment.objects.create(
        line=line, old_state=line.state, new_state=new_state, reason=reason.strip(), at=at
    )
    line.state = Line.State(new_state)
    line.save(update_fields=["state"])
    return amendment


@action
def disclose_period(actor: User, period: Period, /, *, at: datetime) -> Period:
    """Open a locked month to everybody, with the year's results that rest on it."""
    period.disclosed_at = period.disclosed_at or at
    period.save(update_fields=["disclosed_at"])
    return period


def _add(
    period: Period, unit: Organisation, kind: str, text: str, reason: str, by: Organisation, quantity: int
) -> Line:
    if kind not in OWN_KINDS:
        raise Refused(_("这一类由系统从事实成稿，不能手工补记。"))
    if not text.strip() or not reason.strip():
        raise Refused(_("请写明是什么事，凭什么。"))
    has_record = Record.objects.filter(period=period, unit=unit).exists()
    if not has_record and not unit_paths([unit.pk], period.month)[unit.pk].startswith(period.scope_path):
        raise Refused(_("“%(unit)s”这个月月底不在%(street)s。") % {"unit": unit.name, "street": period.area.name})
    record = _records(period, {unit.pk})[unit.pk]
    _hold(record)
    if record.settled_at is not None:
        record.settled_at = None
        record.save(update_fields=["settled_at"])
    return Line.objects.create(
        record=record, kind=kind, text=text.strip(), reason=reason.strip(), by=by, quantity=quantity
    )


def _records(period: Period, units: set[int]) -> dict[int, Record]:
    kept = {record.unit_id: record for record in Record.objects.filter(period=period, unit__in=units)}
    paths = unit_paths(units - kept.keys(), period.month)
    missing = [Record(period=period, month=period.month, unit_id=unit, path=paths[unit]) for unit in sorted(paths)]
    Record.objects.bulk_create(missing, batch_size=500)
    return kept | {record.unit_id: record for record in missing}


def _hold(record: Record) -> None:
    """Hold the month while one of its lines changes, so that no lock and seal comes in between."""
    if Period.objects.select_for_update().get(pk=record.period_id).locked_at is not None:
        raise Refused(_("这个月刚刚锁定，这次没有记上。"))


def _decide(line: Line, state: Line.State, at: datetime) -> Line:
    _hold(line.record)
    line.state = state
    line.decided_at = at
    line.save(update_fields=["state", "decided_at"])
    _settle(line.record, at)
    return line


def _settle(record: Record, at: datetime) -> None:
    if not record.lines.filter(state__in=[Line.State.DRAFTED, Line.State.DISPUTED]).exists():
        record.settled_at = at
        record.save(update_fields=["settled_at"])
