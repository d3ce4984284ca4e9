"""Reads across agreements: the register, how one stands, what came of its clauses."""

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User
from gongjian.civic.agreements.models import Agreement, AgreementQuerySet, Clause, Obligation, Party
from gongjian.civic.registry.models import Area
from gongjian.civic.registry.queries import State, as_of, called

FULL = 10_000
ENDING = timedelta(days=60)
WORDS: dict[str, tuple[str, str | Promise]] = {
    "in_force": ("done", _("履行中")),
    "ending": ("soon", _("60 天内到期")),
    "waiting": ("open", _("等签字")),
    "ended": ("none", _("已结束")),
}


def state_of(agreement: Agreement, on: date) -> str:
    """Return how an agreement stands on a day: in_force, ending, waiting or ended."""
    if agreement.ended_at is not None or agreement.to_date <= on:
        return "ended"
    if agreement.in_force_at is None:
        return "waiting"
    return "ending" if agreement.to_date <= on + ENDING else "in_force"


def is_in_state(state: str, on: date) -> Q:
    """Return the condition for a state: the twin of `state_of`."""
    ended = Q(ended_at__isnull=False) | Q(to_date__lte=on)
    if state == "ended":
        return ended
    if state == "waiting":
        return ~ended & Q(in_force_at=None)
    ending = Q(to_date__lte=on + ENDING)
    return ~ended & Q(in_force_at__isnull=False) & (ending if state == "ending" else ~ending)


def register(
    user: User | AnonymousUser,
    *,
    on: date,
    q: str = "",
    kind: str = "",
    state: str = "",
    organisation: int | None = None,
    area: Area | None = None,
) -> AgreementQuerySet:
    """Return the agreements the user may see that fit what was said, with their parties."""
    agreements = Agreement.objects.visible_to(user, on=on).select_related("area")
    if q:
        named = Party.objects.filter(
            Q(organisation__name__icontains=q) | Q(organisation__initials__startswith=q.lower())
        )
        agreements = agreements.filter(
            Q(number__icontains=q) | Q(title__icontains=q) | Q(pk__in=named.values("agreement"))
        )
    if kind:
        agreements = agreements.filter(kind=kind)
    if state:
        agreements = agreements.filter(is_in_state(state, on))
    if organisation:
        agreements = agreements.filter(pk__in=Party.objects.filter(organisation=organisation).values("agreement"))
    if area:
        agreements = agreements.filter(area__path__startswith=area.scope_path)
    parties = Party.objects.select_related("organisation").order_by("position")
    return agreements.prefetch_related(Prefetch("parties", parties))


@dataclass(frozen=True)
class Side:
    """A party with what its organisation was in the agreement's time; the name under which it signed, if another."""

    party: Party
    state: State | None
    signed_as: str


def sides_of(agreement: Agreement, on: date) -> list[Side]:
    """Return the parties in the order of signing, as they are on a day; of an agreement that is over, as they were."""
    parties = list(agreement.parties.select_related("organisation").order_by("position"))
    for party in parties:
        party.agreement = agreement
    signed = [(copy(party.organisation), _office_day(party.signed_at)) for party in parties if party.signed_at]
    called(signed)
    then = {one.pk: one.name for one, _day in signed}
    day = time_of(agreement, on)
    called((party.organisation, day) for party in parties)
    states = as_of([party.organisation_id for party in parties], day)
    return [
        Side(
            party,
            states.get(party.organisation_id),
            said if (said := then.get(party.organisation_id, "")) != party.organisation.name else "",
        )
        for party in parties
    ]


def time_of(agreement: Agreement, on: date) -> date:
    """Return the day of which the page of an agreement speaks: this one, or the last day of one that is over."""
    last = agreement.to_date - timedelta(days=1)
    ended = _office_day(agreement.ended_at) if agreement.ended_at else on
    return min(on, last, ended)


def _office_day(at: datetime) -> date:
    return at.astimezone(settings.OFFICE_ZONE).date()


@dataclass(frozen=True)
class Kept:
    """A clause with its dated obligations in order, and how many of those that fell due were kept in full."""

    clause: Clause
    obligations: list[Obligation]
    kept: int
    due: int


def clauses_of(agreement: Agreement, on: date) -> list[Kept]:
    """Return the clauses of an agreement in order, each with what came of it so far."""
    dated = Obligation.objects.select_related("task").order_by("due_date")
    own = agreement.clauses.select_related("doer", "receiver").order_by("number")
    clauses = list(own.prefetch_related(Prefetch("obligations", dated)))
    found = []
    day = time_of(agreement, on)
    called((one, day) for clause in clauses for one in (clause.doer, clause.receiver))
    for clause in clauses:
        obligations = list(clause.obligations.all())
        live = [one.task for one in obligations if one.task.cancelled_at is None]
        due = [task for task in live if task.last_day < on or task.confirmed_at]
        found.append(Kept(clause, obligations, sum(task.outcome_bp == FULL for task in due), len(due)))
    return found


def next_of(clauses: list[Kept]) -> list[Obligation]:
    """Return the obligations that are still open, the nearest first."""
    dated = [one for kept in clauses for one in kept.obligations]
    is_open = [one for one in dated if one.task.confirmed_at is None and one.task.cancelled_at is None]
    return sorted(is_open, key=lambda one: (one.task.last_day, one.pk))
