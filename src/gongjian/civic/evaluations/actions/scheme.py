"""The policy of a year: drafted, revised, frozen."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.evaluations.actions.words import in_words
from gongjian.civic.evaluations.models import Scheme
from gongjian.civic.registry.actions import freeze_programme
from gongjian.civic.registry.models import Programme
from gongjian.ledger.action import Refused, action
from gongjian.methods.policy import PolicyRefused, default_policy, read_policy


@action
def draft_scheme(actor: User, programme: Programme, /, *, policy: dict[str, Any] | None = None, at: datetime) -> Scheme:
    """Draft the year's policy: the one given, or last year's carried forward, or the default."""
    if Scheme.objects.filter(programme=programme).exists():
        raise Refused(_("%(year)s 年度已经有评价办法了。") % {"year": programme.year})
    document = policy or _carried(programme)
    _check(document, programme.year)
    return Scheme.objects.create(programme=programme, policy=document)


@action
def revise_scheme(actor: User, scheme: Scheme, /, *, policy: dict[str, Any], at: datetime) -> Scheme:
    """Replace the policy before it is frozen."""
    _check(policy, scheme.programme.year)
    scheme.policy = policy
    scheme.save(update_fields=["policy"])
    return scheme


@action
def freeze_scheme(actor: User, scheme: Scheme, /, *, at: datetime) -> Scheme:
    """Freeze the policy, and the programme year with it: from now on nobody can change a weight."""
    _check(scheme.policy, scheme.programme.year)
    scheme.frozen_at = at
    scheme.save(update_fields=["frozen_at"])
    freeze_programme(actor, scheme.programme, at=at)
    return scheme


def _carried(programme: Programme) -> dict[str, Any]:
    fresh = default_policy(programme.year)
    before = Scheme.objects.filter(programme__area=programme.area, programme__year=programme.year - 1).first()
    if before is None:
        return fresh
    return {**before.policy, "edition": fresh["edition"], "year": fresh["year"], "period": fresh["period"]}


def _check(document: dict[str, Any], year: int) -> None:
    try:
        policy = read_policy(document)
    except PolicyRefused as refusal:
        raise in_words(refusal) from refusal
    if policy.year != year:
        raise Refused(_("评价办法写的是 %(found)s 年，年度是 %(year)s 年。") % {"found": policy.year, "year": year})
