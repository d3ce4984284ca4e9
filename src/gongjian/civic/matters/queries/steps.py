"""The way of a matter as everybody may read it: bodies, steps and days; no reasons, no words, no persons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.matters.queries.matters import Story
from gongjian.ledger.models import Event

CONFIRMED, DEEMED, REOPENED = "matters.confirm_matter", "matters.deem_matter", "matters.reopen_matter"
ANSWERS = (CONFIRMED, DEEMED, REOPENED)


@dataclass(frozen=True)
class Step:
    """Something that happened to a matter, in public words."""

    at: datetime
    word: str


def steps_of(story: Story) -> list[Step]:
    """Return the steps of a matter, latest first."""
    matter = story.matter
    found = [Step(matter.raised_at, _("%(name)s报事") % {"name": matter.raiser.name})]
    named = {(clock.leg.ended_at, clock.leg.next_owner_id) for clock in story.clocks if clock.leg.next_owner_id}
    for clock in story.clocks:
        found += _leg_steps(clock.leg, matter, is_named=(clock.leg.opened_at, clock.leg.owner_id) in named)
    for event in Event.objects.about(matter).filter(verb__in=ANSWERS):
        found.append(Step(event.at, _answer(event, story)))
    return sorted(found, key=lambda step: step.at)[::-1]


def _answer(event: Event, story: Story) -> str:
    """Return what came of asking, in this round or an earlier one."""
    if event.verb == REOPENED:
        return _("%(name)s说还没有解决，重开") % {"name": story.matter.raiser.name}
    if event.verb == DEEMED:
        return _("到期没有答复，视为确认，这件事结束")
    is_own = event.changes.get("own", False)
    return _("本单位自报、自己确认，这件事结束") if is_own else _("报事方确认，这件事结束")


def _leg_steps(leg: Leg, matter: Matter, *, is_named: bool) -> Iterator[Step]:
    """Return the steps of one leg; `is_named`: whoever declined has said already that it goes to this body."""
    name = {"name": leg.owner.name}
    is_own = leg.is_lead and leg.owner_id == matter.raiser_id and leg.opened_at == matter.raised_at
    if not is_own and not is_named:
        yield Step(leg.opened_at, _("交到%(name)s") % name if leg.is_lead else _("请%(name)s协同") % name)
    if leg.accepted_at is not None and not is_own:
        yield Step(leg.accepted_at, _("%(name)s接手") % name)
    for asking in leg.askings.all():
        own = leg.owner_id == matter.raiser_id
        told = _("%(name)s报告结果，等自己确认") if own else _("%(name)s报告结果，请报事方确认")
        yield Step(asking.from_at, told % name)
    for pause in leg.pauses.all():
        why = name | {"reason": pause.get_reason_display()}
        yield Step(pause.from_at, _("%(name)s暂停：%(reason)s") % why)
        if pause.to_at is not None:
            yield Step(pause.to_at, _("%(name)s接着办") % name)
    if leg.ended_at is None:
        return
    if leg.end == Leg.End.DECLINED:
        both = name | {"next": leg.next_owner.name if leg.next_owner else ""}
        yield Step(
            leg.ended_at, _("%(name)s谢绝，下一家是%(next)s") % both if leg.next_owner else _("%(name)s谢绝") % name
        )
    elif leg.end == Leg.End.SOLVED and not leg.is_lead:
        yield Step(leg.ended_at, _("%(name)s办完协同的事") % name)
