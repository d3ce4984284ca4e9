"""The programme year, and the table of holidays."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.registry.actions.words import in_words
from gongjian.civic.registry.models import TERMS, Area, Holiday, Organisation, Programme
from gongjian.ledger.action import Refused, WithParts, action, digest_of
from gongjian.methods.notices import check_days
from gongjian.methods.refusals import Refused as MethodRefused


@action
def open_programme(
    actor: User, district: Area, /, *, year: int, lead_office: Organisation | None = None, at: datetime
) -> Programme:
    """Open a year. Use `duties.open_year`, which also carries lists, seats and policy forward."""
    if district.level != Area.Level.DISTRICT:
        raise Refused(_("年度要在区里开。"))
    if Programme.objects.filter(area=district, year=year).exists():
        raise Refused(_("%(year)s 年度已经开过了。") % {"year": year})
    before = Programme.objects.filter(area=district, year=year - 1).first()
    return Programme.objects.create(
        area=district,
        year=year,
        title=_("%(district)s %(year)s 年度") % {"district": district.name, "year": year},
        lead_office=lead_office or (before.lead_office if before else None),
        terms=before.terms if before else TERMS,
        calendar=before.calendar if before else {},
        opened_at=at,
    )


@action
def freeze_programme(actor: User, programme: Programme, /, *, at: datetime) -> Programme:
    """Freeze the year's rules; called when its policy is frozen."""
    programme.frozen_at = at
    programme.save(update_fields=["frozen_at"])
    return programme


@action
def close_programme(actor: User, programme: Programme, /, *, at: datetime) -> Programme:
    """Close the year: nothing of it changes any more."""
    if programme.frozen_at is None:
        raise Refused(_("评价办法还没有冻结，年度不能结束。"))
    programme.closed_at = at
    programme.save(update_fields=["closed_at"])
    return programme


@action
def set_holidays(actor: User, district: Area, /, *, days: list[dict[str, Any]], at: datetime) -> WithParts[Area]:
    """Replace the holidays of the years named: days are {"date", "is_workday", "title"}.

    Only days that differ from their weekday are kept. A table that contradicts itself is refused.
    """
    rows = sorted((date.fromisoformat(str(day["date"])), bool(day["is_workday"]), str(day["title"])) for day in days)
    if not rows:
        raise Refused(_("表里一天也没有，没有可以录入的。"))
    try:
        check_days([day for day, work, _title in rows if not work], [day for day, work, _title in rows if work])
    except MethodRefused as refusal:
        raise in_words(refusal) from refusal
    if len({day for day, _work, _title in rows}) < len(rows):
        raise Refused(_("同一天出现了两次，请核对放假通知。"))
    for year in {day.year for day, _work, _title in rows}:
        Holiday.objects.filter(date__year=year).delete()
    Holiday.objects.bulk_create(Holiday(date=day, is_workday=work, title=title) for day, work, title in rows)
    return WithParts(district, {"holidays": digest_of(rows)})
