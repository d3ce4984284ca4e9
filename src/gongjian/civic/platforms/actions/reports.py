"""What part-time members say of their year, and what the meeting says of it: in words, never as a score."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Meeting, Seat, SeatReport
from gongjian.civic.platforms.queries.reports import meetings_for
from gongjian.ledger.action import Refused, action


@action
def report_seat(actor: User, seat: Seat, /, *, year: int, text: str, at: datetime) -> SeatReport:
    """Report on a year as a part-time member; the words may be mended until the meeting has appraised them."""
    if not text.strip():
        raise Refused(_("请写下这一年做了什么，还有什么没做到。"))
    if year > at.astimezone(settings.OFFICE_ZONE).year:
        raise Refused(_("%(year)s 年还没有到，到时候再述职。") % {"year": year})
    held = Q(valid_to=None) | Q(valid_to__gt=date(year, 1, 1))
    if not Seat.objects.filter(held, pk=seat.pk, valid_from__lt=date(year + 1, 1, 1)).exists():
        raise Refused(_("%(year)s 年没有这个席位，不用述职。") % {"year": year})
    report = seat.reports.filter(year=year).first() or SeatReport(seat=seat, year=year)
    if report.appraised_at is not None:
        raise Refused(_("会议已经评议过 %(year)s 年的述职，不能再改。") % {"year": year})
    report.text, report.reported_at = text.strip(), at
    report.save()
    return report


@action
def appraise_report(actor: User, report: SeatReport, /, *, meeting: Meeting, opinion: str, at: datetime) -> SeatReport:
    """Enter what a meeting said of a report: that year's meeting, held, to which the member was asked."""
    if not opinion.strip():
        raise Refused(_("请写下会议是怎么说的，一两句话，不打分、不排名。"))
    if not meetings_for(report).filter(pk=meeting.pk).exists():
        raise Refused(
            _("“%(title)s”不能评议这份述职：要是 %(year)s 年已经开过、这家单位应到或列席的会议。")
            % {"title": meeting.title, "year": report.year}
        )
    report.meeting, report.opinion, report.appraised_at = meeting, opinion.strip(), at
    report.save(update_fields=["meeting", "opinion", "appraised_at"])
    return report
