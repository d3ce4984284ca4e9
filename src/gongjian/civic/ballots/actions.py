"""Every write of ballots: a session is planned, its count declared. The paper count is entered as totals."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.ballots.models import Count, Session
from gongjian.civic.registry.models import Area, Programme
from gongjian.ledger.action import Refused, WithParts, action, digest_of
from gongjian.methods import tallying

OPTIONS = ("GOOD", "FAIRLY_GOOD", "FAIR", "POOR")


@action
def plan_session(
    actor: User, street: Area, /, *, programme: Programme, held_date: date, due: int, at: datetime
) -> Session:
    """Plan a street's ballot meeting of the year, with the number of representatives due."""
    if Session.objects.filter(programme=programme, area=street).exists():
        raise Refused(_("%(street)s今年的评议会已经定过了。") % {"street": street.name})
    return Session.objects.create(programme=programme, area=street, held_date=held_date, due=due)


@action
def declare(
    actor: User,
    session: Session,
    /,
    *,
    present: int,
    issued: int,
    returned: int,
    spoiled: int,
    counts: Mapping[int, Sequence[int]],
    at: datetime,
) -> WithParts[Session]:
    """Declare the count: per organisation the marks 好, 较好, 一般, 差 and abstained; refused unless it all adds up."""
    attendance = tallying.Attendance(
        due=session.due, present=present, issued=issued, returned=returned, spoiled=spoiled
    )
    targets = [
        tallying.TargetCount(target=pk, options=dict(zip(OPTIONS, marks[:4], strict=True)), abstained=marks[4])
        for pk, marks in sorted(counts.items())
    ]
    try:
        tallying.reconcile(attendance, targets)
    except tallying.TallyRefused as refusal:
        raise Refused(_("票数对不上：%(why)s 请重新核对计票表。") % {"why": refusal}) from refusal
    Count.objects.bulk_create(
        Count(session=session, organisation_id=pk, good=m[0], fairly_good=m[1], fair=m[2], poor=m[3], abstained=m[4])
        for pk, m in sorted(counts.items())
    )
    session.present, session.issued, session.returned, session.spoiled = present, issued, returned, spoiled
    session.declared_at = at
    session.save(update_fields=["present", "issued", "returned", "spoiled", "declared_at"])
    return WithParts(session, {"counts": digest_of([(pk, tuple(marks)) for pk, marks in sorted(counts.items())])})
