"""The district writes its rules for matters: days, who may whistle, the ladder."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.models import Level, Rulebook, Rung
from gongjian.civic.registry.models import Area, Role
from gongjian.ledger.action import Refused, WithParts, action

CALLING = (Role.DISTRICT_OFFICE.value, Role.STREET_OFFICE.value, Role.COMMUNITY_WORKER.value)
CLIMBED = (Level.COMMUNITY.value, Level.STREET.value, Level.DISTRICT.value)
MOST = 200


@action
def set_rulebook(
    actor: User,
    area: Area,
    /,
    *,
    answer_days: int,
    urgent_days: int,
    ordinary_days: int,
    hard_days: int,
    silence_days: int,
    callers: Sequence[str],
    sign_hours: int,
    contact_hours: int,
    attend_days: int,
    hard_attend_days: int,
    rungs: Sequence[tuple[int, str]],
    at: datetime,
) -> WithParts[Rulebook]:
    """Write the rules of the district in place of those before; legs that run keep the limit they were given.

    callers  the roles that may whistle for the body they serve
    rungs    the ladder, lowest step first: (working days overdue, level it is shown to)
    """
    if area.level != Area.Level.DISTRICT:
        raise Refused(_("规则由区里统一定，街道和社区不另定。"))
    numbers = {
        "answer_days": answer_days,
        "urgent_days": urgent_days,
        "ordinary_days": ordinary_days,
        "hard_days": hard_days,
        "silence_days": silence_days,
        "sign_hours": sign_hours,
        "contact_hours": contact_hours,
        "attend_days": attend_days,
        "hard_attend_days": hard_attend_days,
    }
    if not all(1 <= number <= MOST for number in numbers.values()):
        raise Refused(_("天数和小时数要在 1 到 %(most)s 之间。") % {"most": MOST})
    if not callers or not set(callers) <= set(CALLING):
        raise Refused(_("请选谁可以吹哨：区牵头部门、街道党建办，或者社区党务工作者。"))
    _check_ladder(rungs)
    rules = Rulebook.objects.filter(area=area).first()
    before = {name: getattr(rules, name) for name in numbers} if rules else {}
    rules, _made = Rulebook.objects.update_or_create(area=area, defaults={**numbers, "callers": sorted(set(callers))})
    rules.rungs.all().delete()
    Rung.objects.bulk_create(
        Rung(rulebook=rules, step=step, after_days=days, to_level=level)
        for step, (days, level) in enumerate(rungs, start=1)
    )
    said = {name: [before.get(name), number] for name, number in numbers.items() if before.get(name) != number}
    return WithParts(rules, {"said": said, "ladder": [list(rung) for rung in rungs]})


def _check_ladder(rungs: Sequence[tuple[int, str]]) -> None:
    """Refuse a ladder that does not climb: each step comes later, and is shown to a higher level."""
    if any(days < 1 or level not in CLIMBED for days, level in rungs):
        raise Refused(_("每一级都要写逾期几个工作日（至少 1 天），报到社区、街道或区。"))
    for lower, upper in pairwise(rungs):
        if upper[0] <= lower[0] or CLIMBED.index(upper[1]) <= CLIMBED.index(lower[1]):
            raise Refused(_("要一级比一级晚，一级比一级高：例如逾期 1 天报街道，逾期 3 天报区。"))
