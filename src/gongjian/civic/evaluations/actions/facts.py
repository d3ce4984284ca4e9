"""What the district adds to the year's facts: inspections, the panel's marks, caps by document."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.evaluations.models import Cap, Defect, Inspection, Mark, Scheme
from gongjian.civic.registry.models import Organisation, Programme
from gongjian.ledger.action import Refused, WithParts, action, digest_of

FULL = 10_000


@action
def record_inspection(
    actor: User,
    unit: Organisation,
    /,
    *,
    programme: Programme,
    visited_date: date,
    defects: Sequence[tuple[str, str, bool]] = (),
    at: datetime,
) -> WithParts[Inspection]:
    """Enter a visit: defects are (severity, text, not corrected in time)."""
    if programme.closed_at is not None:
        raise Refused(_("%(year)s 年度已经结束，不能再补督查。") % {"year": programme.year})
    if not programme.first_day <= visited_date < programme.until_day:
        raise Refused(_("督查的日子不在 %(year)s 年度里。") % {"year": programme.year})
    if Inspection.objects.filter(unit=unit, visited_date=visited_date).exists():
        raise Refused(_("这家单位这一天的督查已经登记过了。"))
    inspection = Inspection.objects.create(programme=programme, unit=unit, visited_date=visited_date)
    Defect.objects.bulk_create(
        Defect(inspection=inspection, severity=Defect.Severity(severity), text=text, is_late=late)
        for severity, text, late in defects
    )
    return WithParts(inspection, {"defects": digest_of([tuple(defect) for defect in defects])})


@action
def submit_marks(
    actor: User, scheme: Scheme, /, *, panellist: int, marks: Sequence[tuple[int, str, int]], at: datetime
) -> WithParts[Scheme]:
    """Enter one panellist's signed sheet: (unit, part, mark 0…10 000). A sheet is entered once."""
    if Mark.objects.filter(scheme=scheme, panellist=panellist).exists():
        raise Refused(_("第 %(number)s 位评议员的打分表已经录过了。") % {"number": panellist})
    if any(not 0 <= mark <= FULL for _unit, _part, mark in marks):
        raise Refused(_("打分要在 0 到 100 之间。"))
    rows = sorted(marks)
    Mark.objects.bulk_create(
        (
            Mark(scheme=scheme, unit_id=unit, panellist=panellist, part=Mark.Part(part), mark_bp=mark)
            for unit, part, mark in rows
        ),
        batch_size=500,
    )
    return WithParts(scheme, {f"sheet_{panellist}": digest_of(rows)})


@action
def cap_grade(actor: User, scheme: Scheme, /, *, unit: Organisation, at_most: str, document: str, at: datetime) -> Cap:
    """Limit a unit's grade for a serious matter, citing the document that says so."""
    if not document.strip():
        raise Refused(_("限定等次要写明依据的文件。"))
    return Cap.objects.create(scheme=scheme, unit=unit, at_most=at_most, document=document)
