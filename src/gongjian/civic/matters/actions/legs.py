"""A leg is accepted, declined, handed on, paused; helpers are called and report."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.actions.matters import level_of, open_leg, pass_phase, post_of
from gongjian.civic.matters.models import Leg, Level, Matter, Pause, Phase
from gongjian.civic.platforms.models import Resolution
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import Refused, WithParts, action


@action
def accept_leg(actor: User, leg: Leg, /, *, at: datetime) -> Leg:
    """Take the matter on. Whoever takes over what was deployed begins to implement; else the lead studies it."""
    leg.accepted_at = at
    leg.save(update_fields=["accepted_at"])
    if leg.is_lead and not _is_deployed(leg.matter):
        pass_phase(leg.matter, Phase.Name.STUDY, at=at, post=post_of(actor, leg.owner, at))
    else:
        _implement(actor, leg, at)
    return leg


def _is_deployed(matter: Matter) -> bool:
    return matter.phases.filter(phase=Phase.Name.DEPLOY).exists()


def _implement(actor: User, leg: Leg, at: datetime) -> None:
    """Note that what was deployed is being done, from the first who does it on."""
    if _is_deployed(leg.matter):
        pass_phase(leg.matter, Phase.Name.IMPLEMENT, at=at, post=post_of(actor, leg.owner, at))


@action
def decline_leg(
    actor: User, leg: Leg, /, *, reason: str, next_owner: Organisation | None = None, at: datetime
) -> WithParts[Leg]:
    """Decline with a reason. The lead names whose it is instead, and that body has it from this moment on."""
    if not reason.strip():
        raise Refused(_("谢绝要写明理由。"))
    if leg.is_lead and next_owner is None:
        raise Refused(_("牵头单位谢绝，要写明应当由谁来办，好让事情不断线。"))
    if next_owner is not None and next_owner.pk == leg.owner_id:
        raise Refused(_("下一家不能还是自己。"))
    _end(leg, Leg.End.DECLINED, at, reason=reason.strip(), next_owner=next_owner if leg.is_lead else None)
    if leg.is_lead and next_owner is not None:
        open_leg(actor, leg.matter, owner=next_owner, at=at)
    return WithParts(leg, {"to": next_owner.name} if leg.is_lead and next_owner else {})


@action
def hand_on(
    actor: User,
    leg: Leg,
    /,
    *,
    to: Organisation,
    reason: str,
    limit: int | None = None,
    resolution: Resolution | None = None,
    at: datetime,
) -> WithParts[Leg]:
    """Hand the lead up, down or sideways, with a reason; what a meeting decided names that meeting."""
    if to.pk == leg.owner_id:
        raise Refused(_("“%(name)s”已经在牵头。") % {"name": to.name})
    if not reason.strip():
        raise Refused(_("移交要写明理由，好让下一家知道为什么到它手里。"))
    if resolution is not None:
        pass_phase(leg.matter, Phase.Name.DEPLOY, at=at, meeting=resolution.item.meeting)
    elif not _is_above(level_of(to), leg.level):  # what goes up is studied there, once it is accepted
        pass_phase(leg.matter, Phase.Name.DEPLOY, at=at, post=post_of(actor, leg.owner, at))
    _end(leg, Leg.End.HANDED_ON, at, reason=reason.strip())
    open_leg(actor, leg.matter, owner=to, limit=limit, resolution=resolution, at=at)
    return WithParts(leg, {"to": to.name})


def _is_above(level: str, other: str) -> bool:
    """Whether one level lies above another: only what is handed down or across is deployed."""
    order = list(Level.values)
    return order.index(level) > order.index(other)


def _end(leg: Leg, end: str, at: datetime, *, reason: str = "", next_owner: Organisation | None = None) -> None:
    """End a leg with its pause; the caller opens the next one in the same transaction."""
    end_pause(leg, at)
    leg.end, leg.ended_at, leg.reason, leg.next_owner = end, at, reason, next_owner
    leg.save(update_fields=["end", "ended_at", "reason", "next_owner"])


def end_pause(leg: Leg, at: datetime) -> None:
    """Let the clock of a leg run again."""
    leg.pauses.filter(to_at=None).update(to_at=at)


@action
def call_help(
    actor: User, matter: Matter, /, *, owner: Organisation, wish: str, limit: int | None = None, at: datetime
) -> Leg:
    """Call a body to help the lead, and say with what: so the matter is deployed."""
    if not wish.strip():
        raise Refused(_("请写明要它做什么。"))
    leg = open_leg(actor, matter, owner=owner, is_lead=False, wish=wish, limit=limit, at=at)
    lead = matter.legs.select_related("owner").get(is_lead=True, ended_at=None)
    pass_phase(matter, Phase.Name.DEPLOY, at=at, post=post_of(actor, lead.owner, at))
    return leg


@action
def finish_leg(actor: User, leg: Leg, /, *, result: str, at: datetime) -> Leg:
    """Report as a helper what was done; the lead goes on."""
    if not result.strip():
        raise Refused(_("请写明办了什么。"))
    end_pause(leg, at)
    leg.accepted_at = leg.accepted_at or at
    leg.end, leg.ended_at, leg.result = Leg.End.SOLVED, at, result.strip()
    leg.save(update_fields=["accepted_at", "end", "ended_at", "result"])
    _implement(actor, leg, at)
    return leg


@action
def pause_leg(actor: User, leg: Leg, /, *, reason: str, note: str, at: datetime) -> WithParts[Leg]:
    """Stop the clock of a leg for a listed reason, and say what is waited for."""
    if reason not in Pause.Reason.values:
        raise Refused(_("暂停只能因为等报事方、等第三方、走法定程序，或者天气。"))
    if not note.strip():
        raise Refused(_("请写明等什么。"))
    Pause.objects.create(leg=leg, reason=reason, note=note.strip(), from_at=at)
    return WithParts(leg, {"pause": [None, reason], "note": [None, note.strip()]})


@action
def resume_leg(actor: User, leg: Leg, /, *, at: datetime) -> WithParts[Leg]:
    """Let the clock run again."""
    end_pause(leg, at)
    return WithParts(leg, {"pause": ["PAUSED", None]})


@action
def climb_leg(actor: User, leg: Leg, /, *, step: int, to_level: str, at: datetime) -> WithParts[Leg]:
    """Show an overdue leg to the next level of the ladder."""
    if step <= leg.rung:
        raise Refused(_("已经报到这一级了。"))
    leg.rung = step
    leg.save(update_fields=["rung"])
    return WithParts(leg, {"level": [None, to_level]})


@action
def certify_help(actor: User, leg: Leg, /, *, at: datetime) -> Leg:
    """Certify as the street that a unit helped with something hard or urgent."""
    leg.certified_at = at
    leg.save(update_fields=["certified_at"])
    return leg


@action
def transfer_leg(actor: User, leg: Leg, /, *, to: Organisation, at: datetime) -> WithParts[Leg]:
    """Let a successor go on with an open leg: its days stay. Two legs of one body become one, and the lead remains."""
    own = leg.matter.legs.filter(owner=to, ended_at=None).exclude(pk=leg.pk).first()
    leg.matter.thread.bodies.add(to)
    if own is not None:
        _end(own if leg.is_lead else leg, Leg.End.HANDED_ON, at)
    if own is None or leg.is_lead:
        leg.owner = to
        leg.save(update_fields=["owner"])
    return WithParts(leg, {"to": to.name})
