"""How often a platform has to meet, and how it decides: rules that hold from a day on."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions.days import check_ahead
from gongjian.civic.platforms.models import MeetingRule, Platform
from gongjian.civic.platforms.queries.duties import EVERY_MONTHS, HALF, MOST_NOTICE_DAYS, rule_on
from gongjian.ledger.action import Refused, action


@action
def set_meeting_rule(
    actor: User,
    platform: Platform,
    /,
    *,
    every_months: int,
    notice_days: int,
    quorum_bp: int,
    majority_bp: int,
    since: date,
    at: datetime,
) -> MeetingRule:
    """Say how often the platform meets and how it decides, from a day on; the rule before ends that day."""
    if every_months not in EVERY_MONTHS or not 0 <= notice_days <= MOST_NOTICE_DAYS:
        raise Refused(_("会期请从列出的里面选，提前通知最多 %(days)s 天。") % {"days": MOST_NOTICE_DAYS})
    if not (0 <= quorum_bp < HALF * 2 and 0 <= majority_bp < HALF * 2):
        raise Refused(_("到会和赞成的比例要小于全部。"))
    if since < platform.established_date:
        raise Refused(
            _("“%(title)s”%(day)s才成立，规则不能早于这一天。")
            % {"title": platform.title, "day": platform.established_date}
        )
    check_ahead(since, at)
    last = platform.rules.order_by("valid_from").last()
    if last is not None and since < last.valid_from:
        raise Refused(_("已经定了 %(day)s 起的规则，新规则不能比它早。") % {"day": last.valid_from})
    _keep_what_was_decided(platform, since, (quorum_bp, majority_bp))
    rule = last
    if rule is None or rule.valid_from < since:
        if last is not None:
            last.valid_to = since
            last.save(update_fields=["valid_to"])
        rule = MeetingRule(platform=platform, valid_from=since)
    rule.every_months, rule.notice_days = every_months, notice_days
    rule.quorum_bp, rule.majority_bp = quorum_bp, majority_bp
    rule.save()
    return rule


def _keep_what_was_decided(platform: Platform, since: date, shares: tuple[int, int]) -> None:
    """Refuse other shares from a day after which meetings were held: these were decided by the shares of then."""
    rule = rule_on(platform, since)
    was = (rule.quorum_bp, rule.majority_bp) if rule else (HALF, HALF)
    begins = datetime.combine(since, time.min, tzinfo=settings.OFFICE_ZONE)
    if was != shares and platform.meetings.filter(held_at__isnull=False, starts_at__gte=begins).exists():
        raise Refused(_("%(day)s以后已经开过会，那些会按当时的比例议决。请从以后的日子起改比例。") % {"day": since})
