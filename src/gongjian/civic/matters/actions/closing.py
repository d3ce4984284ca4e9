"""The lead says how it ends, the raiser confirms or reopens; silence is called silence."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.matters.actions.legs import end_pause
from gongjian.civic.matters.actions.matters import governor_of, open_leg, pass_phase, post_of
from gongjian.civic.matters.models import Asking, Leg, Matter, Phase
from gongjian.civic.matters.queries.rules import LEAST_OPINIONS
from gongjian.civic.registry.models import Organisation
from gongjian.ledger.action import Refused, WithParts, action


@action
def ask_raiser(
    actor: User,
    leg: Leg,
    /,
    *,
    closing: str,
    result: str,
    passed_to: str = "",
    duplicate_of: Matter | None = None,
    at: datetime,
) -> WithParts[Leg]:
    """Say as the lead how the matter ends, and ask the raiser: done, refused, passed on outside, duplicate."""
    matter = leg.matter
    if closing not in Matter.Closing.values:
        raise Refused(_("结束只有四种：办结、不予办理、转区外办理、重复。"))
    if not result.strip():
        raise Refused(_("请写明办了什么，或者为什么这样结束。报事方会看到。"))
    _check_closing(matter, closing, passed_to.strip(), duplicate_of)
    end_pause(leg, at)
    matter.closing, matter.result, matter.asked_at = closing, result.strip(), at
    matter.passed_to = passed_to.strip() if closing == Matter.Closing.PASSED_ON else ""
    matter.duplicate_of = duplicate_of if closing == Matter.Closing.DUPLICATE else None
    matter.save(update_fields=["closing", "result", "asked_at", "passed_to", "duplicate_of"])
    Asking.objects.create(matter=matter, leg=leg, from_at=at)
    leg.result = result.strip()
    leg.save(update_fields=["result"])
    if closing == Matter.Closing.DONE:
        _pass_rest(actor, leg, at)
    said: dict[str, Any] = {"closing": [None, closing], "result": [None, leg.result]}  # a second round may say the same
    return WithParts(leg, said | _own(leg))


def _pass_rest(actor: User, leg: Leg, at: datetime) -> None:
    """Note the phases nobody noted: who did it alone passed them when it took it on, else they are over only now."""
    matter, post = leg.matter, post_of(actor, leg.owner, at)
    if matter.legs.exclude(pk=leg.pk).filter(accepted_at__isnull=False).exists():
        pass_phase(matter, Phase.Name.IMPLEMENT, at=at, post=post, since=Phase.Name.DEPLOY)
    else:
        pass_phase(matter, Phase.Name.IMPLEMENT, at=leg.accepted_at or at, post=post)


def _own(leg: Leg) -> dict[str, Any]:
    """Return what an event says beside it where the lead itself raised the matter: nobody else confirms it."""
    return {"own": True} if leg.owner_id == leg.matter.raiser_id else {}


def _check_closing(matter: Matter, closing: str, passed_to: str, duplicate_of: Matter | None) -> None:
    if closing == Matter.Closing.PASSED_ON and not passed_to:
        raise Refused(_("转到区外，要写明转给了哪一家。"))
    if closing == Matter.Closing.DUPLICATE and (duplicate_of is None or duplicate_of.pk == matter.pk):
        raise Refused(_("请选出和哪一件重复。"))
    if closing != Matter.Closing.DONE:
        return
    if matter.kind == Matter.Kind.WORKS and matter.opinions.values("organisation").distinct().count() < LEAST_OPINIONS:
        raise Refused(_("工程上的事要会商：至少记下两家的意见，再说办结。"))
    if matter.needs_a_check:
        last = matter.checks.order_by("-day", "-pk").first()
        if last is None or not last.is_passed:
            raise Refused(_("办结前要到现场核查，而且最近一次核查是通过的。"))


@action
def confirm_matter(actor: User, matter: Matter, /, *, at: datetime) -> WithParts[Matter]:
    """Confirm as the raiser that it ends so; all legs end with it."""
    lead = matter.legs.filter(is_lead=True, ended_at=None).first()
    return WithParts(_closed(matter, at), _own(lead) if lead is not None else {})


@action
def deem_matter(actor: User, matter: Matter, /, *, at: datetime) -> Matter:
    """Close as the clock what the raiser did not answer in time; the page says that nobody answered."""
    matter.is_silent = True
    return _closed(matter, at)


def _closed(matter: Matter, at: datetime) -> Matter:
    for leg in matter.legs.filter(ended_at=None):
        end_pause(leg, at)
        leg.end = Leg.End.SOLVED if leg.is_lead and matter.closing == Matter.Closing.DONE else Leg.End.CLOSED
        leg.ended_at = at
        leg.save(update_fields=["end", "ended_at"])
    matter.askings.filter(to_at=None).update(to_at=at)
    matter.closed_at = at
    matter.save(update_fields=["closed_at", "is_silent"])
    return matter


@action
def reopen_matter(actor: User, matter: Matter, /, *, reason: str, at: datetime) -> WithParts[Matter]:
    """Say as the raiser that it is not solved: whoever led goes on. Counted, and shown to everybody."""
    if not reason.strip():
        raise Refused(_("请写明哪里还没有解决。"))
    last = matter.legs.filter(is_lead=True).order_by("-opened_at", "-pk").first()
    matter.askings.filter(to_at=None).update(to_at=at)
    was_closed = matter.closed_at is not None
    matter.closing, matter.result, matter.asked_at, matter.closed_at = "", "", None, None
    matter.passed_to, matter.duplicate_of, matter.is_silent = "", None, False
    matter.reopened += 1
    matter.save()
    if was_closed and last is not None:
        open_leg(actor, matter, owner=_heir_of(last.owner, matter), at=at)
    return WithParts(matter, {"reason": [None, reason.strip()]})


def _heir_of(owner: Organisation, matter: Matter) -> Organisation:
    """Return who goes on: the same body; if it is no more, whoever replaced it, else who governs the place."""
    if owner.closed_date is None:
        return owner
    return owner.replaced_by.filter(closed_date=None).order_by("pk").first() or governor_of(matter.area)
