"""An organisation ends and others take its place: all rooms hand on what is alive, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.accounts.models import User
from gongjian.civic.agreements.actions import end_agreement, transfer_party
from gongjian.civic.duties.queries.holdings import END, Holding, Target, holdings_of, targets_of
from gongjian.civic.duties.queries.moves import OF_ORGANISATION, Ending, left_behind
from gongjian.civic.duties.queries.obstacles import obstacles
from gongjian.civic.lists.actions import transfer_check, transfer_need, transfer_resource, withdraw_resource
from gongjian.civic.matters.actions import (
    end_segment,
    transfer_leg,
    transfer_people,
    transfer_raiser,
    transfer_road_chief,
    transfer_segment,
)
from gongjian.civic.platforms.actions import change_secretary, end_seat, move_seat, transfer_invitation
from gongjian.civic.projects.actions import transfer_contribution, transfer_project
from gongjian.civic.registry.actions import (
    add_organisation,
    affiliate,
    entrust_programme,
    revise_profile,
    succeed_organisation,
)
from gongjian.civic.registry.models import Organisation
from gongjian.civic.service.actions import transfer_claim, transfer_post
from gongjian.civic.tasks.actions import cancel_task, transfer_task
from gongjian.ledger.action import Action, Refused, WithParts, action, digest_of

Call: TypeAlias = "tuple[Action[Any, Any, Any], Any, dict[str, Any]]"  # verb, subject, arguments


@dataclass(frozen=True)
class Deal:
    """One merger or split while it is done."""

    actor: User
    organisation: Organisation
    reason: str
    on: date
    at: datetime
    batch: UUID


@action
def merge_organisations(
    actor: User,
    organisation: Organisation,
    /,
    *,
    into: Organisation,
    choices: Mapping[str, str],
    on: date,
    reason: str = "",
    member_count: int | None = None,
    at: datetime,
) -> WithParts[Organisation]:
    """Merge an organisation into another: what is alive moves as was chosen row by row, what is past stays.

    choices       code of a holding → code of a target, or END; every row that leaves a choice is named
    reason        why what ends does not go on
    member_count  the party members of both together, from that day on; None leaves the number as it is
    """
    return _succeed(actor, organisation, [into], (), choices, reason, on, at, member_count)


@action
def split_organisation(
    actor: User,
    organisation: Organisation,
    /,
    *,
    successors: Sequence[Organisation],
    founded: Sequence[str] = (),
    choices: Mapping[str, str],
    on: date,
    reason: str = "",
    at: datetime,
) -> WithParts[Organisation]:
    """Split an organisation among two or more; those `founded` are added by name, of its kind and at its place."""
    if len(successors) + len(founded) < len(("one", "other")):
        raise Refused(_("拆分至少要有两家接替。只有一家，请用合并。"))
    return _succeed(actor, organisation, list(successors), founded, choices, reason, on, at, None)


def _succeed(
    actor: User,
    organisation: Organisation,
    successors: list[Organisation],
    founded: Sequence[str],
    choices: Mapping[str, str],
    reason: str,
    on: date,
    at: datetime,
    member_count: int | None,
) -> WithParts[Organisation]:
    today = at.astimezone(settings.OFFICE_ZONE).date()
    successors = _held(successors)
    for problem in obstacles(organisation, successors, on=on, today=today):
        raise Refused(problem)
    targets = targets_of(successors, founded)
    rows = holdings_of(organisation, targets, on=on, today=today)
    chosen = settled(rows, choices, reason)
    takers = {one.code: organisation_ for one, organisation_ in zip(targets, successors, strict=False)}
    for target in targets[len(successors) :]:
        takers[target.code] = _found(actor, organisation, target, on, at)
    deal = Deal(actor, organisation, reason.strip() or _("双方合为一家"), on, at, uuid4())
    carry(deal, [(row, takers.get(chosen[row.code])) for row in rows], CALLS)
    if member_count is not None and member_count != successors[0].member_count:
        revise_profile(actor, successors[0], changes={"member_count": member_count}, since=on, at=at)
    everyone = list(takers.values())
    succeed_organisation(actor, organisation, successors=everyone, on=on, at=at)
    left = left_behind(OF_ORGANISATION, Ending([organisation.pk], [one.pk for one in everyone], on, today))
    if left:
        words = {"count": sum(left.values()), "keys": "、".join(left)}
        raise Refused(_("还有 %(count)s 项没有去处（%(keys)s），这次没有办。请告诉维护人员。") % words)
    said = {"batch": str(deal.batch), "into": [one.pk for one in everyone], "rows": len(rows)}
    said |= {"names": "、".join(one.name for one in everyone), "choices": digest_of(sorted(chosen.items()))}
    return WithParts(organisation, said | {"on": on, "reason": reason.strip()})


def settled(rows: Sequence[Holding], choices: Mapping[str, str], reason: str) -> dict[str, str]:
    """Return what becomes of every row; refuse one that is newer than the list, and an end without a reason."""
    free = [row for row in rows if not row.is_fixed]
    unsaid = [row for row in free if choices.get(row.code) not in row.options]
    if unsaid:
        words = ngettext(
            "有 {count} 项还没有选去处，也许是刚刚才有的：{first}。请再看一遍清单。",
            "有 {count} 项还没有选去处，也许是刚刚才有的：{first}。请再看一遍清单。",
            len(unsaid),
        )
        raise Refused(words.format(count=len(unsaid), first=unsaid[0].title))
    if not reason.strip() and any(choices[row.code] == END for row in free):
        raise Refused(_("有的事到此为止，请写明不再继续的原因，对方会看到。"))
    return {row.code: row.options[0] if row.is_fixed else choices[row.code] for row in rows}


def carry(deal: Deal, pairs: Sequence[tuple[Holding, Any]], calls: Mapping[str, Callable[..., Call]]) -> None:
    """Call each room's own verb for its rows, many at a time and in the order of the rows."""
    by_verb: dict[str, tuple[Action[Any, Any, Any], list[Any]]] = {}
    for row, to in pairs:
        verb, subject, arguments = calls[row.room](deal, row.row, to)
        by_verb.setdefault(verb.verb, (verb, []))[1].append((deal.actor, subject, arguments))
    for verb, bundle in by_verb.values():
        verb.each(bundle, at=deal.at, batch=deal.batch)


