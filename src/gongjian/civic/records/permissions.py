"""Who may do what to a monthly record. Until the lock both sides may speak; after it only an amendment is left."""

import rules
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import CLOCK, User
from gongjian.civic.records.models import Line, Period, Record
from gongjian.civic.registry.models import Office, Organisation
from gongjian.civic.registry.permissions import is_clock, is_lead, is_local, is_street, offices, serves
from gongjian.ledger.may import Ask, predicate


def period_of(ask: Ask) -> Period:
    """Return the month in question, whatever the row."""
    row = ask.subject
    if isinstance(row, Line):
        return row.record.period
    return row.period if isinstance(row, Record) else row


def speaks_for(office: Office, unit: Organisation) -> bool:
    """Return whether an office speaks for a unit in its records: its own, or that of a unit which replaced it."""
    if serves(office, unit):
        return True
    if unit.closed_date is None or office.organisation_id is None:
        return False
    return unit.replaced_by.filter(pk=office.organisation_id).exists()


@predicate(_("这个月已经成稿了。"))
def is_not_drafted(user: User, ask: Ask) -> bool:
    return period_of(ask).drafted_at is None


@predicate(_("这个月还没有成稿，到成稿日会自动生成。"))
def is_drafted(user: User, ask: Ask) -> bool:
    return period_of(ask).drafted_at is not None


@predicate(_("这个月已经锁定，不能再改。确有错误，请街道用“更正”写明理由，更正会公开。"))
def is_not_locked(user: User, ask: Ask) -> bool:
    return period_of(ask).locked_at is None


@predicate(_("这个月还没有锁定，请直接会签或提出异议。"))
def is_locked(user: User, ask: Ask) -> bool:
    return period_of(ask).locked_at is not None


@predicate(_("这份档案已经送去核对了。"))
def is_not_filed(user: User, ask: Ask) -> bool:
    return ask.subject.filed_at is None


@predicate(_("社区还没有把这份档案送来核对。"))
def is_filed(user: User, ask: Ask) -> bool:
    record = ask.subject.record if isinstance(ask.subject, Line) else ask.subject
    return record.filed_at is not None


@predicate(_("会签的期限已经过了，没有答复的视为同意。"))
def is_in_time(user: User, ask: Ask) -> bool:
    return ask.today <= period_of(ask).answer_by_date


@predicate(_("送核对的日子过了，系统已经代为送出。"))
def is_filing_time(user: User, ask: Ask) -> bool:
    return ask.today <= period_of(ask).file_by_date or user.username == CLOCK


@predicate(_("这一条已经有结论了。"))
def is_undecided(user: User, ask: Ask) -> bool:
    return ask.subject.state == Line.State.DRAFTED


@predicate(_("这一条没有异议要定。"))
def is_disputed(user: User, ask: Ask) -> bool:
    return ask.subject.state == Line.State.DISPUTED


@predicate(_("自己一方写的，要由另一方来会签或提异议。"), is_post=True)
def is_other_side(user: User, ask: Ask) -> bool:
    line = ask.subject
    is_of_unit = any(speaks_for(office, line.record.unit) for office in offices(user, ask))
    return is_of_unit != (line.by_id == line.record.unit_id)


@predicate(_("还没有到期限。"))
def is_past_answering(user: User, ask: Ask) -> bool:
    return ask.today > period_of(ask).answer_by_date


@predicate(_("年度已经结束，档案不再更正。结果有误请走异议。"))
def is_year_open(user: User, ask: Ask) -> bool:
    return period_of(ask).programme.closed_at is None


@predicate(_("这件事要由这家单位自己的联络员或书记来做。"), is_post=True)
def is_unit(user: User, ask: Ask) -> bool:
    record = ask.subject.record if isinstance(ask.subject, Line) else ask.subject
    return any(speaks_for(office, record.unit) for office in offices(user, ask))


rules.add_perm("records.plan_period", is_clock | is_lead)
rules.add_perm("records.draft_period", is_clock & is_not_drafted)
rules.add_perm("records.add_line", (is_clock | is_local) & is_not_locked)
rules.add_perm("records.add_own_line", is_unit & is_not_locked & is_in_time)
rules.add_perm(
    "records.file_record", (is_clock | is_local) & is_drafted & is_not_locked & is_not_filed & is_filing_time
)
rules.add_perm("records.accept_record", (is_unit | is_local) & is_filed & is_not_locked & is_in_time)
rules.add_perm(
    "records.accept_line",
    (is_unit | is_local) & is_filed & is_not_locked & is_in_time & is_undecided & is_other_side,
)
rules.add_perm(
    "records.dispute_line",
    (is_unit | is_local) & is_filed & is_not_locked & is_in_time & is_undecided & is_other_side,
)
rules.add_perm("records.settle_dispute", is_street & is_not_locked & is_disputed)
rules.add_perm("records.deem_period", is_clock & is_drafted & is_not_locked & is_past_answering)
rules.add_perm("records.lock_period", is_clock & is_drafted & is_not_locked & is_past_answering)
rules.add_perm("records.amend_line", is_street & is_locked & is_year_open)
rules.add_perm("records.disclose_period", is_lead & is_locked)
