"""Every write of agreements."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.agreements.models import Agreement, Clause, Obligation, Party
from gongjian.civic.projects.models import Project
from gongjian.civic.registry.models import Area, Organisation
from gongjian.civic.tasks.actions import assign_task, cancel_task, transfer_task
from gongjian.civic.tasks.models import Task
from gongjian.ledger.action import Refused, WithParts, action, digest_of

MONTHS = {"MONTH": 1, "QUARTER": 3, "HALF": 6, "YEAR": 12}
LAST_SAFE_DAY = 28  # every month has it


@action
def draft_agreement(
    actor: User,
    area: Area,
    /,
    *,
    number: str,
    title: str,
    from_date: date,
    to_date: date,
    parties: Sequence[Organisation],
    clauses: Sequence[dict[str, Any]],
    kind: str = Agreement.Kind.AGREEMENT,
    project: Project | None = None,
    at: datetime,
) -> WithParts[Agreement]:
    """Draft an agreement between parties, in the order in which they sign, with clauses as rows.

    clauses  dicts: doer and receiver Organisation, what, quantity, unit, every, first_due_date, proof, weight 1–3
    """
    _check(parties, clauses, from_date, to_date)
    if Agreement.objects.filter(number=number).exists():
        raise Refused(_("编号“%(number)s”已经用过了。") % {"number": number})
    agreement = Agreement.objects.create(
        kind=kind, number=number, area=area, title=title, from_date=from_date, to_date=to_date, project=project
    )
    Party.objects.bulk_create(
        Party(agreement=agreement, organisation=organisation, position=position)
        for position, organisation in enumerate(parties, 1)
    )
    Clause.objects.bulk_create(
        Clause(agreement=agreement, number=position, **clause) for position, clause in enumerate(clauses, 1)
    )
    said = [
        (
            clause["doer"].pk,
            clause["receiver"].pk,
            clause["what"],
            clause["quantity"],
            clause["every"],
            clause["weight"],
        )
        for clause in clauses
    ]
    return WithParts(agreement, {"parties": digest_of([party.pk for party in parties]), "clauses": digest_of(said)})


@action
def sign(actor: User, party: Party, /, *, at: datetime) -> Party:
    """Sign for one party; with the last signature the agreement is in force."""
    party.signed_at = at
    party.save(update_fields=["signed_at"])
    if not Party.objects.filter(agreement=party.agreement_id, signed_at=None).exists():
        put_in_force(User.objects.clock(), party.agreement, at=at)
    return party


@action
def put_in_force(actor: User, agreement: Agreement, /, *, at: datetime) -> WithParts[Agreement]:
    """Write the dated obligations of the term, each made a task; called with the last signature."""
    agreement.in_force_at = at
    agreement.save(update_fields=["in_force_at"])
    today = at.astimezone(settings.OFFICE_ZONE).date()
    dated = [
        (clause, day)
        for clause in agreement.clauses.select_related("doer", "receiver").order_by("number")
        for day in due_dates(clause, agreement.to_date)
        if day >= today
    ]
    tasks = assign_task.each([(actor, clause.doer, _as_task(clause, day)) for clause, day in dated], at=at)
    Obligation.objects.bulk_create(
        Obligation(clause=clause, due_date=day, quantity=clause.quantity, task=task)
        for (clause, day), task in zip(dated, tasks, strict=True)
    )
    return WithParts(agreement, {"obligations": digest_of([(clause.number, day.isoformat()) for clause, day in dated])})


def due_dates(clause: Clause, until: date) -> list[date]:
    """Return the days on which a clause falls due before the agreement ends."""
    if clause.every == Clause.Every.ONCE:
        return [clause.first_due_date]
    days, day = [], clause.first_due_date
    while day < until:
        days.append(day)
        month = day.month - 1 + MONTHS[clause.every]
        day = date(day.year + month // 12, month % 12 + 1, min(clause.first_due_date.day, LAST_SAFE_DAY))
    return days


def _as_task(clause: Clause, day: date) -> dict[str, Any]:
    return {
        "receiver": clause.receiver,
        "kind": Task.Kind.PROMISE,
        "title": clause.what,
        "result_wanted": clause.proof,
        "quantity": clause.quantity,
        "unit": clause.unit,
        "weight": clause.weight,
        "due_date": day,
    }


def _check(parties: Sequence[Organisation], clauses: Sequence[dict[str, Any]], from_date: date, to_date: date) -> None:
    if len({party.pk for party in parties}) < 2:
        raise Refused(_("协议至少要有两方。"))
    if len({party.pk for party in parties}) < len(parties):
        raise Refused(_("协议的同一方写了两次。"))
    if to_date <= from_date:
        raise Refused(_("协议的终止日子要晚于开始日子。"))
    if not clauses:
        raise Refused(_("协议里还没有一条约定。"))
    for number, clause in enumerate(clauses, 1):
        if not str(clause["proof"]).strip():
            raise Refused(_("第 %(number)s 条没有写凭什么算完成。") % {"number": number})
        if clause["quantity"] < 1 or clause["weight"] not in (1, 2, 3):
            raise Refused(_("第 %(number)s 条的数量至少是 1，轻重是 1、2、3。") % {"number": number})
        if clause["doer"].pk == clause["receiver"].pk:
            raise Refused(_("第 %(number)s 条的两方是同一家。") % {"number": number})


@action
def transfer_party(
    actor: User, agreement: Agreement, /, *, organisation: Organisation, to: Organisation, at: datetime
) -> WithParts[Agreement]:
    """Let a successor take an organisation's place in an agreement: party, clauses, open obligations.

    Number, term and the day it came into force stay. A signed party stays beside the new one, which signs in its stead;
    clauses between the two lapse, because nobody owes anything to itself.
    """
    party = agreement.parties.filter(organisation=organisation).first()
    is_party = agreement.parties.filter(organisation=to).exists()
    if party is not None and party.signed_at is None:
        _replace_unsigned(party, to, is_party, at)
    elif party is not None and not is_party:
        last = agreement.parties.order_by("-position").values_list("position", flat=True)[0]
        Party.objects.create(agreement=agreement, organisation=to, position=last + 1, signed_at=at)
    clauses = agreement.clauses.filter(Q(doer=organisation) | Q(receiver=organisation))
    kept = clauses.exclude(Q(doer=to) | Q(receiver=to))
    numbers = list(kept.order_by("number").values_list("number", flat=True))
    lapsed = list(clauses.exclude(number__in=numbers).order_by("number").values_list("number", flat=True))
    agreement.clauses.filter(number__in=numbers, doer=organisation).update(doer=to)
    agreement.clauses.filter(number__in=numbers, receiver=organisation).update(receiver=to)
    work = Task.objects.open().filter(obligation__clause__agreement=agreement).order_by("pk")
    moving = list(work.filter(obligation__clause__number__in=numbers).filter(_concerns(organisation)))
    transfer_task.each([(actor, task, {"organisation": organisation, "to": to}) for task in moving], at=at)
    lapsing = list(work.filter(obligation__clause__number__in=lapsed, delivered_at=None))
    reason = _("双方合为一家，这一条不用再办。")
    cancel_task.each([(actor, task, {"reason": reason}) for task in lapsing], at=at)
    said = {"from": organisation.pk, "to": to.name, "clauses": numbers, "lapsed": lapsed, "tasks": len(moving)}
    return WithParts(agreement, said)


@action
def end_agreement(actor: User, agreement: Agreement, /, *, reason: str, at: datetime) -> WithParts[Agreement]:
    """End an agreement before its term is over, with a reason; what is still open under it is cancelled."""
    if not reason.strip():
        raise Refused(_("终止协议要写明理由。"))
    agreement.ended_at = at
    agreement.save(update_fields=["ended_at"])
    work = Task.objects.open().filter(obligation__clause__agreement=agreement, delivered_at=None).order_by("pk")
    open_work = list(work)
    cancel_task.each([(actor, task, {"reason": reason}) for task in open_work], at=at)
    return WithParts(agreement, {"reason": [None, reason.strip()], "tasks": len(open_work)})


@action
def relocate_agreement(actor: User, agreement: Agreement, /, *, area: Area, at: datetime) -> Agreement:
    """Let an agreement belong to the area that replaces its own."""
    agreement.area = area
    agreement.save(update_fields=["area"])
    return agreement


def _replace_unsigned(party: Party, to: Organisation, is_party: bool, at: datetime) -> None:
    """Let the successor sign; where it is to sign for itself anyway, one signature is enough."""
    if not is_party:
        party.organisation = to
        party.save(update_fields=["organisation"])
        return
    agreement = party.agreement
    party.delete()
    if agreement.in_force_at is None and not agreement.parties.filter(signed_at=None).exists():
        put_in_force(User.objects.clock(), agreement, at=at)


def _concerns(organisation: Organisation) -> Q:
    return Q(owner=organisation) | Q(receiver=organisation)
