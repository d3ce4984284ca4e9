"""Open talks: what each stage brought out, what residents pointed out, what becomes of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongjian.accounts.models import User
from gongjian.civic.platforms.models import Finding, Meeting, Stage, StageOutput
from gongjian.ledger.action import Refused, action


@action
def write_stage(
    actor: User, meeting: Meeting, /, *, stage: str, text: str, headcount: int, at: datetime
) -> StageOutput:
    """Write what one stage of an open talk brought out and how many took part; it may be mended until confirmation."""
    if stage not in Stage.values:
        raise Refused(_("环节只有四个：看、谈、评、议。"))
    if not text.strip():
        raise Refused(_("请写明这一环节得出了什么。"))
    if headcount < 1:
        raise Refused(_("参加的人至少有 1 位。没有开的环节请不要写。"))
    output = meeting.stages.filter(stage=stage).first() or StageOutput(meeting=meeting, stage=stage)
    output.text, output.headcount = text.strip(), headcount
    output.save()
    return output


@action
def note_finding(actor: User, meeting: Meeting, /, *, stage: str, text: str, at: datetime) -> Finding:
    """Note something that residents pointed out at one stage."""
    if stage not in Stage.values:
        raise Refused(_("环节只有四个：看、谈、评、议。"))
    if not text.strip():
        raise Refused(_("请写明大家反映了什么。"))
    return Finding.objects.create(meeting=meeting, stage=stage, text=text.strip(), noted_at=at)


@action
def settle_finding(actor: User, finding: Finding, /, *, outcome: str, reason: str = "", at: datetime) -> Finding:
    """Say what becomes of a finding: a need, a matter, or nothing, because …"""
    if outcome not in Finding.Outcome.values:
        raise Refused(_("这一条要么列入需求，要么立为难题，要么写明为什么不办。"))
    is_dropped = outcome == Finding.Outcome.NO_ACTION
    if is_dropped and not reason.strip():
        raise Refused(_("不办要写明理由。"))
    finding.outcome, finding.settled_at = outcome, at
    finding.reason = reason.strip() if is_dropped else ""
    finding.save(update_fields=["outcome", "reason", "settled_at"])
    return finding
