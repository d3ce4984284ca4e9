"""The official papers of a meeting: its notice, the sheet that is signed, its minutes.

An official paper is Chinese, whatever the language of the page from which it is fetched.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.utils import translation

from gongjian.civic.platforms.models import AgendaItem, Meeting
from gongjian.civic.platforms.queries.invitations import Asked, Line
from gongjian.civic.platforms.queries.minutes import Decision, Minutes, minutes_of, numeral, official_day
from gongjian.web.documents.official import (
    Block,
    Body,
    Greeting,
    Heading,
    Imprint,
    Listed,
    Paper,
    Signature,
    Space,
    Table,
    Title,
)
from gongjian.web.words import check_code, clock_time, full_day

DEMO = "演示数据，并非真实评价"
LONGEST_LEAD = 40  # characters that stand in another hand before a paragraph
ENDINGS = "。！？；…"


def minutes_paper(meeting: Meeting) -> Paper:
    """Return the minutes of a meeting as an official paper; before they are confirmed it says that they are a draft."""
    with translation.override("zh-hans"):
        minutes = minutes_of(meeting)
        return Paper(
            name=f"{minutes.heading}{minutes.number}",
            heading=minutes.heading,
            number=minutes.number,
            issuer=minutes.issuer,
            day=official_day(minutes.issued_date) if minutes.issued_date else "",
            mark=_mark(),
            code=f"校验码 {check_code(minutes.check_code)}" if minutes.check_code else "",
            blocks=list(_minutes(minutes)),
        )


def notice_paper(meeting: Meeting, on: date) -> Paper:
    """Return the notice of a meeting: when, where, what about, until when to reply."""
    with translation.override("zh-hans"):
        day = meeting.convened_at.astimezone(settings.OFFICE_ZONE).date() if meeting.convened_at else on
        return Paper(
            name=f"关于召开{meeting.title}的通知",
            issuer=meeting.platform.secretary.name,
            mark=_mark(),
            blocks=[*_notice(meeting), Signature(meeting.platform.secretary.name, official_day(day))],
        )


def sign_in_paper(meeting: Meeting) -> Paper:
    """Return the sheet that is signed at a meeting: seats first, then observers; no name of a person is printed."""
    with translation.override("zh-hans"):
        asked = Asked(meeting)
        facts = [f"时间：{_moment(meeting.starts_at)}", f"地点：{meeting.place}" if meeting.place else ""]
        blocks: list[Block] = [Title(f"{meeting.title}签到表"), Body("\n".join(facts))]
        blocks += [Heading(f"出席（应到{len(asked.seats)}家）"), _sheet(asked.seats)]
        if asked.observers:
            blocks += [Heading(f"列席（{len(asked.observers)}家）"), _sheet(asked.observers)]
        return Paper(name=f"{meeting.title}签到表", issuer=meeting.platform.secretary.name, mark=_mark(), blocks=blocks)


def _mark() -> str:
    return DEMO if settings.DEMO else ""


def _minutes(minutes: Minutes) -> Iterator[Block]:
    decided = any(decision.is_carried for section in minutes.sections for decision in section.decisions)
    yield Title(minutes.title, "" if minutes.confirmed_date else "征求意见稿")
    yield Body(minutes.opening + ("会议议定事项如下：" if decided else ""))
    for section in minutes.sections:
        yield Heading(f"{section.numeral}{section.title}")
        yield from map(Body, section.paragraphs)
        yield from map(_decision, section.decisions)
    if minutes.remarks:
        yield Heading(f"{numeral(len(minutes.sections) + 1)}、成员对纪要的意见")
    for remark in minutes.remarks:
        yield Body(
            f"{_ended(remark.text)}答复：{_ended(remark.answer or '还没有答复')}", lead=f"{remark.organisation}："
        )
    yield Space()
    for lead, names in (("出席", minutes.present), ("请假", minutes.leave), ("列席", minutes.observers)):
        if names:
            yield Listed(lead, names)
    if minutes.confirmed_date:
        yield Body(f"本纪要已于{official_day(minutes.confirmed_date)}确认。")
    elif minutes.object_by_date:
        yield Body(f"到会单位如有意见，请在{official_day(minutes.object_by_date)}以前提出。")
    if minutes.issued_date:
        to = "各成员单位，列席单位" if minutes.observers else "各成员单位"
        yield Imprint(f"分送：{to}。", minutes.issuer, f"{official_day(minutes.issued_date)}印发")


def _decision(decision: Decision) -> Body:
    """What was decided leads the paragraph if it is short; a long one follows its number in the hand of the text."""
    text = _ended(decision.text)
    if len(text) <= LONGEST_LEAD:
        return Body(decision.sentence, lead=f"{decision.numeral}{text}")
    return Body(f"{text}{decision.sentence}", lead=decision.numeral)


def _notice(meeting: Meeting) -> Iterator[Block]:
    state = "已取消" if meeting.cancelled_at else "" if meeting.convened_at else "草稿"
    items = AgendaItem.objects.filter(meeting=meeting, withdrawn_at=None).order_by("position", "pk")
    observers = [line.organisation.name for line in Asked(meeting).observers]
    when, place = _moment(meeting.starts_at), f"，{meeting.place}" if meeting.place else ""
    opening = f"{meeting.platform.title}将召开{meeting.title}，现将有关事项通知如下："
    sections = [
        ("时间和地点" if place else "时间", [f"{when}{place}，预计{meeting.length_minutes}分钟。"]),
        ("议题", [f"{number}. {_ended(item.title)}" for number, item in enumerate(items, start=1)]),
        ("参会单位", ["各成员单位各派一名代表。", *([f"列席：{'、'.join(observers)}。"] if observers else [])]),
        ("答复", [f"请在{when}以前答复由谁参加；不能参加的，请写明理由。"]),
    ]
    yield Title(f"关于召开{meeting.title}的通知", state)
    yield Greeting("各成员单位、列席单位：" if observers else "各成员单位：")
    yield Body(opening)
    for number, (head, lines) in enumerate(((head, lines) for head, lines in sections if lines), start=1):
        yield Heading(f"{numeral(number)}、{head}")
        yield from map(Body, lines)


def _sheet(lines: list[Line]) -> Table:
    rows = [[str(number), line.organisation.name, "", ""] for number, line in enumerate(lines, start=1)]
    return Table(["序号", "单位", "代表签名", "职务"], rows, [2, 11, 6, 5])


def _moment(at: datetime) -> str:
    """Return a moment as a notice says it: 2026年3月1日（周日）9:30."""
    return f"{full_day(at)}{clock_time(at).removeprefix('0')}"


def _ended(text: str) -> str:
    """Return a sentence with its full stop."""
    return text if text.endswith(tuple(ENDINGS)) else f"{text}。"