def _held(successors: Sequence[Organisation]) -> list[Organisation]:
    """Return the successors as they are now, held until this is done, so that none is closed in between."""
    keys = [one.pk for one in successors]
    try:
        rows = Organisation.objects.select_for_update(nowait=True, of=("self",)).filter(pk__in=keys).order_by("pk")
        kept = {row.pk: row for row in rows}
    except OperationalError as problem:
        raise Refused(_("接替的单位正有人在改，请过一会儿再办。")) from problem
    return [kept[key] for key in keys]


def _found(actor: User, organisation: Organisation, target: Target, on: date, at: datetime) -> Organisation:
    """Add a successor that is like the organisation it comes from; its name, heads and posts follow later."""
    if organisation.area is None:
        raise Refused(_("“%(name)s”没有登记所在地，请先补上。") % {"name": organisation.name})
    return add_organisation(
        actor,
        organisation.area,
        name=target.name,
        kind=organisation.kind,
        since=on,
        party_type=organisation.party_type,
        is_resident_unit=organisation.is_resident_unit,
        is_outside=organisation.is_outside,
        superior=organisation.superior,
        sector=organisation.sector,
        host=organisation.host,
        grid_code=organisation.grid_code,
        instead_of=[organisation],
        at=at,
    )


def _agreement(deal: Deal, row: Any, to: Organisation | None) -> Call:
    if to is None:
        return end_agreement, row, {"reason": deal.reason}
    return transfer_party, row, {"organisation": deal.organisation, "to": to}


def _task(deal: Deal, row: Any, to: Organisation | None) -> Call:
    if to is None:
        return cancel_task, row, {"reason": deal.reason}
    return transfer_task, row, {"organisation": deal.organisation, "to": to}


def _seat(deal: Deal, row: Any, to: Organisation | None) -> Call:
    if to is None:
        return end_seat, row, {"on": deal.on, "reason": deal.reason}
    reason = _("由%(name)s接替") % {"name": to.name}
    return move_seat, row, {"organisation": to, "platform": row.platform, "reason": reason, "on": deal.on}


def _resource(deal: Deal, row: Any, to: Organisation | None) -> Call:
    if to is None:
        return withdraw_resource, row, {"on": deal.on, "reason": deal.reason}
    return transfer_resource, row, {"to": to}


def _segment(deal: Deal, row: Any, to: Organisation | None) -> Call:
    if to is None:
        return end_segment, row, {"on": deal.on, "reason": deal.reason}
    return transfer_segment, row, {"taker": to, "area": row.area, "on": deal.on}


def _chief(deal: Deal, row: Any, to: Organisation) -> Call:
    return transfer_road_chief, row, {"to": to, "area": row.area, "on": deal.on}


def _lent(deal: Deal, row: Any, to: Organisation) -> Call:
    return transfer_people, row, {"to": to, "on": deal.on}


def _under(deal: Deal, row: Any, to: Organisation | None) -> Call:
    since = max(deal.on, row.valid_from)
    return affiliate, row.organisation, {"axis": row.axis, "target": to, "since": since}


def _simply(verb: Action[Any, Any, Any], name: str = "to") -> Callable[..., Call]:
    return lambda _deal, row, to: (verb, row, {name: to})


CALLS: dict[str, Callable[..., Call]] = {
    "AGREEMENT": _agreement,
    "TASK": _task,
    "SEAT": _seat,
    "SECRETARY": _simply(change_secretary, "secretary"),
    "RESOURCE": _resource,
    "CHECK": _simply(transfer_check),
    "PROJECT": _simply(transfer_project),
    "CONTRIBUTION": _simply(transfer_contribution),
    "SEGMENT": _segment,
    "POST": _simply(transfer_post),
    "CLAIM": _simply(transfer_claim),
    "RAISED": _simply(transfer_raiser),
    "LEG": _simply(transfer_leg),
    "NEED": _simply(transfer_need),
    "INVITATION": _simply(transfer_invitation),
    "LENT": _lent,
    "CHIEF": _chief,
    "UNDER": _under,
    "PROGRAMME": _simply(entrust_programme, "lead_office"),
}
