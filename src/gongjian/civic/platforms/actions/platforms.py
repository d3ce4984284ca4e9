"""A platform is established, says whom it takes in, and who presides over it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions.days import check_ahead
from gongjian.civic.platforms.models import Criterion, Platform
from gongjian.civic.registry.models import Area, Organisation
from gongjian.ledger.action import Refused, WithParts, action


@action
def establish_platform(
    actor: User, area: Area, /, *, kind: str, title: str, secretary: Organisation, since: date, at: datetime
) -> Platform:
    """Establish the platform of an area."""
    if area.platforms.filter(kind=kind).exists():
        raise Refused(_("“%(area)s”已经有这样的平台了。") % {"area": area.name})
    return Platform.objects.create(area=area, kind=kind, title=title, secretary=secretary, established_date=since)


@action
def set_criterion(
    actor: User, platform: Platform, /, *, year: int, text: str, adopted: date, decision: str, at: datetime
) -> Criterion:
    """Say whom the platform takes in in a year; the text may be mended until the first seat cites it."""
    if not text.strip() or not decision.strip():
        raise Refused(_("请写明纳入标准，和通过它的是哪次会议。"))
    check_ahead(adopted, at)
    criterion = platform.criteria.filter(year=year).first() or Criterion(platform=platform, year=year)
    if criterion.pk and criterion.seats.exists():
        raise Refused(
            _("已经有单位照 %(year)s 年的标准纳入，这一年的标准不能再改。要改，请写下一年的。") % {"year": year}
        )
    criterion.text, criterion.decision, criterion.adopted_date = text.strip(), decision.strip(), adopted
    criterion.save()
    return criterion


@action
def change_secretary(
    actor: User, platform: Platform, /, *, secretary: Organisation, at: datetime
) -> WithParts[Platform]:
    """Let another body preside over the platform."""
    platform.secretary = secretary
    platform.save(update_fields=["secretary"])
    return WithParts(platform, {"to": secretary.name})
