"""`{% load matters %}`: how a matter stands, its axis of days, where its days went, its steps for everybody."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongjian.civic.matters.models import Leg, Matter
from gongjian.civic.matters.queries.clocks import LegClock, day_of
from gongjian.civic.matters.queries.matters import Spent, Story
from gongjian.civic.matters.queries.steps import Step, steps_of
from gongjian.methods.legs import ASK, PAUSE, WAIT, WORK
from gongjian.web.charts.axis import Mark, Row, Stretch
from gongjian.web.charts.pen import percent, picture, rectangle
from gongjian.web.components.library import draw
from gongjian.web.templatetags.charts import Key, day_axis
from gongjian.web.words import short_day

register = template.Library()

SHADES = {WORK: "t-work", WAIT: "t-wait", PAUSE: "t-pause", ASK: "t-ask"}


def kind_words() -> dict[str, str]:
    """Return what the four kinds of days are called."""
    return {WORK: _("办理"), WAIT: _("等待接手"), PAUSE: _("暂停"), ASK: _("等确认")}


@register.simple_tag
def matter_status(story: Story) -> SafeString:
    """Draw how a matter stands: a shape and a word."""
    kind, word = standing(story)
    return draw("status", kind=kind, content=word)


def standing(story: Story) -> tuple[str, str]:
    """Return how a matter stands: one of the shapes of the house, and a word."""
    matter, lead = story.matter, story.lead
    if matter.closed_at is not None:
        word = closing_word(matter)
        own = _("%(word)s，本单位自报、自己确认") % {"word": word}
        kind = "done" if matter.closing == Matter.Closing.DONE else "none"
        return kind, own if story.is_own and not matter.is_silent else word
    if matter.asked_at is not None:
        return "open", _("等本单位自己确认") if story.is_own else _("等报事方确认")
    if story.pause is not None:
        return "hold", _("暂停，%(reason)s") % {"reason": story.pause.get_reason_display()}
    if lead is not None and lead.overdue:
        return "late", _("逾期 %(days)s 个工作日") % {"days": lead.overdue}
    age = {"days": story.age}
    if lead is not None and lead.leg.accepted_at is None:
        return "soon", _("等待接手，第 %(days)s 个工作日") % age if story.age else _("等待接手")
    return "open", _("在办，第 %(days)s 个工作日") % age if story.age else _("在办，今天报的事")


def closing_word(matter: Matter) -> str:
    """Return how a matter ended."""
    words = {
        Matter.Closing.DONE: _("已办结"),
        Matter.Closing.REFUSED: _("不予办理"),
        Matter.Closing.PASSED_ON: _("已转区外办理"),
        Matter.Closing.DUPLICATE: _("与另一件重复"),
    }
    return words[Matter.Closing(matter.closing)]


@register.simple_tag
def matter_axis(story: Story) -> SafeString:
    """Draw who had the matter when, in working days, with the same in a table behind a switch."""
    start = day_of(story.matter.raised_at)
    words, rows, table = kind_words(), [], []
    for clock in story.clocks:
        stretches = [
            Stretch(
                SHADES[one.kind],
                story.days.between(start, one.first),
                story.days.between(start, one.last),
                _told(words[one.kind], one.days),
            )
            for one in clock.spells
        ]
        rows.append(Row(clock.leg.owner.name, leg_note(clock, story), stretches))
        days = {kind: sum(one.days for one in clock.spells if one.kind == kind) for kind in words}
        table.append([clock.leg.owner.name, leg_note(clock, story), *(days[kind] or "—" for kind in words), clock.days])
    legend = [Key(SHADES[kind], word) for kind, word in words.items()]
    drawn: SafeString = day_axis(
        rows=rows,
        marks=_marks(story),
        length=max(mark.at for mark in _marks(story)),
        label=_("各方在哪几个工作日办这件事"),
        legend=legend,
        head=[_("单位"), _("身份"), *words.values(), _("合计")],
        table=table,
    )
    return drawn


def _told(word: str, days: int) -> str:
    return _("%(word)s %(days)s 个工作日") % {"word": word, "days": days}


def _marks(story: Story) -> list[Mark]:
    """Return the days that are written on the axis: each change of the lead, today or the end, and the last day."""
    start = day_of(story.matter.raised_at)
    opened = {day_of(clock.leg.opened_at) for clock in story.clocks if clock.leg.is_lead}
    marks = [Mark("tick", story.days.between(start, day), short_day(day)) for day in sorted({start, *opened})]
    if story.matter.closed_at is not None:
        end = day_of(story.matter.closed_at)
        return [*marks, Mark("today", story.days.between(start, end), short_day(end))]
    marks.append(Mark("today", story.days.between(start, story.days.today), _("今天")))
    if story.matter.asked_at is None:
        due = story.last_lead.due
        marks.append(Mark("due", story.days.between(start, due), short_day(due)))
    return marks


def leg_note(clock: LegClock, story: Story) -> str:
    """Return in few words what a body is or was for the matter."""
    leg = clock.leg
    role = _("牵头") if leg.is_lead else _("协同")
    ends = {
        Leg.End.HANDED_ON: _("已移交") if leg.is_lead else _("转为牵头"),
        Leg.End.DECLINED: _("已谢绝"),
        Leg.End.SOLVED: _("已办完"),
        Leg.End.CLOSED: _("已结束"),
    }
    if leg.end == Leg.End.CLOSED and leg.accepted_at is None:
        return _("%(role)s，没有签收") % {"role": role}
    if leg.end:
        return _("%(role)s，%(end)s") % {"role": role, "end": ends[Leg.End(leg.end)]}
    if clock.overdue and story.matter.asked_at is None:
        return _("%(role)s，逾期 %(days)s 天") % {"role": role, "days": clock.overdue}
    if leg.accepted_at is None:
        return _("%(role)s，未接手") % {"role": role}
    return _("现在牵头") if leg.is_lead else _("协同，在办")


@register.simple_tag
def spent_bar(row: Spent, whole: int) -> SafeString:
    """Draw where the days of one level went, on a scale that ends at the age of the matter."""
    left, parts = 0, []
    for kind, days in ((WORK, row.work), (WAIT, row.wait), (PAUSE, row.pause), (ASK, row.ask)):
        if days:
            parts.append(rectangle(percent(left, whole), 1, percent(days, whole), 12, SHADES[kind]))
        left += days
    return mark_safe(picture("one-bar", *parts, label="", height=14))  # noqa: S308 — the pen escapes


@register.simple_tag
def matter_steps(story: Story) -> list[Step]:
    """Return what everybody may read of the way of a matter, latest first."""
    return steps_of(story)
